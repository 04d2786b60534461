/** Transformations of the intermediate representation, one a class, each preserving meaning. */
@NullMarked
package dev.espalier.bridge.passes;

import org.jspecify.annotations.NullMarked;
