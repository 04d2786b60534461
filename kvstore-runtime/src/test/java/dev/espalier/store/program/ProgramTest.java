package dev.espalier.store.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ProgramTest {
    @Test
    void theSameSeedGivesTheSameProgram() {
        Program one = Program.of(42, 1, 1_000, 50, 50);
        Program again = Program.of(42, 1, 1_000, 50, 50);
        assertThat(IntStream.range(0, 1_000))
                .allMatch(i -> one.isPut(i) == again.isPut(i)
                        && one.key(i).equals(again.key(i))
                        && one.value(i).equals(again.value(i)));
        assertThat(one.puts()).isEqualTo(again.puts());
    }

    @Test
    void anotherNodeOrSeedGivesAnotherProgram() {
        Program one = Program.of(42, 1, 1_000, 50, 50);
        for (Program other : new Program[] {Program.of(42, 2, 1_000, 50, 50), Program.of(43, 1, 1_000, 50, 50)}) {
            long same = IntStream.range(0, 1_000)
                    .filter(i -> one.key(i).equals(other.key(i)))
                    .count();
            assertThat(same).as("keys in the same place, 20 by chance").isLessThan(100);
        }
    }

    @Test
    void putsAreCountedAndAreTheShareThatWasAskedFor() {
        for (int percent : new int[] {0, 20, 50, 100}) {
            Program program = Program.of(7, 3, 100_000, 50, percent);
            assertThat(IntStream.range(0, 100_000).filter(program::isPut).count())
                    .isEqualTo(program.puts());
            assertThat(program.puts() / 1_000.0).isBetween(percent - 1.0, percent + 1.0);
        }
    }

    @Test
    void everyKeyIsAboutAsFrequentAsAnyOther() {
        Program program = Program.of(7, 1, 100_000, 50, 50);
        int[] counts = new int[50];
        for (int i = 0; i < program.operations(); i++) {
            counts[Integer.parseInt(program.key(i).toString())]++;
        }
        assertThat(Arrays.stream(counts).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(1_700, 2_300));
        assertThat(program.keys()).hasSize(50).doesNotHaveDuplicates();
    }
}
