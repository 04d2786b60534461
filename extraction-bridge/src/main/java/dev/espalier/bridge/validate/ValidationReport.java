package dev.espalier.bridge.validate;

import java.util.List;

/**
 * What validation found.
 *
 * @param ocaml the version of OCaml; empty if there is none, and then nothing was validated
 * @param unavailable why nothing was validated; empty if it was
 * @param seed what the inputs were made from
 * @param functions each value of the file, in its order
 */
public record ValidationReport(String ocaml, String unavailable, long seed, List<FunctionReport> functions) {
    public ValidationReport {
        functions = List.copyOf(functions);
    }

    /** Whether it was validated, and the two agree wherever they were compared. */
    public boolean agrees() {
        return unavailable.isEmpty() && differences().isEmpty();
    }

    /** The values on which the two disagree. */
    public List<FunctionReport> differences() {
        return functions.stream().filter(one -> one.difference() != null).toList();
    }

    /** Inputs on which the two agree. */
    public int agreed() {
        return functions.stream().mapToInt(FunctionReport::agreed).sum();
    }

    /** Inputs on which both raised an exception. */
    public int raised() {
        return functions.stream().mapToInt(FunctionReport::raised).sum();
    }

    /** Inputs on which integers left their range. */
    public int outsideRange() {
        return functions.stream().mapToInt(FunctionReport::outsideRange).sum();
    }

    /** Inputs that Rocq's types exclude. */
    public int excluded() {
        return functions.stream().mapToInt(FunctionReport::excluded).sum();
    }

    /** Inputs on which OCaml gave no answer. */
    public int discarded() {
        return functions.stream().mapToInt(FunctionReport::discarded).sum();
    }

    /** The values that were tried. */
    public List<FunctionReport> validated() {
        return functions.stream().filter(one -> one.notValidated().isEmpty()).toList();
    }

    /** The values that were not tried. */
    public List<FunctionReport> notValidated() {
        return functions.stream().filter(one -> !one.notValidated().isEmpty()).toList();
    }
}
