package dev.espalier.bridge.coverage;

import dev.espalier.bridge.validate.FunctionReport;
import dev.espalier.bridge.validate.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The table of {@code docs/bridge-coverage.md}. */
final class CoverageTable {
    private final List<String> rows = new ArrayList<>();
    private final Map<String, Integer> reasons = new TreeMap<>();
    private int developments;
    private int functions;
    private int validated;
    private long agreed;
    private long setAside;
    private String tools = "";

    void add(Development development, ValidationReport report) {
        long aside = report.outsideRange() + report.excluded() + report.discarded();
        String directives = development.directives().isEmpty() ? "none" : String.join(", ", development.directives());
        rows.add("| `%s` | %s | %s | %d | %d | %,d | %,d |"
                .formatted(
                        development.name(),
                        development.what().replace("|", "\\|"),
                        directives,
                        report.functions().size(),
                        report.validated().size(),
                        report.agreed(),
                        aside));
        developments++;
        functions += report.functions().size();
        validated += report.validated().size();
        agreed += report.agreed();
        setAside += aside;
        tools = "OCaml " + report.ocaml() + ", seed " + report.seed();
        for (FunctionReport one : report.notValidated()) {
            reasons.merge(one.notValidated().replaceAll("type [\\w.']+", "type T"), 1, Integer::sum);
        }
    }

    /** Inputs on which all developments agree. */
    long agreed() {
        return agreed;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("""
                # What the bridge translates

                Made by `./espalier bridge-coverage` (the test `BridgeCoverageTest`); do not edit. Each row is a Rocq development in
                `extraction-bridge/src/test/resources/coverage/`, extracted by Rocq, translated, compiled without warnings, and run
                beside the natively compiled OCaml on boundary and random inputs. *Agreed* counts inputs on which both gave the same
                result or both raised an exception. *Set aside* counts those on which integers left 63 or 64 bits, that Rocq's types
                exclude, or on which OCaml gave no answer within its time and memory: they count for nothing.

                """);
        text.append(String.format(
                Locale.ROOT,
                "%d developments, %,d definitions, %,d of them validated, **%,d inputs agreed**, %,d set aside (%s).%n%n",
                developments,
                functions,
                validated,
                agreed,
                setAside,
                tools));
        text.append("| development | what it is | directives | definitions | validated | agreed | set aside |\n");
        text.append("|---|---|---|---:|---:|---:|---:|\n");
        rows.forEach(row -> text.append(row).append('\n'));
        text.append("\n## Not validated, and why\n\n| why | definitions |\n|---|---:|\n");
        reasons.forEach((reason, count) -> text.append("| %s | %d |%n".formatted(reason, count)));
        return text.toString();
    }
}
