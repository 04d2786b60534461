package dev.espalier.core.lang;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberedListTest {
    @Test
    void equalityHashAndTextAreThoseOfTheSamePairsInCells() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            List<Pair<Long, Long>> left = pairs(random);
            List<Pair<Long, Long>> right = pairs(random);
            assertThat(list(left).equals(list(right))).isEqualTo(left.equals(right));
            assertThat(list(left)).isEqualTo(list(left)).hasSameHashCodeAs(list(left));
            assertThat(list(left)).hasToString(ConsList.copyOf(left).toString());
            assertThat(Structural.compare(list(left), list(right)))
                    .isEqualTo(Structural.compare(ConsList.copyOf(left), ConsList.copyOf(right)));
            assertThat(Structural.equal(list(left), list(right))).isEqualTo(left.equals(right));
            assertThat(list(left).toList()).isEqualTo(left);
            assertThat(list(left).size()).isEqualTo(left.size());
        }
    }

    private static List<Pair<Long, Long>> pairs(Random random) {
        List<Pair<Long, Long>> pairs = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            pairs.add(new Pair<>(random.nextLong(2), random.nextLong(-1, 2)));
        }
        return pairs;
    }

    @SuppressWarnings("unchecked") // an array of pairs
    private static NumberedList<Long> list(List<Pair<Long, Long>> pairs) {
        return NumberedList.of(pairs.toArray(Pair[]::new));
    }

    @Test
    void aMillionPairsNeedNoStack() {
        NumberedList<Long> left = NumberedList.nil();
        NumberedList<Long> right = NumberedList.nil();
        for (long i = 0; i < 1_000_000; i++) {
            left = new NumberedList.Cell<>(7L, i, left);
            right = new NumberedList.Cell<>(7L, i, right);
        }
        assertThat(left.equals(right)).isTrue();
        assertThat(left.hashCode()).isEqualTo(right.hashCode());
        assertThat(left.size()).isEqualTo(1_000_000);
    }

    @Test
    void aCellThatDoesNotChangeIsTheSameCell() {
        NumberedList<Long> rest = NumberedList.of(new Pair<>(2L, 1_000L));
        NumberedList.Cell<Long> cell = new NumberedList.Cell<>(1L, 2_000L, rest);
        assertThat(cell.withSecond(2_000L)).isSameAs(cell);
        assertThat(cell.withTail(rest)).isSameAs(cell);
        assertThat(cell.withSecond(3L)).isEqualTo(new NumberedList.Cell<>(1L, 3L, rest));
        assertThat(cell.withTail(NumberedList.nil())).isEqualTo(NumberedList.of(new Pair<>(1L, 2_000L)));
        assertThat(cell.head()).isEqualTo(new Pair<>(1L, 2_000L));
    }

    @Test
    void builderKeepsTheOrder() {
        for (int size = 0; size < 40; size++) {
            NumberedList.Builder<Long> builder = new NumberedList.Builder<>();
            List<Pair<Long, Long>> expected = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                builder.add((long) -i, 100L + i);
                expected.add(new Pair<>((long) -i, 100L + i));
            }
            Pair<Long, Long> last = new Pair<>(9L, -1L);
            expected.add(last);
            assertThat(builder.before(NumberedList.of(last)).toList()).isEqualTo(expected);
        }
    }
}
