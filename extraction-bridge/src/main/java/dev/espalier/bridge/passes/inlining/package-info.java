/** Known functions at the place of their call, and definitions that only name others as functions of their own. */
@NullMarked
package dev.espalier.bridge.passes.inlining;

import org.jspecify.annotations.NullMarked;
