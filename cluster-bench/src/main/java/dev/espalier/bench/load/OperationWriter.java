package dev.espalier.bench.load;

import dev.espalier.bench.history.SessionRecorder;
import io.netty.buffer.ByteBuf;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Chooses the operations of a session and writes their requests. */
final class OperationWriter {
    /** Most keys of a scan, as in YCSB's workload E; all lengths from 1 on are equally likely. */
    private static final int SCANNED_KEYS_MAX = 100;

    private final OperationMix mix;
    private final KeyPopulation population;
    private final RequestTemplates templates;
    private final SplittableRandom random;
    private final KeyChoice.KeySampler keys;
    private final ValueSizes.Sampler sizes;
    private final @Nullable SessionRecorder recorder;
    private long puts;

    OperationWriter(LoadSession.Shared shared, int number, @Nullable SessionRecorder recorder) {
        LoadConfig config = shared.config();
        this.mix = config.mix();
        this.population = shared.population();
        this.templates = new RequestTemplates(shared.keySpace(), config.valueSizes(), shared.run());
        this.random = new SplittableRandom(config.seed() + 0x9e3779b97f4a7c15L * (number + 1));
        this.keys = config.keyChoice().sampler(config.keys(), population::count);
        this.sizes = config.valueSizes().sampler();
        this.recorder = recorder;
    }

    /** Bytes of the longest request that is about one key. */
    int bytesMax() {
        return templates.bytesMax();
    }

    /** Another source of numbers, independent of what operations are chosen. */
    SplittableRandom otherRandom() {
        return random.split();
    }

    /** The kind of an operation that will not be sent. */
    OperationKind kindOfUnsent() {
        return mix.draw(random);
    }

    /** Writes the first request of a new operation and adds it to {@code sent}. */
    void begin(RequestRing sent, long dueNanos, long sentNanos, ByteBuf out) {
        OperationKind kind = mix.draw(random);
        if (kind == OperationKind.SCAN) {
            scan(keys.next(random), sent, dueNanos, sentNanos, out);
            return;
        }
        int key = kind == OperationKind.INSERT ? population.insert() : keys.next(random);
        switch (kind) {
            case GET, READ_MODIFY_WRITE -> {
                templates.writeGet(key, out);
                if (recorder != null) {
                    recorder.getSent(key);
                }
            }
            case PUT, INSERT -> put(key, out);
            case DELETE -> templates.writeDelete(key, out);
            case SCAN -> throw new IllegalStateException("a scan is of several keys");
        }
        sent.add(Request.of(kind), key, dueNanos, sentNanos);
    }

    /** The keys after the last one are none of a scan's. */
    private void scan(int key, RequestRing sent, long dueNanos, long sentNanos, ByteBuf out) {
        int count = Math.min(random.nextInt(1, SCANNED_KEYS_MAX + 1), population.count() - key);
        templates.writeScan(key, count, out);
        if (recorder != null) {
            for (int i = 0; i < count; i++) {
                recorder.getSent(key + i);
            }
        }
        sent.add(Request.SCAN, key, count, dueNanos, sentNanos);
    }

    /** Writes the second request of the read-modify-write that is the oldest of {@code read}, and moves it to {@code sent}. */
    void writeBack(RequestRing read, RequestRing sent, ByteBuf out) {
        put(read.oldestKey(), out);
        sent.add(Request.WRITE_BACK, read.oldestKey(), read.oldestDue(), read.oldestSent());
        read.removeOldest();
    }

    private void put(int key, ByteBuf out) {
        long counter = puts++;
        int bytes = sizes.next(random);
        if (recorder == null) {
            templates.writePut(key, counter, bytes, out);
            return;
        }
        long value = recorder.valueOf(counter);
        templates.writePut(key, value, bytes, out);
        recorder.putSent(key, value);
    }
}
