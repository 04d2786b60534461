package dev.espalier.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.core.Value;
import dev.espalier.store.engine.PendingPuts.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PendingPutsTest {
    private final PendingPuts<String> pending = new PendingPuts<>();

    private static Entry<String> put(int origin, long sequence) {
        PutMessage message =
                new PutMessage(new NodeId(origin), sequence, Bytes.utf8("k"), Value.ABSENT, Bytes.utf8("p" + sequence));
        return new Entry<>(message, "request");
    }

    @Test
    void theHeadIsTheLeastNumberInWhateverOrderTheyArrive() {
        Entry<String> third = put(1, 3);
        Entry<String> first = put(1, 1);
        Entry<String> second = put(1, 2);
        pending.add(third);
        assertThat(pending.isHead(third)).isTrue();
        pending.add(first);
        pending.add(second);
        for (Entry<String> expected : List.of(first, second, third)) {
            assertThat(pending.isHead(expected)).isTrue();
            pending.remove(expected);
            assertThat(expected.waiting).isFalse();
        }
        assertThat(pending.size()).isZero();
        assertThat(pending.weight(new NodeId(1))).isZero();
    }

    @Test
    void aSecondPutOfTheSameNumberIsNotAdded() {
        assertThat(pending.add(put(1, 5))).isTrue();
        assertThat(pending.add(put(1, 5))).isFalse();
        assertThat(pending.add(put(2, 5))).isTrue();
        assertThat(pending.size()).isEqualTo(2);
    }

    @Test
    void anotherPutOfTheSameNumberIsNotTakenOut() {
        Entry<String> there = put(1, 5);
        pending.add(there);
        pending.remove(put(1, 5));
        assertThat(there.waiting).isTrue();
        assertThat(pending.find(new NodeId(1), 5)).isSameAs(there);
        assertThat(pending.find(new NodeId(1), 4)).isNull();
        assertThat(pending.find(new NodeId(7), 5)).isNull();
    }

    /** Arrivals mostly in order with gaps and late ones, departures anywhere, against sorted maps. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void itDoesWhatSortedMapsDo(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Integer, TreeMap<Long, Entry<String>>> model = new HashMap<>();
        Map<Integer, Long> last = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            int origin = random.nextInt(1, 5);
            TreeMap<Long, Entry<String>> queue = model.computeIfAbsent(origin, o -> new TreeMap<>());
            if (random.nextInt(100) < 52) {
                long ahead = last.merge(origin, 1L, Long::sum) + random.nextInt(2);
                long sequence = random.nextInt(10) == 0 ? random.nextLong(1, ahead + 20) : ahead;
                Entry<String> entry = put(origin, sequence);
                assertThat(pending.add(entry)).isEqualTo(queue.putIfAbsent(sequence, entry) == null);
            } else if (!queue.isEmpty()) {
                Entry<String> victim = random.nextInt(5) > 0
                        ? queue.firstEntry().getValue()
                        : queue.ceilingEntry(Math.min(queue.lastKey(), random.nextLong(1, queue.lastKey() + 1)))
                                .getValue();
                queue.remove(victim.message.sequence());
                pending.remove(victim);
                assertThat(victim.waiting).isFalse();
            }
            NodeId id = new NodeId(origin);
            assertThat(pending.size(id)).isEqualTo(queue.size());
            assertThat(queue.isEmpty() || pending.isHead(queue.firstEntry().getValue()))
                    .isTrue();
        }
        model.forEach((origin, queue) -> {
            NodeId id = new NodeId(origin);
            assertThat(pending.weight(id))
                    .isEqualTo(queue.values().stream()
                            .mapToLong(entry -> entry.message.weight())
                            .sum());
            queue.forEach(
                    (sequence, entry) -> assertThat(pending.find(id, sequence)).isSameAs(entry));
        });
        assertThat(pending.size())
                .isEqualTo(model.values().stream().mapToInt(TreeMap::size).sum());
    }
}
