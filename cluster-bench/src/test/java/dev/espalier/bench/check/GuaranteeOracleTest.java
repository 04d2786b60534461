package dev.espalier.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bench.history.History;
import dev.espalier.bench.history.HistoryBuilder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Every session guarantee against its definition, get by get, on small histories of all sorts. */
class GuaranteeOracleTest {
    private static final int HISTORIES = 30_000;

    @Test
    void agreesWithTheDefinitionsOnArbitraryHistories() {
        Map<Guarantee, Integer> broken = new EnumMap<>(Guarantee.class);
        int judged = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            History history = arbitrary(new SplittableRandom(seed));
            Oracle oracle = new Oracle(history);
            GuaranteeChecker.Outcome outcome = GuaranteeChecker.check(history, 100);
            if (oracle.cyclic) {
                assertThat(outcome.of(Guarantee.READ_YOUR_WRITES).holds()).isFalse();
                continue;
            }
            judged++;
            Map<Guarantee, Integer> expected = oracle.violations();
            for (Guarantee guarantee : EnumSet.range(Guarantee.READ_YOUR_WRITES, Guarantee.WRITES_FOLLOW_READS)) {
                int count = expected.getOrDefault(guarantee, 0);
                assertThat(outcome.of(guarantee).violations())
                        .as("seed %d, %s\n%s", seed, guarantee, Witness.text(history))
                        .isEqualTo(count);
                broken.merge(guarantee, count > 0 ? 1 : 0, Integer::sum);
            }
            assertThat(outcome.of(Guarantee.CAUSAL).holds())
                    .isEqualTo(outcome.verdict().counts().keySet().stream()
                            .allMatch(kind -> kind == ViolationKind.DIVERGENCE));
            assertThat(outcome.of(Guarantee.CAUSAL_PLUS).holds()).isEqualTo(BruteForceChecker.isCausalPlus(history));
        }
        assertThat(judged).isGreaterThan(HISTORIES / 2);
        assertThat(broken.values()).hasSize(4).allMatch(count -> count > 10);
    }

    private static History arbitrary(SplittableRandom random) {
        int sessions = random.nextInt(2, 5);
        int keys = random.nextInt(1, 4);
        int operations = random.nextInt(3, 15);
        List<Integer> puts = new ArrayList<>();
        int[] keyOf = new int[operations];
        HistoryBuilder builder = History.builder();
        for (int i = 0; i < operations; i++) {
            int session = random.nextInt(sessions);
            int key = random.nextInt(keys);
            keyOf[i] = key;
            if (puts.size() < 7 && random.nextBoolean()) {
                puts.add(i);
                builder.write(session, key, i + 1);
            } else {
                // Of what was put so far, so that the order of the loop is one in which nothing is from the future.
                List<Integer> possible =
                        puts.stream().filter(put -> keyOf[put] == key).toList();
                boolean initial = possible.isEmpty() || random.nextInt(6) == 0;
                // Mostly the latest, or hardly any session would do its own part well and be let down by others.
                int at = random.nextInt(4) == 0 ? random.nextInt(Math.max(1, possible.size())) : possible.size() - 1;
                builder.read(session, key, initial ? 0 : possible.get(at) + 1);
            }
        }
        return builder.build();
    }

    /** The definitions in {@link Guarantee}, by brute force. */
    private static final class Oracle {
        final History history;
        final boolean[][] before;
        final int[] source;
        boolean cyclic;

        Oracle(History history) {
            this.history = history;
            int n = history.operations();
            before = new boolean[n][n];
            source = new int[n];
            for (int a = 0; a < n; a++) {
                source[a] = -1;
                for (int b = 0; b < n; b++) {
                    before[a][b] |= a < b && history.session(a) == history.session(b);
                    if (!history.isWrite(a)
                            && history.isWrite(b)
                            && history.key(a) == history.key(b)
                            && history.value(a) == history.value(b)) {
                        source[a] = b;
                        before[b][a] = true;
                    }
                }
            }
            for (int via = 0; via < n; via++) {
                for (int a = 0; a < n; a++) {
                    for (int b = 0; b < n; b++) {
                        before[a][b] |= before[a][via] && before[via][b];
                    }
                }
            }
            for (int a = 0; a < n; a++) {
                cyclic |= before[a][a];
            }
        }

        Map<Guarantee, Integer> violations() {
            Map<Guarantee, Integer> counts = new EnumMap<>(Guarantee.class);
            for (int get = 0; get < history.operations(); get++) {
                if (!history.isWrite(get)) {
                    broken(get).forEach(guarantee -> counts.merge(guarantee, 1, Integer::sum));
                }
            }
            return counts;
        }

        private Set<Guarantee> broken(int get) {
            Set<Guarantee> broken = EnumSet.noneOf(Guarantee.class);
            for (int put = 0; put < history.operations(); put++) {
                if (history.isWrite(put) && history.key(put) == history.key(get) && isOlder(get, put)) {
                    for (Guarantee guarantee :
                            EnumSet.range(Guarantee.READ_YOUR_WRITES, Guarantee.WRITES_FOLLOW_READS)) {
                        if (demands(guarantee, put, get)) {
                            broken.add(guarantee);
                        }
                    }
                }
            }
            if (broken.contains(Guarantee.READ_YOUR_WRITES) || broken.contains(Guarantee.MONOTONIC_READS)) {
                broken.remove(Guarantee.MONOTONIC_WRITES);
                broken.remove(Guarantee.WRITES_FOLLOW_READS);
            }
            return broken;
        }

        private boolean isOlder(int get, int put) {
            return source[get] == -1 || (source[get] != put && before[source[get]][put]);
        }

        /** Whether {@code guarantee} by itself demands that {@code get} sees {@code put}. */
        private boolean demands(Guarantee guarantee, int put, int get) {
            if (guarantee == Guarantee.READ_YOUR_WRITES) {
                return inOrder(put, get);
            }
            for (int earlier = history.start(history.session(get)); earlier < get; earlier++) {
                int seen = source[earlier];
                if (seen == -1 || history.session(seen) == history.session(get)) {
                    continue;
                }
                boolean demanded = switch (guarantee) {
                    case MONOTONIC_READS -> seen == put;
                    case MONOTONIC_WRITES -> inOrder(put, seen);
                    default -> readBefore(put, seen);
                };
                if (demanded) {
                    return true;
                }
            }
            return false;
        }

        private boolean readBefore(int put, int seen) {
            for (int get = history.start(history.session(seen)); get < seen; get++) {
                if (source[get] == put) {
                    return true;
                }
            }
            return false;
        }

        private boolean inOrder(int first, int second) {
            return history.session(first) == history.session(second) && first < second;
        }
    }
}
