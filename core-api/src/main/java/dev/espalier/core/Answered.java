package dev.espalier.core;

/**
 * A replica's answer to a get, with the replica's state after giving it.
 *
 * @param value the value read
 * @param answer what the client must take along to stay consistent
 * @param replica the replica's next state
 */
public record Answered<A, R>(Value value, A answer, R replica) {}
