package dev.espalier.core;

/**
 * A request formed by a client, with the client's state after forming it.
 *
 * @param request the payload to send to the replica
 * @param client the client's next state
 */
public record Requested<Q, C>(Q request, C client) {}
