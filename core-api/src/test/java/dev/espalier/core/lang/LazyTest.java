package dev.espalier.core.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LazyTest {
    @Test
    void theValueIsComputedWhenAskedForAndOnlyOnce() {
        AtomicInteger runs = new AtomicInteger();
        Lazy<Integer> lazy = Lazy.delay((unit, tail) -> runs.incrementAndGet());
        assertThat(runs).hasValue(0);
        assertThat(lazy.force()).isEqualTo(1);
        assertThat(lazy.force()).isEqualTo(1);
        assertThat(lazy).hasToString("lazy 1");
    }

    @Test
    @SuppressWarnings("unchecked") // a proof takes anything
    void aProofAppliedToAnythingIsItself() {
        Func<Object, Object> proof = (Func<Object, Object>) Erased.PROOF;
        assertThat(proof.apply(1)).isSameAs(proof);
    }

    @Test
    void aConversionIsCheckedWhereTheValueIsUsed() {
        Object number = 1L;
        assertThat(Erased.<Long>cast(number)).isEqualTo(1L);
        assertThatThrownBy(() -> Erased.<String>cast(number).length()).isInstanceOf(ClassCastException.class);
    }
}
