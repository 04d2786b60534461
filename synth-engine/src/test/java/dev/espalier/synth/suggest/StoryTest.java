package dev.espalier.synth.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.explore.LitmusCase;
import dev.espalier.synth.explore.LitmusQuestion;
import dev.espalier.synth.explore.WitnessStep;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Witnesses and tests in sentences. */
class StoryTest {
    private static String story(WitnessStep... steps) {
        return Story.of(new KeptWitness("", "", List.of(steps)));
    }

    @Test
    void readThatMissesAPutSaysWhichIsMissing() {
        assertThat(story(
                        new WitnessStep.Put(0, 0, "k", "x", 0),
                        new WitnessStep.Put(0, 1, "j", "z", 0),
                        new WitnessStep.Read(1, 0, "k", "v0", 1)))
                .isEqualTo(
                        "Client 1 puts x on k. Client 1 puts z on j. Client 2 gets k from replica 2 and is given nothing"
                                + " (v0): x is not there yet.");
    }

    @Test
    void orderThatDecidesIsSaid() {
        WitnessStep first = new WitnessStep.Put(0, 0, "k", "x", 0);
        WitnessStep second = new WitnessStep.Put(0, 1, "k", "y", 0);
        WitnessStep later = new WitnessStep.Deliver(0, 0, 1, "k", "y");
        WitnessStep earlier = new WitnessStep.Deliver(0, 0, 0, "k", "x");
        assertThat(story(first, second, later, earlier, new WitnessStep.Look(0, "k", Optional.of("x"))))
                .endsWith(
                        "y reaches replica 1. x reaches replica 1. Replica 1 holds x for k: x went in there after y.");
        assertThat(story(first, second, later, earlier, new WitnessStep.Look(0, "k", Optional.of("y"))))
                .endsWith("Replica 1 holds y for k: y stays there, though x came later.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', textBlock = """
            1: put k x; get k = v0 # Client 1 puts x on k, then gets k. May client 1 be given nothing (v0, as before any put)?
            1: put k x | 2: get k = x; get k = v0 # Client 1 puts x on k. Client 2 gets k and is given x, then gets k. May client 2 be given nothing (v0, as before any put)?
            1: put k x | 2: put k y => differ k # Client 1 puts x on k. Client 2 puts y on k. May two replicas that every put has reached answer differently for k, for good?
            1: put j x; put k y => somewhere k = y, j = v0 # Client 1 puts x on j, then puts y on k. May somebody new find, at one replica, y on k and nothing (v0, as before any put) on j?
            1: put k x; put k y => settled k = x # Client 1 puts x on k, then puts y on k. May a replica that every put has reached hold x on k?
            """)
    void testsAreQuestions(String litmus, String question) {
        assertThat(LitmusQuestion.of(LitmusCase.parse(litmus))).isEqualTo(question);
    }
}
