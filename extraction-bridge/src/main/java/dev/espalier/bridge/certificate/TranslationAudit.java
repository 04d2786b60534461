package dev.espalier.bridge.certificate;

import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.BridgeResult;
import dev.espalier.bridge.validate.FunctionReport;
import dev.espalier.bridge.validate.ValidationException;
import dev.espalier.bridge.validate.ValidationOptions;
import dev.espalier.bridge.validate.ValidationReport;
import dev.espalier.bridge.validate.Validator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entry of a certificate's audit that speaks of the translation: on how many inputs it agrees with native OCaml. It
 * is the bridge's, not the gate's; a certificate without it is of a translation that was not validated.
 */
public sealed interface TranslationAudit {
    /** The entry's name in {@link dev.espalier.core.Certificate#audit}. */
    String NAME = "translation";

    /** OCaml and Java agree wherever they were compared; {@code text} is the entry. */
    record Agrees(String text) implements TranslationAudit {}

    /** They do not, or cannot be compared. */
    record Differs(String reason) implements TranslationAudit {}

    /** There is no OCaml to compare with. */
    record NotAsked(String reason) implements TranslationAudit {}

    /** Compares {@code result}, the translation of {@code request}, with native OCaml. */
    static TranslationAudit of(BridgeRequest request, BridgeResult result, long seed) throws InterruptedException {
        ValidationReport report;
        try {
            report = Validator.validate(
                    request, result, ValidationOptions.of(ValidationOptions.INPUTS, seed), (done, all) -> {});
        } catch (ValidationException e) {
            return new Differs(String.valueOf(e.getMessage()));
        }
        if (!report.unavailable().isEmpty()) {
            return new NotAsked(report.unavailable());
        }
        for (FunctionReport one : report.differences()) {
            return new Differs("the Java of " + one.name() + " differs from OCaml:\n"
                    + (one.difference() == null ? "" : one.difference().text()));
        }
        return report.agreed() == 0
                ? new Differs("no value of it could be compared with OCaml")
                : new Agrees(String.format(
                        Locale.ROOT, "agrees with native OCaml on %d inputs, seed %d", report.agreed(), seed));
    }

    /** The seed that an entry names. */
    static long seed(String entry) {
        Matcher matcher = Pattern.compile("seed (-?\\d{1,18})$").matcher(entry);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : ValidationOptions.SEED;
    }
}
