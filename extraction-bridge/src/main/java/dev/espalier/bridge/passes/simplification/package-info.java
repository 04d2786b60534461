/** Beta reduction and what follows from it. */
@NullMarked
package dev.espalier.bridge.passes.simplification;

import org.jspecify.annotations.NullMarked;
