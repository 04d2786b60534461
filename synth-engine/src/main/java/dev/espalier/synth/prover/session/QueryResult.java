package dev.espalier.synth.prover.session;

/** What a query ended in: {@link Answered}, or {@link Rejected} as a sentence would be. */
public sealed interface QueryResult permits Answered, Rejected {}
