package dev.espalier.synth.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StagnationTest {
    private final Stagnation stagnation = new Stagnation(400, true);

    private Optional<String> unproved(int id, String goal, int closed) {
        return stagnation.failed(
                new Event.Failed(id, "Unproved", "", "", "the obligation put_applied stays open: " + goal, 1), closed);
    }

    private Optional<String> grows(int id) {
        return stagnation.failed(new Event.Failed(id, "Grows", "client.made", "", "client.made grows", 1), 0);
    }

    /** Whatever is known besides, and whatever the prover numbers its variables by. */
    @Test
    void theSameGoalIsNoticedTheThirdTime() {
        assertThat(unproved(1, "n : nat\n=====\n  S.after q <  n0", 3)).isEmpty();
        assertThat(unproved(2, "n : nat\nH : 1 <= n\n=====\nS.after q < n1", 3)).isEmpty();
        assertThat(unproved(3, "=====\nS.after q\n< n", 3))
                .hasValueSatisfying(reason -> assertThat(reason).contains("3 of them", "s.after q < n"));
        assertThat(unproved(4, "=====\nS.after q < n", 3)).isEmpty();
    }

    @Test
    void withoutFeedbackNoGoalIsSeen() {
        Stagnation blind = new Stagnation(400, false);
        Event.Failed failed = new Event.Failed(1, "Unproved", "", "", "=====\nS.after q < n", 1);
        assertThat(IntStream.range(0, 9).mapToObj(id -> blind.failed(failed, id + 1)))
                .allMatch(Optional::isEmpty);
    }

    @Test
    void otherGoalsAreNoStall() {
        assertThat(IntStream.range(0, 20)
                        .mapToObj(id -> unproved(id, "=====\nS.piece" + "x".repeat(id) + " q = 1", id)))
                .allMatch(Optional::isEmpty);
    }

    @Test
    void aShareOfTheDesignsWithoutProgressIsNoticed() {
        assertThat(IntStream.range(0, 39).mapToObj(this::grows)).allMatch(Optional::isEmpty);
        assertThat(unproved(39, "=====\na = b", 2)).isEmpty();
        assertThat(IntStream.range(40, 79).mapToObj(this::grows)).allMatch(Optional::isEmpty);
        assertThat(grows(79))
                .hasValueSatisfying(reason ->
                        assertThat(reason).contains("40 designs in a row", "more than the 2 that were closed"));
        assertThat(grows(80)).isEmpty();
    }
}
