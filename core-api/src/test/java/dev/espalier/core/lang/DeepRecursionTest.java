package dev.espalier.core.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class DeepRecursionTest {
    private static final int MILLION = 1_000_000;
    private static final long MEBIBYTE = 1L << 20;

    static {
        DeepRecursion.prepare();
    }

    private static long count(long n) {
        return n == 0 ? 0 : 1 + count(n - 1);
    }

    private static long endless(long n) {
        return n < 0 ? 0 : 1 + endless(n + 1);
    }

    private static long guarded(long n) {
        try {
            return count(n);
        } catch (StackOverflowError overflow) {
            DeepRecursion.requireRoom(overflow);
            return DeepRecursion.onLargerStack(() -> count(n));
        }
    }

    /** Recursion in which each level is guarded: the innermost level with room goes on, not the outermost. */
    private static long nested(long n, List<Long> resumed) {
        try {
            return n == 0 ? 0 : 1 + nested(n - 1, resumed);
        } catch (StackOverflowError overflow) {
            DeepRecursion.requireRoom(overflow);
            resumed.add(n);
            return DeepRecursion.onLargerStack(() -> nested(n, resumed));
        }
    }

    @Test
    void aRecursionGoesOnOnALargerStack() throws Exception {
        FutureTask<Long> task = new FutureTask<>(() -> guarded(MILLION));
        Thread.ofPlatform().start(task);
        assertThat(task.get()).isEqualTo(MILLION);
    }

    @Test
    void theInnermostGuardWithRoomGoesOn() throws Exception {
        List<Long> resumed = new ArrayList<>();
        FutureTask<Long> task = new FutureTask<>(() -> nested(MILLION, resumed));
        Thread.ofPlatform().start(task);
        assertThat(task.get()).isEqualTo(MILLION);
        assertThat(resumed).hasSize(1);
        assertThat(resumed.getFirst()).isLessThan(MILLION - 1000);
    }

    @Test
    void functionsThatCallEachOtherDeeplyGoOn() throws Exception {
        FutureTask<Integer> task = new FutureTask<>(() -> {
            Func<Integer, Integer> composed = (n, _) -> n;
            for (int i = 0; i < MILLION; i++) {
                Func<Integer, Integer> inner = composed;
                composed = (n, _) -> inner.apply(n) + 1;
            }
            return composed.apply(0);
        });
        Thread.ofPlatform().start(task);
        assertThat(task.get()).isEqualTo(MILLION);
    }

    @Test
    void theLimitIsAnErrorOfItsOwn() {
        assertThatThrownBy(() -> DeepRecursion.onLargerStack(() -> endless(0), MEBIBYTE, 4 * MEBIBYTE))
                .isInstanceOf(DeepRecursionError.class)
                .hasMessageContaining("4 MiB")
                .hasMessageContaining("accumulator");
    }

    @Test
    void whatTheCallThrowsIsThrown() {
        assertThatThrownBy(() -> DeepRecursion.onLargerStack(() -> {
                    throw new ArithmeticException("long overflow");
                }))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("long overflow");
    }

    @Test
    void aFunctionThatUpdatesInPlaceIsNotAppliedTwice() throws Exception {
        int[] steps = {0};
        Func.InPlace<Integer, Integer> update = (n, _) -> {
            steps[0]++;
            return (int) endless(n);
        };
        FutureTask<Integer> task = new FutureTask<>(() -> update.apply(1));
        Thread.ofPlatform().start(task);
        assertThatThrownBy(task::get).hasCauseInstanceOf(StackOverflowError.class);
        assertThat(steps[0]).isEqualTo(1);
    }
}
