package dev.espalier.core.lang;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConsListTest {
    @Test
    void keepsOrder() {
        ConsList<String> list = ConsList.cons("a", ConsList.cons("b", ConsList.nil()));
        assertThat(list.toList()).containsExactly("a", "b");
        assertThat(ConsList.copyOf(List.of("a", "b"))).isEqualTo(list).hasSameHashCodeAs(list);
        assertThat(list).hasToString("[a, b]");
        assertThat(ConsList.nil()).hasToString("[]");
    }

    @Test
    void differsByElementAndByLength() {
        ConsList<Integer> list = ConsList.copyOf(List.of(1, 2, 3));
        assertThat(list).isNotEqualTo(ConsList.copyOf(List.of(1, 2)));
        assertThat(list).isNotEqualTo(ConsList.copyOf(List.of(1, 2, 4)));
        assertThat(list).isNotEqualTo(ConsList.copyOf(List.of(1, 2, 3, 4)));
        assertThat(list).isNotEqualTo(ConsList.nil());
        assertThat(ConsList.nil()).isNotEqualTo(list);
    }

    @Test
    void aMillionElementsNeedNoStack() {
        List<Integer> elements = IntStream.range(0, 1_000_000).boxed().toList();
        ConsList<Integer> left = ConsList.copyOf(elements);
        ConsList<Integer> right = ConsList.copyOf(elements);
        assertThat(left.equals(right)).isTrue();
        assertThat(left.hashCode()).isEqualTo(right.hashCode());
        assertThat(left.toList()).hasSize(1_000_000);
    }

    @Test
    void builderKeepsTheOrder() {
        for (int size = 0; size < 40; size++) {
            ConsList.Builder<Integer> builder = new ConsList.Builder<>();
            List<Integer> expected = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                builder.add(i);
                expected.add(i);
            }
            expected.add(-1);
            assertThat(builder.before(ConsList.of(-1)).toList()).isEqualTo(expected);
        }
    }
}
