/** Definitions that only name other functions, as functions of their own. */
@NullMarked
package dev.espalier.bridge.passes.expansion;

import org.jspecify.annotations.NullMarked;
