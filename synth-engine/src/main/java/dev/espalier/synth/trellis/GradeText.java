package dev.espalier.synth.trellis;

import dev.espalier.synth.audit.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** Grades and goals for people, and for agents that read as people do. */
public final class GradeText {
    private static final int GOALS_SHOWN = 3;

    private GradeText() {}

    /** What became of a move. */
    public static String of(Grade grade) {
        return switch (grade) {
            case Grade.Accepted accepted ->
                "accepted in %d ms\n".formatted(accepted.millis())
                        + (accepted.reopened().isEmpty()
                                ? ""
                                : "open again: " + String.join(", ", accepted.reopened()) + "\n")
                        + holes(accepted.holes());
            case Grade.Refused refused ->
                "refused by the %s in %d ms: %s%s\n"
                                .formatted(
                                        refused.by() == Grade.By.RAILS ? "engine" : "prover",
                                        refused.millis(),
                                        refused.kind(),
                                        refused.item().isEmpty() ? "" : ", in " + refused.item())
                        + (refused.sentence().isEmpty() ? "" : "at: " + refused.sentence() + "\n")
                        + refused.message().strip() + "\n"
                        + goals(refused.goals())
                        + "nothing changed\n";
        };
    }

    /** What is missing. */
    public static String holes(List<String> holes) {
        return holes.isEmpty()
                ? "no hole is left; it can be closed\n"
                : holes.size() + (holes.size() == 1 ? " hole: " : " holes: ") + String.join(", ", holes) + "\n";
    }

    /** A hole. */
    public static String of(Look look) {
        return look.states() + "\n"
                + (look.beside().isEmpty()
                        ? ""
                        : "\nthe specification has\n" + look.beside().strip() + "\n")
                + (look.refused().isEmpty()
                        ? ""
                        : "\nrefused: " + look.refused().strip() + "\n")
                + goals(look.goals());
    }

    private static String goals(List<String> goals) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(goals.size(), GOALS_SHOWN); i++) {
            text.append("\ngoal ")
                    .append(i + 1)
                    .append(" of ")
                    .append(goals.size())
                    .append(":\n")
                    .append(goals.get(i))
                    .append('\n');
        }
        return text.toString();
    }

    /** What the audit found, a line each. */
    public static String of(List<Finding> findings) {
        return findings.stream()
                .map(finding -> (finding.passed() ? "  passed  " : finding.cutOff() ? "  CUT OFF " : "  FAILED  ") + finding.check()
                        + (finding.passed() ? "" : ": " + finding.detail()) + "\n")
                .collect(Collectors.joining());
    }

    /** What a development begins with: the promise, what is missing, and the types of the core's members. */
    public static String of(Trellis trellis) {
        StringBuilder text = new StringBuilder(trellis.specification().name() + ": "
                + trellis.specification().title() + "\n"
                + trellis.specification().promise() + "\nin " + trellis.folder()
                + "\n" + holes(trellis.holes()));
        for (CoreMember member : CoreMember.values()) {
            text.append("  ")
                    .append(member.word())
                    .append(" : ")
                    .append(member.type())
                    .append('\n');
        }
        return text.toString();
    }
}
