package dev.espalier.cli.synth;

import dev.espalier.bench.report.TextTable;
import dev.espalier.synth.rank.Contender;
import dev.espalier.synth.rank.Measurement;
import dev.espalier.synth.rank.RaceSettings;
import dev.espalier.synth.rank.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How fast closed cores were, for people. */
final class SpeedTable {
    private SpeedTable() {}

    /**
     * The table; empty if nothing was measured.
     *
     * @param chosen the design of the core that the search ended with
     */
    static String of(List<Measurement> measured, int chosen) {
        if (measured.isEmpty()) {
            return "";
        }
        int puts = RaceSettings.USUAL.puts();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "core", "ns/operation", "x " + Engine.REFERENCE, "least to most", "after " + 10 * puts + " puts", ""));
        for (Measurement one : measured) {
            rows.add(List.of(
                    one.name(),
                    String.format(Locale.ROOT, "%.0f", one.nanos().median()),
                    String.format(Locale.ROOT, "%.2f", one.speedup().median()),
                    range(one.speedup()),
                    String.format(Locale.ROOT, "x %.2f", one.growth()),
                    remark(one, chosen)));
        }
        return TextTable.ofWords(rows)
                + String.format(
                        Locale.ROOT,
                        "  processor time, without the collection of garbage, of gets and puts in equal parts over %d keys, %d rounds in turn; after so many"
                                + " puts: an operation's time then by that after %d%n",
                        RaceSettings.KEYS,
                        RaceSettings.USUAL.rounds(),
                        puts);
    }

    private static String range(Spread spread) {
        return String.format(Locale.ROOT, "%.2f to %.2f", spread.least(), spread.most());
    }

    private static String remark(Measurement one, int chosen) {
        String growth = one.grows() ? "GROWS with the number of operations" : "does not grow";
        if (one.id() == Contender.REFERENCE) {
            return "the reference, " + growth;
        }
        return (one.id() == chosen ? "taken, " : "") + growth;
    }
}
