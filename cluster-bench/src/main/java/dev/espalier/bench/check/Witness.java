package dev.espalier.bench.check;

import dev.espalier.bench.history.History;
import dev.espalier.bench.history.HistoryBuilder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A part of a history, as small as was found, that breaks a guarantee in the same way: nothing of it can be left out. Found
 * by delta debugging: A. Zeller and R. Hildebrandt, "Simplifying and Isolating Failure-Inducing Input" (IEEE TSE 28(2),
 * 2002). A put goes only with the gets that returned it, since they would return what was never put.
 */
public final class Witness {
    /** Largest history that is shrunk; each step checks what is left of it. */
    public static final int OPERATIONS_MAX = 2_000_000;

    private static final int UNREAD = -1;

    private final History history;
    private final Predicate<History> broken;
    /** Per get, the put that it returned, or {@link #UNREAD}. */
    private final int[] sources;

    private boolean[] kept;

    private Witness(History history, Predicate<History> broken) {
        this.history = history;
        this.broken = broken;
        this.sources = sources(history);
        this.kept = new boolean[history.operations()];
        Arrays.fill(kept, true);
    }

    /**
     * The smallest part of {@code history} found that breaks {@code guarantee}; {@code null} if the history keeps it.
     *
     * @throws IllegalArgumentException if the history is larger than {@link #OPERATIONS_MAX}
     */
    public static @Nullable History of(History history, Guarantee guarantee) {
        if (history.operations() > OPERATIONS_MAX) {
            throw new IllegalArgumentException("a history of " + history.operations() + " operations is too large to be"
                    + " shrunk; record one of at most " + OPERATIONS_MAX);
        }
        GuaranteeVerdict verdict = GuaranteeChecker.check(history, 1).of(guarantee);
        if (verdict.holds()) {
            return null;
        }
        ViolationKind kind = verdict.details().getFirst().kind();
        return new Witness(history, part -> breaks(part, guarantee, kind)).shrink();
    }

    /** A history as a line a session. */
    public static String text(History history) {
        StringBuilder text = new StringBuilder();
        for (int session = 0; session < history.sessions(); session++) {
            text.append("  session ").append(history.sessionLabel(session)).append(':');
            for (int operation = history.start(session); operation < history.end(session); operation++) {
                long value = history.value(operation);
                text.append(operation == history.start(session) ? " " : "; ");
                text.append(history.isWrite(operation) ? "put " + value + " to key " : "get of key ")
                        .append(history.keyLabel(history.key(operation)));
                if (!history.isWrite(operation)) {
                    text.append(" returned ").append(value == History.INITIAL_VALUE ? "nothing" : value);
                }
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static boolean breaks(History part, Guarantee guarantee, ViolationKind kind) {
        return GuaranteeChecker.check(part, 1).of(guarantee).details().stream()
                .anyMatch(violation -> violation.kind() == kind);
    }

    private static int[] sources(History history) {
        Map<Long, Map<Integer, Integer>> puts = new HashMap<>();
        for (int operation = 0; operation < history.operations(); operation++) {
            if (history.isWrite(operation)) {
                puts.computeIfAbsent(history.value(operation), value -> new HashMap<>())
                        .put(history.key(operation), operation);
            }
        }
        int[] sources = new int[history.operations()];
        Arrays.fill(sources, UNREAD);
        for (int operation = 0; operation < history.operations(); operation++) {
            if (!history.isWrite(operation)) {
                sources[operation] = puts.getOrDefault(history.value(operation), Map.of())
                        .getOrDefault(history.key(operation), UNREAD);
            }
        }
        return sources;
    }

    private History shrink() {
        for (int session = 0; session < history.sessions(); session++) {
            int dropped = session;
            without(operation -> history.session(operation) == dropped);
        }
        // A pass over all keys costs a check each, which halving chunks of keys does not.
        halve(history.keys(), (from, to) -> operation -> history.key(operation) >= from && history.key(operation) < to);
        boolean smaller = true;
        while (smaller) {
            int[] left = left();
            int before = left.length;
            halve(before, (from, to) -> operation -> {
                int place = Arrays.binarySearch(left, operation);
                return place >= from && place < to;
            });
            smaller = left().length < before;
        }
        return part(kept);
    }

    /** Which operations a stretch of places stands for. */
    private interface Stretch {
        IntPredicate of(int from, int to);
    }

    /** Leaves out halves, quarters and so on down to single places, as far as what is left is broken. */
    private void halve(int places, Stretch stretch) {
        for (int length = Math.max(1, places / 2); ; length /= 2) {
            for (int from = 0; from < places; from += length) {
                without(stretch.of(from, Math.min(places, from + length)));
            }
            if (length == 1) {
                return;
            }
        }
    }

    private void without(IntPredicate dropped) {
        boolean[] rest = kept.clone();
        boolean changed = false;
        for (int operation = 0; operation < rest.length; operation++) {
            if (rest[operation] && dropped.test(operation)) {
                rest[operation] = false;
                changed = true;
            }
        }
        for (int operation = 0; operation < rest.length; operation++) {
            if (sources[operation] != UNREAD && !rest[sources[operation]]) {
                rest[operation] = false;
            }
        }
        if (changed && broken.test(part(rest))) {
            kept = rest;
        }
    }

    private int[] left() {
        int[] left = new int[kept.length];
        int count = 0;
        for (int operation = 0; operation < kept.length; operation++) {
            if (kept[operation]) {
                left[count++] = operation;
            }
        }
        return Arrays.copyOf(left, count);
    }

    private History part(boolean[] chosen) {
        HistoryBuilder builder = History.builder();
        for (int operation = 0; operation < chosen.length; operation++) {
            if (chosen[operation]) {
                long session = history.sessionLabel(history.session(operation));
                long key = history.keyLabel(history.key(operation));
                if (history.isWrite(operation)) {
                    builder.write(session, key, history.value(operation));
                } else {
                    builder.read(session, key, history.value(operation));
                }
            }
        }
        return builder.build();
    }
}
