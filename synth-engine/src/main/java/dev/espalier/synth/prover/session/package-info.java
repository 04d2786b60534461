/**
 * A conversation with a prover, a sentence at a time, as any prover could hold it: typed verdicts with a closed set of
 * errors, states that are named by what led to them, a cache of judged sentences, sessions side by side. Nothing here
 * knows Coq.
 */
@NullMarked
package dev.espalier.synth.prover.session;

import org.jspecify.annotations.NullMarked;
