/**
 * The values that generated cores compute with: persistent lists, options, pairs, the unit value, lazy values, first-class
 * functions whose tail calls need no stack, and what is left of proofs. Only the extraction bridge's output is meant to use this package.
 */
@NullMarked
package dev.espalier.core.lang;

import org.jspecify.annotations.NullMarked;
