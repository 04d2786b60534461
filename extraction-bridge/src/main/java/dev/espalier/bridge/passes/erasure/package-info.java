/** Removal of what proofs leave behind: arguments that nothing uses, conversions that convert nothing. */
@NullMarked
package dev.espalier.bridge.passes.erasure;

import org.jspecify.annotations.NullMarked;
