package dev.espalier.synth.prover.session;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Sessions side by side, no more at a time than there is memory for: each may use what its limits allow. Each is used by
 * one thread; opening and closing may be done by any.
 */
public final class ProverSessions implements ProverSession.Source, AutoCloseable {
    private final ProverSession.Source source;
    private final Semaphore free;
    private final Set<ProverSession> open = new HashSet<>();
    private boolean closed;

    /** At most {@code sessionsMax} sessions of {@code source} at a time, at least 1. */
    public ProverSessions(ProverSession.Source source, int sessionsMax) {
        if (sessionsMax < 1) {
            throw new IllegalArgumentException("no room for a session");
        }
        this.source = source;
        free = new Semaphore(sessionsMax);
    }

    @Override
    public String foundation() {
        return source.foundation();
    }

    /**
     * Opens a session; waits until another is closed if there are as many as may be.
     *
     * @throws IOException as the source does, and if the wait was interrupted or these were closed
     */
    @Override
    public ProverSession open() throws IOException {
        try {
            free.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for room for a session", e);
        }
        boolean opened = false;
        try {
            ProverSession session = source.open();
            opened = register(session);
            if (!opened) {
                session.close();
                throw new IOException("the sessions are closed");
            }
            return new Member(session);
        } finally {
            if (!opened) {
                free.release();
            }
        }
    }

    private synchronized boolean register(ProverSession session) {
        return !closed && open.add(session);
    }

    private synchronized boolean leave(ProverSession session) {
        return open.remove(session);
    }

    /** Interrupts and closes all that are open; there are none after that. Call it when no thread uses one any more. */
    @Override
    public void close() {
        Set<ProverSession> left;
        synchronized (this) {
            closed = true;
            left = Set.copyOf(open);
        }
        for (ProverSession session : left) {
            session.interrupt();
            finish(session);
        }
    }

    private void finish(ProverSession session) {
        if (leave(session)) {
            session.close();
            free.release();
        }
    }

    /** A session that makes room when it is closed. */
    private final class Member extends ForwardingSession {
        private final ProverSession session;

        Member(ProverSession session) {
            super(session);
            this.session = session;
        }

        @Override
        public void close() {
            finish(session);
        }
    }
}
