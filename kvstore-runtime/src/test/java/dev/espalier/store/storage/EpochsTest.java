package dev.espalier.store.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which put was made in which epoch, against a table of all puts. */
class EpochsTest {
    private static final int PUTS = 40;

    @Test
    void aLaterBeginningReplacesWhatWasKnown() {
        Random random = new Random(4);
        for (int run = 0; run < 200; run++) {
            Epochs epochs = new Epochs();
            long[] table = new long[PUTS];
            for (int id = 1; id <= 6; id++) {
                int start = random.nextInt(PUTS);
                epochs.begin(start, id);
                Arrays.fill(table, start, PUTS, id);
                compare(epochs, table);
            }
        }
    }

    private static void compare(Epochs epochs, long[] table) {
        for (int sequence = 0; sequence < PUTS; sequence++) {
            assertThat(epochs.at(sequence)).isEqualTo(table[sequence]);
            int last = sequence;
            while (last + 1 < PUTS && table[last + 1] == table[sequence]) {
                last++;
            }
            assertThat(epochs.lastLike(sequence)).isEqualTo(last == PUTS - 1 ? Long.MAX_VALUE : last);
        }
    }

    @Test
    void withoutABeginningAllPutsAreOfNoEpoch() {
        assertThat(new Epochs().at(7)).isEqualTo(Epochs.NONE);
        assertThat(new Epochs().lastLike(7)).isEqualTo(Long.MAX_VALUE);
    }
}
