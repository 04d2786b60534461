package dev.espalier.core.lang;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FuncTest {
    private static final int MILLION = 1_000_000;

    @Test
    void aChainOfAMillionTailCallsNeedsNoStack() {
        Func<Integer, String> chain = (asked, tail) -> "end:" + asked;
        for (int i = 0; i < MILLION; i++) {
            Func<Integer, String> before = chain;
            int own = i;
            chain = (asked, tail) -> asked == own ? "found:" + own : tail.call(before, asked);
        }
        assertThat(chain.apply(-1)).isEqualTo("end:-1");
        assertThat(chain.apply(0)).isEqualTo("found:0");
        assertThat(chain.apply(MILLION - 1)).isEqualTo("found:" + (MILLION - 1));
    }

    @Test
    void aCallInsideAStepDoesNotDisturbTheOuterTailCall() {
        Func<Integer, Integer> twice = (n, tail) -> 2 * n;
        Func<Integer, Integer> viaTwice = (n, tail) -> tail.call(twice, n + 1);
        Func<Integer, Integer> outer = (n, tail) -> {
            int inner = viaTwice.apply(n);
            return tail.call(viaTwice, inner);
        };
        assertThat(outer.apply(3)).isEqualTo(18);
    }
}
