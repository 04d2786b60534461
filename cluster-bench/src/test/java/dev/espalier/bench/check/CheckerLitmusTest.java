package dev.espalier.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bench.history.History;
import dev.espalier.bench.history.HistoryReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * Hand-made histories, one for each pattern, each with a near relative that is allowed. A history is written a session a
 * line: {@code wx1} puts 1 to key x, {@code rx0} reads the initial value of x.
 */
class CheckerLitmusTest {
    @Test
    void emptyHistoryPasses() {
        assertAllowed("");
    }

    @Test
    void readOfOwnPutPasses() {
        assertAllowed("wx1 rx1");
    }

    @Test
    void readThatMissesOwnPutIsStale() {
        assertForbidden("wx1 rx0", ViolationKind.STALE_INITIAL_READ);
    }

    @Test
    void initialReadOfAnotherKeyPasses() {
        assertAllowed("wx1 ry0");
    }

    @Test
    void readOfOverwrittenOwnPutIsStale() {
        assertForbidden("wx1 wx2 rx1", ViolationKind.STALE_READ);
    }

    @Test
    void readsGoingBackAreStale() {
        assertForbidden("wx1 wx2\nrx2 rx1", ViolationKind.STALE_READ);
        assertAllowed("wx1 wx2\nrx1 rx2");
    }

    @Test
    void valueFromNowhereIsThinAir() {
        assertForbidden("wx1\nrx9", ViolationKind.THIN_AIR_READ);
    }

    @Test
    void valueOfAnotherKeyIsReported() {
        assertForbidden("wx1\nry1", ViolationKind.WRONG_KEY_READ);
    }

    @Test
    void readOfLaterOwnPutIsTheFuture() {
        assertForbidden("rx1 wx1", ViolationKind.FUTURE_READ);
    }

    @Test
    void replyBeforeItsQuestionIsACycle() {
        assertForbidden("ry2 wx1\nrx1 wy2", ViolationKind.CAUSALITY_CYCLE);
        assertAllowed("ry0 wx1\nrx1 wy2");
    }

    @Test
    void cycleThroughThreeSessionsIsFound() {
        assertForbidden("rz3 wx1\nrx1 wy2\nry2 wz3", ViolationKind.CAUSALITY_CYCLE);
    }

    @Test
    void twoCyclesAreTwoViolations() {
        Verdict verdict = check("ry2 wx1\nrx1 wy2\nrb4 wa3\nra3 wb4");
        assertThat(verdict.count(ViolationKind.CAUSALITY_CYCLE)).isEqualTo(2);
    }

    @Test
    void commentSeenBeforeItsPhotoIsStale() {
        assertForbidden("wx1\nrx1 wy2\nry2 rx0", ViolationKind.STALE_INITIAL_READ);
        assertAllowed("wx1\nrx1 wy2\nry2 rx1");
        assertAllowed("wx1\nrx1 wy2\nry0 rx0");
    }

    @Test
    void overwrittenValueSeenAfterItsEffectIsStale() {
        assertForbidden("wx1\nrx1 wx2 wy3\nry3 rx1", ViolationKind.STALE_READ);
    }

    @Test
    void concurrentPutsInTwoOrdersDiverge() {
        assertForbidden("wx1\nwx2\nrx1 rx2\nrx2 rx1", ViolationKind.DIVERGENCE);
        assertAllowed("wx1\nwx2\nrx1 rx2\nrx1 rx2");
    }

    @Test
    void putsThatOverwriteEachOtherDiverge() {
        // Each session sees the other's put and then its own again: each order is one session's alone.
        assertForbidden("wx1 rx2 rx1\nwx2 rx1 rx2", ViolationKind.DIVERGENCE);
        assertAllowed("wx1 rx2 rx2\nwx2 rx2 rx2");
    }

    @Test
    void storeBufferingIsAllowed() {
        assertAllowed("wx1 ry0\nwy2 rx0");
    }

    @Test
    void readsOfIndependentPutsInTwoOrdersAreAllowed() {
        assertAllowed("wx1\nwy2\nrx1 ry0\nry2 rx0");
    }

    @Test
    void orderOfPutsThroughTwoKeysDiverges() {
        // On each key alone some order would do; program order closes the circle 1 3 4 2 1.
        assertForbidden("wx1 wy3\nwy4 wx2\nry3 ry4\nrx2 rx1", ViolationKind.DIVERGENCE);
        assertAllowed("wx1 wy3\nwy4 wx2\nry4 ry3\nrx2 rx1");
    }

    @Test
    void valuesMustBeUnique() {
        assertForbidden("wx1\nwx1", ViolationKind.NOT_DIFFERENTIATED);
        assertForbidden("wx0", ViolationKind.NOT_DIFFERENTIATED);
        assertAllowed("wx1\nwy1\nrx1 ry1");
    }

    @Test
    void staleReadIsExplained() {
        Violation violation = check("wx1 wx2\nrx2 rx1").details().getFirst();
        assertThat(violation.explanation())
                .isEqualTo("the get of key 23 that returned 1 (session 1, operation 1) should have returned 2 or"
                        + " something newer: what it returned, the put of 1 to key 23 (session 0, operation 0), was"
                        + " overwritten by the put of 2 to key 23 (session 0, operation 1), on which its session"
                        + " already depended");
        assertThat(violation.operations()).extracting(OperationView::value).containsExactly(1L, 1L, 2L);
    }

    @Test
    void divergenceNamesTheReadsThatDisagree() {
        Violation violation = check("wx1\nwx2\nrx1 rx2\nrx2 rx1").details().getFirst();
        assertThat(violation.explanation())
                .contains("session 2, operation 1")
                .contains("session 3, operation 1")
                .contains("put of 1 to key 23")
                .contains("put of 2 to key 23");
    }

    @Test
    void onlyTheFirstOfEachKindIsPutIntoWords() throws IOException {
        StringBuilder text = new StringBuilder("w(0,1,0,0)\n");
        for (int i = 0; i < 50; i++) {
            text.append("r(0,0,0,")
                    .append(i + 1)
                    .append(")\nr(0,")
                    .append(100 + i)
                    .append(",1,")
                    .append(i + 60);
            text.append(")\n");
        }
        History history =
                HistoryReader.read(new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.US_ASCII)));
        Verdict verdict = CausalPlusChecker.check(history, 3);
        assertThat(verdict.count(ViolationKind.STALE_INITIAL_READ)).isEqualTo(50);
        assertThat(verdict.count(ViolationKind.THIN_AIR_READ)).isEqualTo(50);
        assertThat(verdict.details()).hasSize(6);
        assertThat(verdict.violations()).isEqualTo(100);
    }

    private static void assertAllowed(String sessions) {
        assertThat(check(sessions).details()).isEmpty();
    }

    private static void assertForbidden(String sessions, ViolationKind... kinds) {
        assertThat(check(sessions).counts()).containsOnlyKeys(kinds);
    }

    private static Verdict check(String sessions) {
        var builder = History.builder();
        String[] lines = sessions.split("\n", -1);
        for (int session = 0; session < lines.length; session++) {
            for (String operation : lines[session].trim().split(" +", -1)) {
                if (!operation.isEmpty()) {
                    int key = operation.charAt(1) - 'a';
                    long value = Long.parseLong(operation.substring(2));
                    if (operation.charAt(0) == 'w') {
                        builder.write(session, key, value);
                    } else {
                        builder.read(session, key, value);
                    }
                }
            }
        }
        return CausalPlusChecker.check(builder.build());
    }
}
