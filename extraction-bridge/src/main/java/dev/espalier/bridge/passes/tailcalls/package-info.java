/** Calls in tail position that need no stack. */
@NullMarked
package dev.espalier.bridge.passes.tailcalls;

import org.jspecify.annotations.NullMarked;
