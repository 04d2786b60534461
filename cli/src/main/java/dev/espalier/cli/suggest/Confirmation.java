package dev.espalier.cli.suggest;

import dev.espalier.synth.suggest.Requirement;
import dev.espalier.synth.suggest.RequirementReader.Said;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Asks a person whether a model's reading is what was meant, wish by wish. */
final class Confirmation {
    private final BufferedReader in;
    private final PrintWriter out;

    Confirmation(BufferedReader in, PrintWriter out) {
        this.in = in;
        this.out = out;
    }

    /** What of {@code read} the person means; without an answer, nothing. */
    Said of(Description read) throws IOException {
        out.print(ReportText.of(read.report()));
        List<Requirement> meant = new ArrayList<>();
        for (Requirement requirement : read.said().requirements()) {
            if (isMeant(requirement.text())) {
                meant.add(requirement);
            }
        }
        return new Said(meant, read.said().indifferent());
    }

    private boolean isMeant(String wish) throws IOException {
        while (true) {
            out.print("Do you mean: " + wish + "? [y]es  [n]o, leave it out: ");
            out.flush();
            String answer = in.readLine();
            if (answer == null) {
                out.println();
                return false;
            }
            switch (answer.strip().toLowerCase(Locale.ROOT)) {
                case "y", "yes" -> {
                    return true;
                }
                case "n", "no" -> {
                    return false;
                }
                default -> out.println("Say y or n.");
            }
        }
    }
}
