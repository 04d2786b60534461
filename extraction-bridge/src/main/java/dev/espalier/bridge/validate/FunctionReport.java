package dev.espalier.bridge.validate;

import org.jspecify.annotations.Nullable;

/**
 * What was found of one value of the file.
 *
 * @param name its path in OCaml
 * @param agreed inputs on which both gave the same, or both raised an exception
 * @param raised those of {@code agreed} on which both raised an exception
 * @param outsideRange inputs on which integers left the range of the checked arithmetic: Java says so, OCaml wraps
 * @param excluded inputs that a conversion by {@code Obj.magic} found to be none that Rocq's types allow
 * @param discarded inputs on which OCaml gave no answer within its limits
 * @param notValidated why it was not tried; empty if it was
 * @param difference where the two disagree; {@code null} if nowhere
 */
public record FunctionReport(
        String name,
        int agreed,
        int raised,
        int outsideRange,
        int excluded,
        int discarded,
        String notValidated,
        @Nullable Difference difference) {
    static FunctionReport notValidated(String name, String reason) {
        return new FunctionReport(name, 0, 0, 0, 0, 0, reason, null);
    }
}
