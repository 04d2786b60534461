/**
 * The proof gate: what must hold before a certificate is written for a core. It is driven by the core's manifest and
 * knows no core. {@link dev.espalier.synth.gate.ProofGate} is the way in; each step is a class of its own.
 */
@NullMarked
package dev.espalier.synth.gate;

import org.jspecify.annotations.NullMarked;
