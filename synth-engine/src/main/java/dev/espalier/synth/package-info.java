/**
 * Cores and their proofs: {@link dev.espalier.synth.rocq} reads Rocq sources, {@link dev.espalier.synth.prover} runs the
 * prover, {@link dev.espalier.synth.gate} decides whether a core is proved.
 */
@NullMarked
package dev.espalier.synth;

import org.jspecify.annotations.NullMarked;
