package dev.espalier.synth.gate;

import dev.espalier.synth.gate.GateFailure.Reason;
import dev.espalier.synth.prover.CommandOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the output of {@code Print Assumptions}: for each theorem either a line that says that it has none, or a
 * heading and a list of names with their types, continued on indented lines. What has another form is not guessed at.
 */
final class PrintedAssumptions {
    private static final String NONE = "Closed under the global context";
    private static final String HEADING = "Axioms:";
    private static final Pattern ENTRY = Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_'.]*)(?: : (.*))?");

    private final List<Map<String, String>> blocks = new ArrayList<>();
    private boolean listing;
    private String name = "";
    private final StringBuilder type = new StringBuilder();

    private PrintedAssumptions() {}

    /** For each theorem, in order, the assumptions' names and types; an empty map if it has none. */
    static List<Map<String, String>> parse(CommandOutcome outcome) throws GateFailure {
        if (outcome.truncated()) {
            throw unreadable("the output was cut off", outcome);
        }
        PrintedAssumptions printed = new PrintedAssumptions();
        for (String line : outcome.output().lines().toList()) {
            if (!line.isBlank() && !printed.accept(line)) {
                throw unreadable("\"" + line.strip() + "\" has no known meaning there", outcome);
            }
        }
        if (!printed.finishBlock()) {
            throw unreadable("the output breaks off", outcome);
        }
        return printed.blocks;
    }

    private boolean accept(String line) {
        if (line.equals(NONE) || line.equals(HEADING)) {
            boolean complete = finishBlock();
            blocks.add(new LinkedHashMap<>());
            listing = line.equals(HEADING);
            return complete;
        }
        if (!listing) {
            return false;
        }
        if (Character.isWhitespace(line.charAt(0))) {
            type.append(' ').append(line.strip());
            return !name.isEmpty();
        }
        Matcher entry = ENTRY.matcher(line);
        if (!finishEntry() || !entry.matches()) {
            return false;
        }
        name = entry.group(1);
        if (entry.group(2) != null) {
            type.append(": ").append(entry.group(2));
        }
        return true;
    }

    /** False if its last entry is incomplete, or there is none below its heading. */
    private boolean finishBlock() {
        return finishEntry() && !(listing && blocks.getLast().isEmpty());
    }

    /** False if the entry that ends here has no type, or was there before. */
    private boolean finishEntry() {
        boolean complete = true;
        if (!name.isEmpty()) {
            String written = type.toString().strip();
            complete = written.startsWith(": ")
                    && blocks.getLast().put(name, written.substring(2).strip()) == null;
        }
        name = "";
        type.setLength(0);
        return complete;
    }

    private static GateFailure unreadable(String cause, CommandOutcome outcome) {
        return new GateFailure(
                Reason.PROVER_BROKEN,
                "Print Assumptions",
                "the prover's account of assumptions cannot be read: " + cause,
                outcome.said(),
                "Use Coq 8.16, or teach the gate this version's output");
    }
}
