package dev.espalier.bench.load;

import dev.espalier.bench.history.SessionRecorder;
import dev.espalier.bench.resp.Target;
import java.time.Duration;
import java.util.List;

/**
 * What load to generate. Made with {@link #builder}, which holds the defaults.
 *
 * @param targets servers; connections are spread over them in turn
 * @param connections number of connections, each one session; 1 to {@value #CONNECTIONS_MAX}, at least one a target
 * @param pipeline operations in flight on each connection, 1 to {@value #PIPELINE_MAX}
 * @param mix share of each kind of operation
 * @param keys number of keys, at first
 * @param valueSizes sizes of the values put, 1 to {@value #VALUE_BYTES_MAX}; when recording, at least
 *     {@value ValueStamp#BYTES}
 * @param keyChoice how keys are chosen
 * @param preload whether every key is put once, to each target, before the load starts
 * @param pace when operations are sent
 * @param hop operations after which each session changes to the next target, with what it has done and seen; 0 for never
 * @param extent how long to measure
 * @param warmUp time before measuring starts, up to {@link #DURATION_MAX}; its operations are recorded but not measured
 * @param threads event loops that generate the load, 1 to 256
 * @param seed of the choice of keys and kinds; the same seed makes each connection choose the same sequence again
 * @param keyPrefix what keys start with; a recorded run adds its own number, to begin with keys never written
 * @param replyTimeout how long an answer may take before its connection is given up; 1 ms to {@link #DURATION_MAX}
 * @param reconnect whether a new session takes the place of one whose connection was lost; otherwise its load is missing
 *     from then on
 */
public record LoadConfig(
        List<Target> targets,
        int connections,
        int pipeline,
        OperationMix mix,
        int keys,
        ValueSizes valueSizes,
        KeyChoice keyChoice,
        boolean preload,
        Pace pace,
        int hop,
        Extent extent,
        Duration warmUp,
        int threads,
        long seed,
        String keyPrefix,
        Duration replyTimeout,
        boolean reconnect) {
    /** Most connections of one run. */
    public static final int CONNECTIONS_MAX = 100_000;
    /** Most operations in flight on a connection. */
    public static final int PIPELINE_MAX = 65_536;
    /** Largest value in bytes. */
    public static final int VALUE_BYTES_MAX = 16 * 1024 * 1024;
    /** Longest time to measure, to warm up, or to wait for an answer. */
    public static final Duration DURATION_MAX = Duration.ofDays(30);

    public LoadConfig {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("no target to load; name at least one host:port");
        }
        requireRange("connections", connections, 1, CONNECTIONS_MAX);
        if (connections < targets.size()) {
            throw new IllegalArgumentException(connections + " connections cannot reach " + targets.size()
                    + " targets; use at least " + targets.size());
        }
        requireRange("pipeline depth", pipeline, 1, PIPELINE_MAX);
        requireRange("number of keys", keys, 1, SessionRecorder.KEY_MAX);
        requireRange("generator threads", threads, 1, 256);
        requireRange("operations between changes of node", hop, 0, Integer.MAX_VALUE);
        if (hop > 0 && targets.size() < 2) {
            throw new IllegalArgumentException(
                    "a session that changes its node needs two of them or more; name more targets");
        }
        if (warmUp.isNegative()) {
            throw new IllegalArgumentException("a warm-up of " + warmUp + " is negative");
        }
        requireAtMostMax("warm-up", warmUp);
        if (replyTimeout.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("a reply time-out of " + replyTimeout + " is under 1 ms");
        }
        requireAtMostMax("reply time-out", replyTimeout);
        if (pace instanceof Pace.Open open && open.isRamp() && extent instanceof Extent.Operations) {
            throw new IllegalArgumentException(
                    "a ramp needs to know when it ends, which a number of operations does not say; give a duration");
        }
    }

    /** Share of puts in per cent. */
    public int putPercent() {
        return mix.puts();
    }

    /**
     * Makes sure that a run can be recorded: that values have room for what tells them apart, and that nothing is
     * deleted. A recorded {@link LoadRun#run} checks it before it connects; callers may do so before they prepare one.
     *
     * @throws IllegalArgumentException if values are too small, or keys are deleted
     */
    public void requireRecordable() {
        if (valueSizes.min() < ValueStamp.BYTES) {
            throw new IllegalArgumentException("recorded values carry their session and number in " + ValueStamp.BYTES
                    + " bytes, so values of " + valueSizes.min() + " bytes cannot be told apart; set the value size to "
                    + ValueStamp.BYTES + " or more");
        }
        if (mix.deletes() > 0) {
            throw new IllegalArgumentException(
                    "a get that finds nothing does not tell which delete it saw, so a history"
                            + " with deletes cannot be checked; record without deletes");
        }
    }

    /**
     * A builder with the defaults: a closed loop of 16 connections without pipelining, half puts, 10,000 keys, 100 bytes,
     * 10 s after 2 s.
     */
    public static Builder builder(List<Target> targets) {
        return new Builder(targets);
    }

    static void requireAtMostMax(String what, Duration value) {
        if (value.compareTo(DURATION_MAX) > 0) {
            throw new IllegalArgumentException("a " + what + " of " + value.toSeconds() + " s is beyond the longest, "
                    + DURATION_MAX.toDays() + " days; give it less");
        }
    }

    private static void requireRange(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + " " + value + " is outside " + min + ".." + max);
        }
    }

    /** A builder that starts from this configuration. */
    public Builder toBuilder() {
        return new Builder(targets)
                .connections(connections)
                .pipeline(pipeline)
                .mix(mix)
                .keys(keys)
                .valueSizes(valueSizes)
                .keyChoice(keyChoice)
                .preload(preload)
                .pace(pace)
                .hop(hop)
                .extent(extent)
                .warmUp(warmUp)
                .threads(threads)
                .seed(seed)
                .keyPrefix(keyPrefix)
                .replyTimeout(replyTimeout)
                .reconnect(reconnect);
    }

    /** Collects the parts of a {@link LoadConfig}; see there for their meaning. */
    public static final class Builder {
        private final List<Target> targets;
        private int connections = 16;
        private int pipeline = 1;
        private OperationMix mix = OperationMix.ofPuts(50);
        private int keys = 10_000;
        private ValueSizes valueSizes = new ValueSizes.Fixed(100);
        private KeyChoice keyChoice = new KeyChoice.Uniform();
        private boolean preload;
        private Pace pace = new Pace.Closed();
        private int hop;
        private Extent extent = new Extent.For(Duration.ofSeconds(10));
        private Duration warmUp = Duration.ofSeconds(2);
        private int threads = 1;
        private long seed = 1;
        private String keyPrefix = "bench:";
        private Duration replyTimeout = Duration.ofSeconds(30);
        private boolean reconnect;

        private Builder(List<Target> targets) {
            this.targets = List.copyOf(targets);
            this.connections = Math.max(connections, targets.size());
        }

        /** Sets the number of connections. */
        public Builder connections(int value) {
            connections = value;
            return this;
        }

        /** Sets the operations in flight on each connection. */
        public Builder pipeline(int value) {
            pipeline = value;
            return this;
        }

        /** Makes it puts and gets, with this share of puts. */
        public Builder putPercent(int value) {
            return mix(OperationMix.ofPuts(value));
        }

        /** Sets the share of each kind of operation. */
        public Builder mix(OperationMix value) {
            mix = value;
            return this;
        }

        /** Sets the number of keys. */
        public Builder keys(int value) {
            keys = value;
            return this;
        }

        /** Makes all values of one size. */
        public Builder valueBytes(int value) {
            return valueSizes(new ValueSizes.Fixed(value));
        }

        /** Sets the sizes of values. */
        public Builder valueSizes(ValueSizes value) {
            valueSizes = value;
            return this;
        }

        /** Sets how keys are chosen. */
        public Builder keyChoice(KeyChoice value) {
            keyChoice = value;
            return this;
        }

        /** Sets whether every key is put once before the load. */
        public Builder preload(boolean value) {
            preload = value;
            return this;
        }

        /** Sets when operations are sent. */
        public Builder pace(Pace value) {
            pace = value;
            return this;
        }

        /** Sets after how many operations sessions change nodes. */
        public Builder hop(int value) {
            hop = value;
            return this;
        }

        /** Sets how long to measure. */
        public Builder extent(Extent value) {
            extent = value;
            return this;
        }

        /** Sets the time before measuring. */
        public Builder warmUp(Duration value) {
            warmUp = value;
            return this;
        }

        /** Sets the number of generator threads. */
        public Builder threads(int value) {
            threads = value;
            return this;
        }

        /** Sets the seed. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** Sets what keys start with. */
        public Builder keyPrefix(String value) {
            keyPrefix = value;
            return this;
        }

        /** Sets how long an answer may take. */
        public Builder replyTimeout(Duration value) {
            replyTimeout = value;
            return this;
        }

        /** Sets whether lost connections are made anew. */
        public Builder reconnect(boolean value) {
            reconnect = value;
            return this;
        }

        /**
         * The configuration.
         *
         * @throws IllegalArgumentException if a part is out of its range
         */
        public LoadConfig build() {
            return new LoadConfig(
                    targets,
                    connections,
                    pipeline,
                    mix,
                    keys,
                    valueSizes,
                    keyChoice,
                    preload,
                    pace,
                    hop,
                    extent,
                    warmUp,
                    threads,
                    seed,
                    keyPrefix,
                    replyTimeout,
                    reconnect);
        }
    }
}
