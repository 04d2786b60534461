package dev.espalier.cli.spec;

import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.synth.gate.FunctorSource;
import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.spec.Specification;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to do about a specification that the gate or the prover refuses, in the words of whoever wrote it. */
public final class Remedies {
    private static final Pattern MISSING_FIELD = Pattern.compile("The field (\\w+) is missing");
    private static final Pattern WRONG_FIELD =
            Pattern.compile("Signature components for label\\s+(\\w+)\\s+do not match", Pattern.DOTALL);
    private static final Pattern UNBOUND =
            Pattern.compile("The (?:reference|variable)\\s+(\\S+)\\s+was not\\s+found", Pattern.DOTALL);

    private Remedies() {}

    /** The failure in those words. */
    public static CommandFailedException of(Specification specification, GateFailure failure) {
        String place = place(specification, failure);
        return new CommandFailedException(
                switch (failure.reason()) {
                    case COMPILATION_FAILED -> place + ": " + compilation(failure.said());
                    case TIMEOUT ->
                        place + ": " + failure.cause()
                                + ". Something in it is computed while it is compiled: remove Compute and Eval, and"
                                + " shorten proofs by computation.";
                    case HOLE, AXIOM, FORBIDDEN_COMMAND ->
                        place + ": " + failure.cause()
                                + ". A specification defines what it needs; what it is abstract in comes from PARAMETERS.";
                    default -> place + ": " + failure.getMessage();
                });
    }

    private static String place(Specification specification, GateFailure failure) {
        String virtual = specification.source().path();
        return specification
                .source()
                .outside()
                .filter(file -> virtual.startsWith(FunctorSource.OUTSIDE))
                .map(file -> failure.place().replace(virtual, file.toString()))
                .orElse("specs/" + failure.place());
    }

    private static String compilation(String said) {
        Matcher missing = MISSING_FIELD.matcher(said);
        if (missing.find()) {
            return "the specification has no " + missing.group(1)
                    + ". Define it: specs/framework/Core.v says what it is.";
        }
        Matcher wrong = WRONG_FIELD.matcher(said);
        if (wrong.find()) {
            return wrong.group(1) + " has another type than every core's. specs/framework/Core.v says which it must"
                    + " have; a guard is a bool, not a Prop.\n" + indented(said);
        }
        if (said.contains("Syntax error")) {
            return "the prover cannot read it. Look for a missing full stop, bracket or end before that place.\n"
                    + indented(said);
        }
        Matcher unbound = UNBOUND.matcher(said);
        if (unbound.find()) {
            return unbound.group(1) + " is not defined here. Define it, or load the file that does (From Espalier.Kit"
                    + " Require Import FiniteSet).";
        }
        if (said.contains("out of memory") || said.contains("Out of memory") || said.contains("Stack overflow")) {
            return "the prover ran out of memory on it. Something in it is computed while it is compiled: remove"
                    + " Compute and Eval, and shorten proofs by computation.";
        }
        return "the prover refuses it. Mend that line.\n" + indented(said);
    }

    private static String indented(String said) {
        return said.strip()
                .lines()
                .map(line -> "    " + line)
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
    }
}
