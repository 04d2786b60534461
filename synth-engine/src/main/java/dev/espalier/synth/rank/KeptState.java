package dev.espalier.synth.rank;

import dev.espalier.core.Bytes;
import dev.espalier.core.Core;
import dev.espalier.core.EntryCodec;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import dev.espalier.core.StateCodec;
import dev.espalier.core.StoredMaps;
import dev.espalier.core.lang.Pair;
import dev.espalier.core.state.StateMap;
import dev.espalier.synth.audit.Finding;
import dev.espalier.synth.gate.CompiledSpecification;
import dev.espalier.synth.gate.GateFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether what a core keeps and sends is bounded by the keys and clients that there are: by type, as a store that is a
 * function is a chain of closures that is as long as the puts were many, and by measurement, of what is written down after
 * some operations and after many more, over the same keys.
 */
public final class KeptState {
    private static final int KEYS = 6;
    private static final int FEW = 300;
    private static final int MANY = 3_000;

    /** Numbers are written in as many bytes as they need, so what is bounded may become this much longer. */
    private static final double LONGER = 1.5;

    /** Most time for the operations, in seconds. */
    private static final int SECONDS_MAX = 60;

    private KeptState() {}

    /**
     * What the core whose file is {@code core} keeps.
     *
     * @param compiled where files can be compiled, below {@code candidate}
     */
    public static List<Finding> check(CompiledSpecification compiled, String core)
            throws IOException, InterruptedException, GateFailure {
        long start = System.nanoTime();
        List<Finding> findings = new ArrayList<>();
        try {
            check(CompiledCore.extracted("candidate", compiled, core), findings, start);
        } catch (RankingException e) {
            findings.add(new Finding("the core can be run", false, String.valueOf(e.getMessage()), since(start)));
        }
        return findings;
    }

    private static <C, R, G, A, P> void check(Core<C, R, G, A, P> core, List<Finding> findings, long start)
            throws InterruptedException {
        StateCodec<Pair<C, R>> codec = core.stateCodec();
        findings.add(new Finding(
                "the state is data over a map",
                codec != null,
                codec != null
                        ? "it is " + codec.shape()
                        : "a function is part of it, or a map is used more than once: then the store grows with every put and"
                                + " cannot be written down. Keep records in M.map, and hand the map on from step to step",
                since(start)));
        if (codec != null) {
            findings.add(growth(core, codec));
        }
    }

    private static <C, R, G, A, P> Finding growth(Core<C, R, G, A, P> core, StateCodec<Pair<C, R>> codec)
            throws InterruptedException {
        String check = "what is kept and sent does not grow with the operations";
        long start = System.nanoTime();
        FutureTask<String> run = new FutureTask<>(() -> objection(core, codec));
        // It is no use to wait for a core that loops: the thread is left behind, and ends with the process.
        Thread.ofPlatform().daemon().name("a core that is measured").start(run);
        try {
            String objection = run.get(SECONDS_MAX, TimeUnit.SECONDS);
            return new Finding(
                    check,
                    objection.isEmpty(),
                    objection.isEmpty() ? "measured after %,d and %,d operations".formatted(FEW, MANY) : objection,
                    since(start));
        } catch (TimeoutException e) {
            return new Finding(
                    check,
                    false,
                    "%,d operations over %d keys take longer than %d s".formatted(MANY, KEYS, SECONDS_MAX),
                    since(start));
        } catch (ExecutionException e) {
            return new Finding(check, false, "an operation fails: " + e.getCause(), since(start));
        }
    }

    private static <C, R, G, A, P> String objection(Core<C, R, G, A, P> core, StateCodec<Pair<C, R>> codec) {
        CoreWorkload<C, R, G, A, P> load = new CoreWorkload<>(core, KEYS);
        load.mixed(FEW);
        long state = length(codec, load.state());
        long message = length(core, load.nextPut());
        load.mixed(MANY - FEW);
        long stateThen = length(codec, load.state());
        long messageThen = length(core, load.nextPut());
        return grows("what is kept", state, stateThen) + grows("a put's payload", message, messageThen);
    }

    private static String grows(String what, long before, long after) {
        return after > LONGER * before + Long.BYTES
                ? "%s has %,d bytes after %,d operations over %d keys, and %,d after %,d. "
                        .formatted(what, before, FEW, KEYS, after, MANY)
                : "";
    }

    private static <S> long length(StateCodec<S> codec, S state) {
        PayloadWriter out = new PayloadWriter();
        Entries entries = new Entries();
        codec.write(state, out, entries);
        // What maps hold is written by codecs that are met when the state is read.
        codec.read(new PayloadReader(out.toByteArray()), entries);
        return (long) out.length() + entries.bytes.length();
    }

    /** The maps of a state that is written and then read, and what they hold for the keys of the load. */
    private static final class Entries implements StoredMaps {
        private final Deque<StateMap<Bytes, ?>> maps = new ArrayDeque<>();
        private final PayloadWriter bytes = new PayloadWriter();

        @Override
        public void written(StateMap<Bytes, ?> map) {
            maps.add(map);
        }

        @Override
        @SuppressWarnings("unchecked") // maps are met in the same order when they are read
        public <V> StateMap<Bytes, V> open(EntryCodec<V> codec) {
            StateMap<Bytes, V> map = (StateMap<Bytes, V>) maps.remove();
            for (Bytes key : CoreWorkload.keys(KEYS)) {
                V entry = map.get(key);
                if (entry != null) {
                    codec.write(entry, bytes);
                }
            }
            return map;
        }
    }

    private static <P> long length(Core<?, ?, ?, ?, P> core, P put) {
        PayloadWriter out = new PayloadWriter();
        core.writePutRequest(put, out);
        return out.length();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
