package dev.espalier.synth.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.shape.Datum.Atom;
import dev.espalier.synth.shape.Shape.Identity;
import org.junit.jupiter.api.Test;

class PutsTest {
    private static final Atom ONE = new Atom(Identity.CLIENT, 1);
    private static final Atom TWO = new Atom(Identity.CLIENT, 2);
    private static final Atom KEY = new Atom(Identity.KEY, 0);
    private static final Atom OTHER = new Atom(Identity.KEY, 1);

    @Test
    void putsAreNumberedByClientFromOne() {
        Puts puts = Puts.NONE.and(ONE, KEY).and(TWO, KEY).and(ONE, OTHER).and(ONE, KEY);
        assertThat(puts.made(ONE)).isEqualTo(3);
        assertThat(puts.made(TWO)).isEqualTo(1);
        assertThat(puts.on(ONE, KEY)).containsExactly(1L, 3L);
        assertThat(puts.on(TWO, OTHER)).isEmpty();
        assertThat(puts.placed(ONE, OTHER, 2)).isTrue();
        assertThat(puts.placed(ONE, OTHER, 3)).isFalse();
        assertThat(puts.placed(ONE, KEY, 0)).isFalse();
        assertThat(puts.placed(ONE, KEY, 4)).isFalse();
    }

    @Test
    void onePutMoreLeavesTheOthersAsTheyWere() {
        Puts before = Puts.NONE.and(ONE, KEY);
        before.and(ONE, OTHER);
        assertThat(before.made(ONE)).isEqualTo(1);
    }
}
