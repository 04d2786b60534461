/**
 * The types of a specification's state and payloads as the search sees them, read from the prover's own words, and the
 * values of those types.
 */
@NullMarked
package dev.espalier.synth.shape;

import org.jspecify.annotations.NullMarked;
