/** Recursive functions made for the functions that are handed to them. */
@NullMarked
package dev.espalier.bridge.passes.specialisation;

import org.jspecify.annotations.NullMarked;
