package dev.espalier.cli.bridge;

import dev.espalier.bridge.validate.Difference;
import dev.espalier.bridge.validate.FunctionReport;
import dev.espalier.bridge.validate.ValidationReport;
import java.util.Locale;

/** A validation in lines for a person. */
final class ValidationText {
    private ValidationText() {}

    /** The differences, what was not tried, and the sum. */
    static String of(ValidationReport report) {
        StringBuilder text = new StringBuilder();
        if (!report.unavailable().isEmpty()) {
            return text.append("NOT validated: ")
                    .append(report.unavailable())
                    .append("; install OCaml and ocamlfind, then run espalier bridge validate\n")
                    .toString();
        }
        if (!report.notValidated().isEmpty()) {
            text.append("not validated:\n");
            for (FunctionReport one : report.notValidated()) {
                text.append("  ")
                        .append(one.name())
                        .append(' ')
                        .append(one.notValidated())
                        .append('\n');
            }
        }
        for (FunctionReport one : report.differences()) {
            Difference difference = one.difference();
            if (difference != null) {
                text.append(one.name())
                        .append(" DIFFERS:\n")
                        .append(difference.text())
                        .append('\n');
            }
        }
        return text.append(sum(report)).append('\n').toString();
    }

    private static String sum(ValidationReport report) {
        StringBuilder sum = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: OCaml %s and Java agree on %,d inputs of %d of %d values (seed %d)",
                report.agrees() ? "validated" : "NOT VALID",
                report.ocaml(),
                report.agreed(),
                report.validated().size() - report.differences().size(),
                report.functions().size(),
                report.seed()));
        add(sum, report.raised(), "%,d of them raise an exception in both");
        add(sum, report.outsideRange(), "%,d more leave the range of checked integers");
        add(sum, report.excluded(), "%,d are none that Rocq's types allow");
        add(sum, report.discarded(), "%,d had no answer from OCaml within its limits");
        return sum.toString();
    }

    private static void add(StringBuilder sum, int count, String what) {
        if (count > 0) {
            sum.append("; ").append(String.format(Locale.ROOT, what, count));
        }
    }
}
