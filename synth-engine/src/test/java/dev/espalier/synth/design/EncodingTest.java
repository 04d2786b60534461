package dev.espalier.synth.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Datum.Atom;
import dev.espalier.synth.shape.Shape.Identity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EncodingTest {
    private static final Atom ONE = new Atom(Identity.CLIENT, 1);
    private static final Atom TWO = new Atom(Identity.CLIENT, 2);

    private static Datum put(Atom client, long number) {
        return new Datum.Tuple(List.of(client, new Datum.Count(number)));
    }

    private static Datum set(Datum... puts) {
        return new Datum.Many(Arrays.asList(puts));
    }

    @Test
    void setsWithoutGapsAreVectors() {
        Datum set = set(put(TWO, 1), put(ONE, 2), put(ONE, 1));
        assertThat(Encoding.of(new Representation.Slots(), set, null))
                .isEqualTo(new Datum.Vector(new TreeMap<>(Map.of(ONE, 2L, TWO, 1L))));
        assertThat(Encoding.of(new Representation.Slots(), set(), null)).isEqualTo(Datum.Vector.EMPTY);
    }

    @Test
    void setsWithGapsAreNot() {
        assertThat(Encoding.of(new Representation.Slots(), set(put(ONE, 2)), null))
                .isNull();
        assertThat(Encoding.of(new Representation.Slots(), set(put(ONE, 1), put(ONE, 3)), null))
                .isNull();
    }

    @Test
    void aCounterIsOfTheClientAtHandAlone() {
        Datum own = set(put(ONE, 1), put(ONE, 2));
        assertThat(Encoding.of(new Representation.Counter(), own, ONE)).isEqualTo(new Datum.Count(2));
        assertThat(Encoding.of(new Representation.Counter(), own, TWO)).isNull();
        assertThat(Encoding.of(new Representation.Counter(), set(), TWO)).isEqualTo(new Datum.Count(0));
    }

    @Test
    void ofAnySetTheLastOfEachClientIsKept() {
        Datum gaps = set(put(TWO, 5), put(ONE, 1), put(ONE, 3));
        assertThat(Encoding.of(new Representation.Lasts(), gaps, null))
                .isEqualTo(new Datum.Vector(new TreeMap<>(Map.of(ONE, 3L, TWO, 5L))));
        assertThat(Encoding.of(new Representation.Lasts(), set(), null)).isEqualTo(Datum.Vector.EMPTY);
    }

    @Test
    void theLastPutIsOfTheClientAtHandOrOfNumbers() {
        Datum own = set(put(ONE, 2), put(ONE, 7));
        assertThat(Encoding.of(new Representation.Last(), own, ONE)).isEqualTo(new Datum.Count(7));
        assertThat(Encoding.of(new Representation.Last(), own, TWO)).isNull();
        assertThat(Encoding.of(new Representation.Last(), set(), TWO)).isEqualTo(new Datum.Count(0));
        Datum numbers = set(new Datum.Count(4), new Datum.Count(6));
        assertThat(Encoding.of(new Representation.Last(), numbers, null)).isEqualTo(new Datum.Count(6));
    }
}
