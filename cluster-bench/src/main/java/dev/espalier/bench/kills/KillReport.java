package dev.espalier.bench.kills;

import java.util.List;

/**
 * What rounds of kills came to.
 *
 * @param rounds how many were finished
 * @param kills how many processes were killed
 * @param networkFaults in how many rounds the links were cut, silenced, delayed or dropped
 * @param operations how many commands were answered
 * @param acknowledgedPuts how many of them were puts that a node said are in
 * @param unanswered how many puts had no answer, or an error
 * @param seconds how long it took
 * @param violations what must not have happened; empty when nothing did
 */
public record KillReport(
        int rounds,
        int kills,
        int networkFaults,
        long operations,
        long acknowledgedPuts,
        long unanswered,
        double seconds,
        List<String> violations) {
    public KillReport {
        violations = List.copyOf(violations);
    }

    /** Whether everything held. */
    public boolean passed() {
        return violations.isEmpty();
    }
}
