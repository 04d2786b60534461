package dev.espalier.synth.prover;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads a stream to its end on a thread of its own and keeps only the first bytes. */
public final class BoundedReader {
    private final InputStream stream;
    private final int bytesMax;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Thread thread;
    private boolean truncated;

    private BoundedReader(InputStream stream, int bytesMax) {
        this.stream = stream;
        this.bytesMax = bytesMax;
        thread = Thread.ofVirtual().unstarted(this::read);
    }

    /** Starts reading {@code stream}; of what it says the first {@code bytesMax} bytes are kept, the rest is dropped. */
    public static BoundedReader start(InputStream stream, int bytesMax) {
        BoundedReader reader = new BoundedReader(stream, bytesMax);
        reader.thread.start();
        return reader;
    }

    private void read() {
        byte[] buffer = new byte[8192];
        try (stream) {
            for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
                keep(buffer, length);
            }
        } catch (IOException e) {
            // The stream of a killed process breaks off; what it said counts as incomplete.
            markTruncated();
        }
    }

    private synchronized void keep(byte[] buffer, int length) {
        int room = Math.min(length, bytesMax - kept.size());
        kept.write(buffer, 0, room);
        truncated |= room < length;
    }

    private synchronized void markTruncated() {
        truncated = true;
    }

    /** Waits for the end of the stream; false if a process that outlived its parent still holds it open. */
    public boolean await(Duration limit) throws InterruptedException {
        return thread.join(limit);
    }

    /** Whether it said more than was kept, or broke off. */
    public synchronized boolean truncated() {
        return truncated;
    }

    /** What was kept so far, as UTF-8. */
    public synchronized String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }
}
