/** The prover and other programs that run outside this process: found, started, bounded, ended. */
@NullMarked
package dev.espalier.synth.prover;

import org.jspecify.annotations.NullMarked;
