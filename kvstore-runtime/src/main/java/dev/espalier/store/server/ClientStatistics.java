package dev.espalier.store.server;

/**
 * Counts about client connections.
 *
 * @param connected open now
 * @param accepted since the start
 * @param refused because of too many, since the start
 * @param waiting with a read that waits now
 * @param commands carried out or refused, since the start
 * @param waits commands that had to wait, since the start
 * @param waitsTimedOut waits that ended in an error, since the start
 * @param protocolErrors connections closed because of bytes that are not the protocol, since the start
 */
public record ClientStatistics(
        int connected,
        long accepted,
        long refused,
        int waiting,
        long commands,
        long waits,
        long waitsTimedOut,
        long protocolErrors) {}
