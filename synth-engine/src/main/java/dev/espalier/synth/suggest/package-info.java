/**
 * Finds the specification that somebody means. What is wanted is said as outcomes of litmus tests or as guarantees by
 * name ({@link dev.espalier.synth.suggest.RequirementReader}); what each specification allows is what exploration found
 * ({@link dev.espalier.synth.suggest.LatticeTable}, kept as a resource that {@code espalier spec lattice --write} makes);
 * {@link dev.espalier.synth.suggest.Matching} puts the two together: the weakest points that fit, what contradicts itself,
 * what is still to be asked.
 */
@NullMarked
package dev.espalier.synth.suggest;

import org.jspecify.annotations.NullMarked;
