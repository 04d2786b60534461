package dev.espalier.cli.spec;

import dev.espalier.bench.report.TextTable;
import dev.espalier.synth.explore.LitmusResult;
import dev.espalier.synth.explore.LitmusResult.CaseResult;
import dev.espalier.synth.explore.LitmusResult.Verdict;
import dev.espalier.synth.spec.Specification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers to litmus tests, for people and for machines. */
final class LitmusTable {
    /** So that a table fits a terminal of a hundred columns. */
    private static final int TITLE_WIDTH = 58;

    private LitmusTable() {}

    /** An answer as JSON has it. */
    record Line(String test, String verdict, boolean contradictsFile, List<CaseLine> programs) {}

    /** The answer for one program as JSON has it. */
    record CaseLine(String program, String verdict, List<String> witness, String history, String extent) {}

    static String word(Verdict verdict) {
        return switch (verdict) {
            case ALLOWED -> "allowed";
            case FORBIDDEN -> "forbidden";
            case UNKNOWN -> "unknown";
            case NOT_APPLICABLE -> "not applicable";
        };
    }

    /** Whether the file's own litmus table says otherwise. */
    static boolean contradicts(Specification specification, LitmusResult result) {
        Boolean expected = specification.expected().get(result.test().name());
        return expected != null
                && result.verdict() != Verdict.UNKNOWN
                && result.verdict() != (expected ? Verdict.ALLOWED : Verdict.FORBIDDEN);
    }

    static Line json(Specification specification, LitmusResult result) {
        List<CaseLine> programs = result.cases().stream()
                .map(each -> new CaseLine(
                        each.litmusCase().text(),
                        word(each.verdict()),
                        each.witness().map(witness -> witness.lines()).orElse(List.of()),
                        each.witness().map(witness -> witness.history()).orElse(""),
                        each.extent().text()))
                .toList();
        return new Line(result.test().name(), word(result.verdict()), contradicts(specification, result), programs);
    }

    /** A row a test: what is allowed and what not. */
    static String table(Specification specification, List<LitmusResult> results) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("anomaly", "verdict", "what it is")));
        for (LitmusResult result : results) {
            String verdict = word(result.verdict());
            List<String> title = Paragraph.lines(result.test().title(), TITLE_WIDTH);
            rows.add(List.of(
                    result.test().name(),
                    contradicts(specification, result) ? verdict + ", against @litmus" : verdict,
                    title.getFirst()));
            title.stream().skip(1).forEach(line -> rows.add(List.of("", "", line)));
        }
        return TextTable.ofWords(rows);
    }

    /** How each allowed outcome comes about, and how far the search for the others went. */
    static String details(List<LitmusResult> results) {
        StringBuilder text = new StringBuilder();
        for (LitmusResult result : results) {
            for (CaseResult each : result.cases()) {
                text.append('\n')
                        .append(result.test().name())
                        .append(": ")
                        .append(word(each.verdict()))
                        .append("\n  ")
                        .append(each.litmusCase().text())
                        .append('\n');
                each.witness()
                        .ifPresentOrElse(
                                witness -> {
                                    for (int i = 0; i < witness.lines().size(); i++) {
                                        text.append("    %d. %s%n"
                                                .formatted(
                                                        i + 1, witness.lines().get(i)));
                                    }
                                },
                                () -> text.append("    ")
                                        .append(each.extent().text())
                                        .append('\n'));
            }
        }
        return text.toString();
    }

    /** The names of the tests whose answers are not clear, if any are. */
    static Optional<String> unclear(List<LitmusResult> results) {
        List<String> names = results.stream()
                .filter(result -> result.verdict() == Verdict.UNKNOWN)
                .map(result -> result.test().name())
                .toList();
        return names.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", names));
    }
}
