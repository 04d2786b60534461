package dev.espalier.bench.program;

/**
 * What one node did in a round.
 *
 * @param seconds by its own clock from its start signal until every put was applied here; 0 when that did not happen
 * @param cpuSeconds what its event loop used of a processor in that time
 * @param ownPuts puts of its own client
 * @param putsApplied puts applied to its replica, its own included
 * @param putsPending puts that wait for others
 * @param gets gets answered
 * @param getsThatWaited gets that had to wait for puts of others
 * @param payloadBytes what the core sent along with its own puts, without key and value, once for all peers
 * @param digest hash of what every key holds at its replica; empty when the round did not end
 */
public record NodeFigures(
        double seconds,
        double cpuSeconds,
        long ownPuts,
        long putsApplied,
        long putsPending,
        long gets,
        long getsThatWaited,
        long payloadBytes,
        String digest) {}
