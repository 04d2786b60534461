package dev.espalier.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Takes a run whose connections stand through its phases: warm-up, measuring, and the last answers. */
final class LoadDriver {
    private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final LoadConfig config;
    private final RunControl control;
    private final LoadConnections connections;
    private final Measurements measurements;
    private final GeneratorMeter generator;
    private final ProgressMeter meter;
    private final ProgressListener listener;
    private boolean released;

    LoadDriver(
            LoadConfig config,
            RunControl control,
            LoadConnections connections,
            Measurements measurements,
            GeneratorMeter generator,
            ProgressListener listener) {
        this.config = config;
        this.control = control;
        this.connections = connections;
        this.measurements = measurements;
        this.generator = generator;
        this.listener = listener;
        this.meter = new ProgressMeter(connections.statistics(), listener);
    }

    /** Runs all of it. */
    void drive(List<LoadSession> sessions) throws InterruptedException {
        long warmUp = config.warmUp().toNanos();
        if (warmUp == 0) {
            startMeasuring();
        }
        long start = System.nanoTime();
        connections.start(sessions, start);
        boolean ended = warmUp > 0 && watch(start + warmUp);
        if (warmUp > 0) {
            startMeasuring();
        }
        if (!ended && config.extent() instanceof Extent.For(Duration duration)) {
            ended = watch(control.measureFromNanos() + duration.toNanos());
        } else if (!ended) {
            ended = watch(Long.MAX_VALUE);
        }
        control.stop();
        generator.stop();
        connections.releaseAll();
        if (!ended) {
            // What is in flight is answered, or its connection is given up after the reply time-out.
            watch(Long.MAX_VALUE);
        }
        meter.report(!control.isMeasuring());
    }

    private void startMeasuring() {
        generator.start();
        control.startMeasuring();
        listener.measuring();
    }

    /** Reports progress until {@code untilNanos} or until all sessions have ended; returns whether they have. */
    private boolean watch(long untilNanos) throws InterruptedException {
        while (true) {
            long now = System.nanoTime();
            long left = untilNanos == Long.MAX_VALUE ? Long.MAX_VALUE : untilNanos - now;
            if (left <= 0) {
                return false;
            }
            if (control.awaitEnd(Math.min(left, meter.nextNanos(now, PROGRESS_NANOS)))) {
                return true;
            }
            if (control.isMeasuring()) {
                measurements.collectIfDue((System.nanoTime() - control.measureFromNanos()) / 1e9);
            }
            if (control.isUsedUp() && !released) {
                released = true;
                connections.releaseAll();
            }
            if (meter.nextNanos(System.nanoTime(), PROGRESS_NANOS) == 0) {
                meter.report(!control.isMeasuring());
            }
        }
    }
}
