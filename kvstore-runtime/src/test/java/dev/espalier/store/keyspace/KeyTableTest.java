package dev.espalier.store.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.Bytes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTableTest {
    private static Bytes key(int number) {
        return Bytes.utf8("key:" + number);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aWalkSeesWhatIsThereThroughoutHoweverTheTableGrowsAndShrinks(long seed) {
        Random random = new Random(seed);
        KeyTable table = new KeyTable(seed);
        Set<Bytes> staying = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            table.add(key(i), StoredValue.NEVER);
            staying.add(key(i));
        }
        List<KeyTable.Entry> passing = new ArrayList<>();
        Set<Bytes> seen = new HashSet<>();
        long cursor = 0;
        int next = 1000;
        boolean grow = true;
        do {
            cursor = table.scan(cursor, seen::add);
            // Up and down by turns, so that the table is resized both ways while the walk is on.
            grow = passing.isEmpty() || (grow && passing.size() < 6000);
            for (int i = random.nextInt(400); i > 0; i--) {
                if (grow) {
                    passing.add(table.add(key(next++), StoredValue.NEVER));
                } else if (!passing.isEmpty()) {
                    table.remove(passing.removeLast());
                }
            }
        } while (cursor != 0 && next < 3_000_000);
        assertThat(cursor).as("the walk ends").isZero();
        assertThat(seen).containsAll(staying);
        assertThat(table.size()).isEqualTo(300 + passing.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aWalkOverATableAtRestSeesEachKeyOnce(long seed) {
        KeyTable table = new KeyTable(seed);
        for (int i = 0; i < 5000; i++) {
            table.add(key(i), StoredValue.NEVER);
        }
        List<Bytes> seen = new ArrayList<>();
        long cursor = 0;
        do {
            cursor = table.scan(cursor, seen::add);
        } while (cursor != 0);
        assertThat(seen).hasSize(5000).doesNotHaveDuplicates();
        for (int i = 0; i < 5000; i++) {
            table.remove(Objects.requireNonNull(table.find(key(i))));
            assertThat(table.find(key(i))).isNull();
        }
        assertThat(table.random(new Random(seed))).isNull();
    }
}
