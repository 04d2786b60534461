package dev.espalier.cli.trellis;

import dev.espalier.synth.trellis.Grade;
import dev.espalier.synth.trellis.Look;
import java.util.List;

/** Grades and goals for people, and for agents that read as people do. */
final class GradeText {
    private static final int GOALS_SHOWN = 3;

    private GradeText() {}

    static String of(Grade grade) {
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

    static String holes(List<String> holes) {
        return holes.isEmpty()
                ? "no hole is left: espalier synth close\n"
                : holes.size() + (holes.size() == 1 ? " hole: " : " holes: ") + String.join(", ", holes) + "\n";
    }

    static String of(Look look) {
        return look.states() + "\n"
                + (look.beside().isEmpty() ? "" : "\nthe specification has\n" + look.beside().strip() + "\n")
                + (look.refused().isEmpty() ? "" : "\nrefused: " + look.refused().strip() + "\n")
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
}
