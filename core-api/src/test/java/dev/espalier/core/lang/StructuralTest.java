package dev.espalier.core.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

public class StructuralTest {
    /** As the bridge writes a variant. */
    public sealed interface Tree {
        /** A constant. */
        record Leaf() implements Tree {}

        /** A node with one child. */
        record Node(Tree child, long value) implements Tree {}

        /** Another constant. */
        record Stump() implements Tree {}
    }

    @Test
    void constantsComeBeforeWhatHasArguments() {
        List<Tree> ascending = List.of(
                new Tree.Leaf(),
                new Tree.Stump(),
                new Tree.Node(new Tree.Leaf(), 5),
                new Tree.Node(new Tree.Stump(), 1));
        for (int i = 0; i < ascending.size(); i++) {
            for (int j = 0; j < ascending.size(); j++) {
                assertThat(Structural.compare(ascending.get(i), ascending.get(j)))
                        .isEqualTo(Integer.compare(i, j));
                assertThat(Structural.equal(ascending.get(i), ascending.get(j))).isEqualTo(i == j);
            }
        }
    }

    @Test
    void deepValuesNeedNoStack() {
        Tree left = new Tree.Leaf();
        Tree right = new Tree.Leaf();
        for (int i = 0; i < 1_000_000; i++) {
            left = new Tree.Node(left, i);
            right = new Tree.Node(right, i);
        }
        assertThat(Structural.equal(left, right)).isTrue();
        assertThat(Structural.compare(left, new Tree.Node(right, 0))).isEqualTo(-1);
    }

    @Test
    void floatsAreEqualAsNumbersAndOrderedWithNan() {
        assertThat(Structural.equal(0.0, -0.0)).isTrue();
        assertThat(Structural.equal(Double.NaN, Double.NaN)).isFalse();
        assertThat(Structural.equal(new Pair<>(Double.NaN, 1L), new Pair<>(Double.NaN, 1L)))
                .isFalse();
        assertThat(Structural.compare(Double.NaN, Double.NaN)).isZero();
        assertThat(Structural.compare(Double.NaN, Double.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(Structural.compare(0.0, -0.0)).isZero();
    }

    @Test
    void partsAreComparedFromTheLeft() {
        assertThat(Structural.compare(list(1, 2), list(1, 2, 0))).isEqualTo(-1);
        assertThat(Structural.compare(list(2), list(1, 9))).isEqualTo(1);
        assertThat(Structural.compare(new Pair<>(ByteString.of("b"), 1L), new Pair<>(ByteString.of("a"), 2L)))
                .isEqualTo(1);
        assertThat(Structural.max(Option.none(), Option.some(true))).isEqualTo(Option.some(true));
        assertThat(Structural.min(BigInteger.TWO, BigInteger.TEN)).isEqualTo(BigInteger.TWO);
    }

    @Test
    void functionsAreRefusedAsOcamlDoes() {
        Func<Long, Long> function = (x, _) -> x;
        assertThatThrownBy(() -> Structural.equal(new Pair<>(1L, function), new Pair<>(1L, function)))
                .isInstanceOf(OcamlException.class)
                .hasMessageContaining("functional value");
        assertThat(Structural.equal(new Pair<>(1L, function), new Pair<>(2L, function)))
                .isFalse();
    }

    private static ConsList<Long> list(long... elements) {
        return ConsList.copyOf(Arrays.stream(elements).boxed().toList());
    }
}
