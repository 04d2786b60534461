/** Known functions at the place of their call. */
@NullMarked
package dev.espalier.bridge.passes.inlining;

import org.jspecify.annotations.NullMarked;
