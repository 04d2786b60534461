package dev.espalier.simulation;

import java.util.function.IntPredicate;

/**
 * What is durable where, kept beside the nodes by whoever sees their disks: what nothing that leaves a node may be ahead of.
 * Nodes are numbered from 1.
 */
final class Ledger {
    private final long[] own;
    private final long[] acknowledged;
    private final long[][] received;

    /** Up to where each node has let go of puts that a peer lacks, which it has cut off. */
    private final long[][] cutOff;

    Ledger(int nodes) {
        own = new long[nodes + 1];
        acknowledged = new long[nodes + 1];
        received = new long[nodes + 1][nodes + 1];
        cutOff = new long[nodes + 1][nodes + 1];
    }

    /** Number up to which the puts of {@code node} are durable at itself. */
    long own(int node) {
        return own[node];
    }

    void ownIsDurable(int node, long sequence) {
        own[node] = Math.max(own[node], sequence);
    }

    /** Number up to which the puts of {@code origin} are durable at {@code node}. */
    long received(int node, int origin) {
        return received[node][origin];
    }

    void receivedIsDurable(int node, int origin, long sequence) {
        received[node][origin] = Math.max(received[node][origin], sequence);
    }

    /** A client has been told, or soon will be, that put {@code sequence} of {@code node} is in. */
    void acknowledged(int node, long sequence) {
        acknowledged[node] = Math.max(acknowledged[node], sequence);
    }

    /** A node goes on with another database, which has its puts up to {@code sequence}. */
    void continues(int node, long sequence) {
        if (sequence != own[node]) {
            throw new ViolationException("node " + node + " goes on with a database that has its puts up to " + sequence
                    + " where its puts up to " + own[node] + " are durable");
        }
    }

    /** A node has recovered with its puts up to {@code sequence}. */
    void recovered(int node, long sequence) {
        if (sequence < acknowledged[node]) {
            throw new ViolationException("node " + node + " restarted with its puts up to " + sequence
                    + " although clients were told that put " + acknowledged[node] + " is in");
        }
        own[node] = sequence;
    }

    /**
     * What must hold of the outbox of {@code node}, which begins at {@code start}: the rest is everywhere, but for peers that
     * the node has cut off.
     */
    void outboxStarts(int node, long start, IntPredicate isCutOff) {
        for (int peer = 1; peer < own.length; peer++) {
            if (peer != node && isCutOff.test(peer)) {
                cutOff[node][peer] = Math.max(cutOff[node][peer], start - 1);
            }
            if (peer != node && start - 1 > Math.max(received[peer][node], cutOff[node][peer])) {
                throw new ViolationException("node " + node + " has let go of put " + (start - 1) + " although node "
                        + peer + " durably holds its puts up to " + received[peer][node] + " only");
            }
        }
    }
}
