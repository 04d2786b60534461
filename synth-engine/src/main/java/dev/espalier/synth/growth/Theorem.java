package dev.espalier.synth.growth;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What can be proved of a core, in the order in which it is stated. {@code Implementation} and {@code Specification} are its machines. */
public enum Theorem {
    /** Clients observe nothing that the specification forbids; no core goes without. */
    REFINEMENT(
            "refines P.client_eq_dec P.replica_eq_dec\n      Implementation.machine Specification.machine",
            "Clients of the core observe nothing that the specification forbids."),

    /** A put that is seen stays so. */
    SEEN("seen_is_final Implementation.machine", "A put that the core reports as seen may be dropped for good."),

    /** Nobody is stuck. */
    PROGRESS(
            "progressive P.client_eq_dec P.replica_eq_dec Implementation.machine",
            "Where the network loses nothing, no replica is stuck.");

    private final String statement;
    private final String meaning;

    Theorem(String statement, String meaning) {
        this.statement = statement;
        this.meaning = meaning;
    }

    /** Its name in a proof's file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it says, in Rocq. */
    public String statement() {
        return statement;
    }

    /** What it says, for people. */
    public String meaning() {
        return meaning;
    }

    /** Those that the proof's file {@code text} has, whatever they say there. */
    public static List<Theorem> in(String text) {
        return Arrays.stream(values())
                .filter(theorem -> Pattern.compile("\\b(Theorem|Lemma)\\s+" + theorem.word() + "\\b")
                        .matcher(text)
                        .find())
                .toList();
    }
}
