package dev.espalier.synth.gate;

import dev.espalier.synth.gate.GateFailure.Reason;
import dev.espalier.synth.prover.CommandOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The context summary that {@code coqchk -o} prints: headings with a star, and names below them or {@code <none>}. */
final class CheckerSummary {
    private static final String THEORY = "Theory: Set is predicative";
    private static final String AXIOMS = "Axioms";
    private static final List<String> HEADINGS = List.of(
            AXIOMS,
            "Constants/Inductives relying on type-in-type",
            "Constants/Inductives relying on unsafe (co)fixpoints",
            "Inductives whose positivity is assumed");

    private final Map<String, List<String>> names = new LinkedHashMap<>();
    private boolean predicative;

    private CheckerSummary() {}

    static CheckerSummary parse(CommandOutcome outcome) throws GateFailure {
        CheckerSummary summary = new CheckerSummary();
        String heading = "";
        boolean begun = false;
        // The checker writes the summary to standard error.
        for (String raw : (outcome.errors() + "\n" + outcome.output()).lines().toList()) {
            String line = raw.strip();
            if (line.equals("CONTEXT SUMMARY")) {
                begun = true;
            } else if (begun && line.startsWith("* ")) {
                heading = summary.heading(line.substring(2));
            } else if (begun && !line.isEmpty() && !line.startsWith("==")) {
                summary.names.getOrDefault(heading, new ArrayList<>()).add(line);
            }
        }
        if (outcome.truncated() || !summary.names.keySet().containsAll(HEADINGS)) {
            throw new GateFailure(
                    Reason.CHECKER_FAILED,
                    "coqchk",
                    "it printed no complete summary and " + outcome.ending(),
                    outcome.said(),
                    "Run `make check` in specs/ to see what it refuses");
        }
        return summary;
    }

    private String heading(String line) {
        if (line.equals(THEORY)) {
            predicative = true;
            return "";
        }
        int colon = line.indexOf(':');
        String heading = colon < 0 ? line : line.substring(0, colon);
        List<String> listed = names.computeIfAbsent(heading, absent -> new ArrayList<>());
        String rest =
                line.substring(Math.min(heading.length() + 1, line.length())).strip();
        if (!rest.equals("<none>") && !rest.isEmpty()) {
            listed.add(rest);
        }
        return heading;
    }

    List<String> axioms() {
        return names.getOrDefault(AXIOMS, List.of());
    }

    /** What the checker holds against the proof; empty if nothing. Headings of later versions count too. */
    List<String> objections() {
        List<String> objections = new ArrayList<>();
        if (!predicative) {
            objections.add("Set is not predicative");
        }
        names.forEach((heading, listed) -> {
            if (!listed.isEmpty()) {
                objections.add(heading + ": " + String.join(", ", listed));
            }
        });
        return objections;
    }
}
