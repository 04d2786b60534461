/**
 * Grows a core: from a design and the specification's runs to method bodies, from these to Rocq, and from the relation
 * that the design implies to obligations for the prover.
 */
@NullMarked
package dev.espalier.synth.growth;

import org.jspecify.annotations.NullMarked;
