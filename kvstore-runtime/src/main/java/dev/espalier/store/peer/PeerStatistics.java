package dev.espalier.store.peer;

/** Counts of what peer connections brought that should not have come. */
public final class PeerStatistics {
    private long refusedHandshakes;
    private long protocolViolations;

    void refusedHandshake() {
        refusedHandshakes++;
    }

    void protocolViolation() {
        protocolViolations++;
    }

    /** Handshakes refused: unknown or spoofed peers, other clusters, other cores. */
    public long refusedHandshakes() {
        return refusedHandshakes;
    }

    /** Connections closed because of bytes that are not the protocol. */
    public long protocolViolations() {
        return protocolViolations;
    }
}
