package dev.espalier.store.tls;

import java.util.concurrent.atomic.AtomicLong;

/** Counts of handshakes that failed and of keys and certificates that were replaced. */
public final class TlsStatistics {
    private final AtomicLong handshakesFailed = new AtomicLong();
    private final AtomicLong reloads = new AtomicLong();
    private final AtomicLong reloadsRefused = new AtomicLong();

    void handshakeFailed() {
        handshakesFailed.incrementAndGet();
    }

    void reloaded() {
        reloads.incrementAndGet();
    }

    void refused() {
        reloadsRefused.incrementAndGet();
    }

    /** Connections of clients and peers that came to no agreement. */
    public long handshakesFailed() {
        return handshakesFailed.get();
    }

    /** How often keys and certificates were replaced. */
    public long reloads() {
        return reloads.get();
    }

    /** How often changed files were found unsound, and the old ones stayed. */
    public long reloadsRefused() {
        return reloadsRefused.get();
    }
}
