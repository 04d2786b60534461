package dev.espalier.store.engine;

/**
 * Counts since the node started.
 *
 * @param ownPuts puts made by this node's clients
 * @param putsApplied puts applied to the replica, own ones included
 * @param putsPending puts that wait for others now
 * @param duplicatesDropped arrivals that were already in
 * @param gets gets answered
 * @param getsNotYet attempts at a get that found a dependency missing
 */
public record EngineStatistics(
        long ownPuts, long putsApplied, int putsPending, long duplicatesDropped, long gets, long getsNotYet) {}
