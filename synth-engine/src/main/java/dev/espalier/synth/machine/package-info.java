/**
 * Runs specifications: random schedules of a few clients and replicas over a network that reorders and duplicates, by
 * the bridge's reference interpreter of the OCaml that the prover extracted. What each method was given and gave is kept:
 * it is what candidates are judged by before the prover is asked.
 */
@NullMarked
package dev.espalier.synth.machine;

import org.jspecify.annotations.NullMarked;
