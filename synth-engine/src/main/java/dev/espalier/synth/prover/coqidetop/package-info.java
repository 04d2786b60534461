/** Sessions with Coq, over the XML protocol of {@code coqidetop}. */
@NullMarked
package dev.espalier.synth.prover.coqidetop;

import org.jspecify.annotations.NullMarked;
