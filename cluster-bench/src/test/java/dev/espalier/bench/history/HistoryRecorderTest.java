package dev.espalier.bench.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoryRecorderTest {
    private final HistoryRecorder recorder = new HistoryRecorder();
    private final SessionRecorder first = recorder.session();
    private final SessionRecorder second = recorder.session();

    @Test
    void keepsTheOrderOfSending() throws IOException {
        first.putSent(4, 100);
        first.getSent(5);
        first.getSent(4);
        first.putDone();
        first.getDone(0);
        first.getDone(100);
        second.getSent(4);
        second.getDone(100);
        assertThat(text()).containsExactly("w(4,100,0,0)", "r(5,0,0,1)", "r(4,100,0,2)", "r(4,100,1,3)");
    }

    @Test
    void unansweredPutCountsOnlyIfItWasRead() throws IOException {
        first.putSent(1, 100);
        first.putSent(1, 101);
        second.getSent(1);
        second.getDone(101);
        assertThat(text()).containsExactly("w(1,101,0,0)", "r(1,101,1,1)");
    }

    @Test
    void putAnsweredWithAnErrorCountsOnlyIfItWasRead() throws IOException {
        first.putSent(1, 100);
        first.putSent(1, 101);
        first.putSent(1, 102);
        first.failed();
        first.putDone();
        first.failed();
        second.getSent(1);
        second.getDone(102);
        assertThat(text()).containsExactly("w(1,101,0,0)", "w(1,102,0,1)", "r(1,102,1,2)");
    }

    @Test
    void getsWithoutAnAnswerAreLeftOut() throws IOException {
        first.getSent(1);
        first.failed();
        first.getSent(1);
        assertThat(text()).isEmpty();
        assertThat(recorder.history().sessions()).isEqualTo(2);
    }

    @Test
    void valuesAreUniqueAndNeverInitial() {
        Set<Long> values = new HashSet<>();
        for (SessionRecorder session : List.of(first, second)) {
            for (long counter : new long[] {0, 1, 255, 1L << 32, (1L << 40) - 1}) {
                assertThat(values.add(session.valueOf(counter))).isTrue();
            }
        }
        assertThat(values).doesNotContain(History.INITIAL_VALUE).allMatch(value -> value > 0);
    }

    @Test
    void foreignValuesAreUnlikeAnyOther() {
        first.getSent(1);
        first.getDoneForeign();
        second.getSent(1);
        second.getDoneForeign();
        History history = recorder.history();
        assertThat(history.value(0)).isPositive().isNotEqualTo(history.value(1));
        assertThat(history.value(0)).isNotIn(first.valueOf(0), second.valueOf(0));
        assertThat(recorder.foreignReads()).isEqualTo(2);
    }

    @Test
    void longSessionsSpanPages() {
        int count = 100_000;
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            first.getSent(i);
            expected.add(i * 3L);
            if (i >= 50) {
                first.getDone((i - 50) * 3L);
            }
        }
        for (int i = count - 50; i < count; i++) {
            first.getDone(i * 3L);
        }
        History history = recorder.history();
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < history.operations(); i++) {
            values.add(history.value(i));
        }
        assertThat(values).isEqualTo(expected);
    }

    private List<String> text() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HistoryWriter.write(recorder.history(), out);
        return out.toString(StandardCharsets.US_ASCII).lines().toList();
    }
}
