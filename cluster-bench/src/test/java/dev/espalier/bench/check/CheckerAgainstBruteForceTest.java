package dev.espalier.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bench.history.History;
import dev.espalier.bench.history.HistoryBuilder;
import dev.espalier.bench.history.HistoryWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The checker and the definition must agree on every small history, bad and good ones alike. */
class CheckerAgainstBruteForceTest {
    private static final int HISTORIES = 40_000;

    @Test
    void agreesOnArbitraryHistories() throws IOException {
        int good = 0;
        int bad = 0;
        Set<ViolationKind> met = EnumSet.noneOf(ViolationKind.class);
        for (int seed = 0; seed < HISTORIES; seed++) {
            History history = arbitrary(new SplittableRandom(seed));
            Verdict verdict = agree(history, seed);
            met.addAll(verdict.counts().keySet());
            if (verdict.passed()) {
                good++;
            } else {
                bad++;
            }
        }
        assertThat(good).isGreaterThan(HISTORIES / 20);
        assertThat(bad).isGreaterThan(HISTORIES / 20);
        Set<ViolationKind> reachable = EnumSet.allOf(ViolationKind.class);
        reachable.remove(ViolationKind.NOT_DIFFERENTIATED);
        assertThat(met).isEqualTo(reachable);
    }

    /** Histories of a real protocol with one read changed: near the border, where mistakes hide. */
    @Test
    void agreesOnAlmostCausalHistories() throws IOException {
        int bad = 0;
        int divergent = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            History valid = new SimulatedStore(
                            random, new SimulatedStore.Shape(3, 3, 2, 10, 60), SimulatedStore.Mutant.NONE)
                    .run();
            assertThat(CausalPlusChecker.check(valid).passed()).isTrue();
            Verdict verdict = agree(withOneReadChanged(valid, random), seed);
            bad += verdict.passed() ? 0 : 1;
            divergent += verdict.count(ViolationKind.DIVERGENCE) > 0 ? 1 : 0;
        }
        assertThat(bad).isGreaterThan(HISTORIES / 10);
        assertThat(divergent).isGreaterThan(HISTORIES / 1_000);
    }

    private static Verdict agree(History history, int seed) throws IOException {
        Verdict verdict = CausalPlusChecker.check(history);
        if (verdict.passed() != BruteForceChecker.isCausalPlus(history)) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            HistoryWriter.write(history, text);
            throw new AssertionError("seed " + seed + ": the checker says " + verdict.counts()
                    + " and the definition says the opposite of\n" + text.toString(StandardCharsets.UTF_8));
        }
        return verdict;
    }

    private static History arbitrary(SplittableRandom random) {
        int sessions = random.nextInt(1, 5);
        int keys = random.nextInt(1, 4);
        int operations = random.nextInt(1, 13);
        int writesLeft = 6;
        // Which values exist is fixed first, so that a read may come before its write in any sense.
        int[] session = new int[operations];
        int[] key = new int[operations];
        boolean[] write = new boolean[operations];
        List<Integer> writes = new ArrayList<>();
        for (int i = 0; i < operations; i++) {
            session[i] = random.nextInt(sessions);
            key[i] = random.nextInt(keys);
            write[i] = writesLeft > 0 && random.nextInt(100) < 50;
            if (write[i]) {
                writesLeft--;
                writes.add(i);
            }
        }
        HistoryBuilder builder = History.builder();
        for (int i = 0; i < operations; i++) {
            if (write[i]) {
                builder.write(session[i], key[i], i + 1);
            } else {
                builder.read(session[i], key[i], someValue(random, writes, key, key[i]));
            }
        }
        return builder.build();
    }

    private static long someValue(SplittableRandom random, List<Integer> writes, int[] key, int wanted) {
        if (random.nextInt(100) == 0) {
            return 1_000;
        }
        boolean anyKey = random.nextInt(100) == 0;
        List<Integer> candidates =
                writes.stream().filter(i -> anyKey || key[i] == wanted).toList();
        if (candidates.isEmpty() || random.nextInt(8) == 0) {
            return History.INITIAL_VALUE;
        }
        return candidates.get(random.nextInt(candidates.size())) + 1L;
    }

    private static History withOneReadChanged(History history, SplittableRandom random) {
        int changed = random.nextInt(history.operations());
        HistoryBuilder builder = History.builder();
        for (int i = 0; i < history.operations(); i++) {
            long session = history.sessionLabel(history.session(i));
            long key = history.keyLabel(history.key(i));
            if (history.isWrite(i)) {
                builder.write(session, key, history.value(i));
            } else if (i == changed) {
                builder.read(session, key, otherValue(history, history.key(i), random));
            } else {
                builder.read(session, key, history.value(i));
            }
        }
        return builder.build();
    }

    private static long otherValue(History history, int key, SplittableRandom random) {
        List<Long> values = new ArrayList<>(List.of(History.INITIAL_VALUE));
        for (int i = 0; i < history.operations(); i++) {
            if (history.isWrite(i) && history.key(i) == key) {
                values.add(history.value(i));
            }
        }
        return values.get(random.nextInt(values.size()));
    }
}
