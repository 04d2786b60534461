package dev.espalier.synth.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1: put k x; put j y | 2: get j; get k",
                "1: put k x@A; put k y@B | 2[A]: get k | 3[]: get k",
            })
    void aProgramIsWrittenAsItIsRead(String text) {
        assertThat(ExplorationProgram.parse(text).text()).isEqualTo(text);
    }

    @Test
    void blanksDoNotMatter() {
        assertThat(ExplorationProgram.parse("1 :put  k x;get k|2:get k ").text())
                .isEqualTo("1: put k x; get k | 2: get k");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "put k x ! client 1 starts with '1:'",
                "1: put k x | 3: get k ! client 2 starts with '2:'",
                "1: put k ! an operation is 'put KEY VALUE' or 'get KEY'",
                "1: put k v0 ! v0 is what every key holds at first",
                "1: put k x@A; put j x@B ! x has the label A already",
                "1[A B]: get k ! a label is a word",
            })
    void whatIsWrongIsNamed(String text, String message) {
        assertThatThrownBy(() -> ExplorationProgram.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "1: put k x ! asks for no outcome",
                "1: put k x; get k = y ! no client puts it",
                "1: put k x => later k = x ! is not seen by anybody",
                "1: put k x => settled k ! is not of the form 'k = x'",
            })
    void anOutcomeThatCannotBeIsRefused(String text, String message) {
        assertThatThrownBy(() -> LitmusCase.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
