/** Known arities, and one argument at a time elsewhere. */
@NullMarked
package dev.espalier.bridge.passes.currying;

import org.jspecify.annotations.NullMarked;
