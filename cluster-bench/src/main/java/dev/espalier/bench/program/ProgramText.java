package dev.espalier.bench.program;

import dev.espalier.bench.program.RoundResult.Outcome;
import dev.espalier.bench.report.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Results as aligned plain text: a row for each core of each program. */
public final class ProgramText {
    private ProgramText() {}

    /** The table, what it shows, and what went wrong, if anything did. */
    public static String of(ProgramConfig config, List<PointResult> results) {
        StringBuilder text = new StringBuilder();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "core",
                "ops a node",
                "keys",
                "puts",
                "ops/s, median",
                "least",
                "most",
                "cpu us/op",
                "cold round",
                "ratio to first",
                "missing puts",
                "replicas"));
        for (PointResult point : results) {
            for (CoreResult core : point.cores()) {
                rows.add(row(point, core));
            }
        }
        text.append(TextTable.of(rows));
        text.append(String.format(
                Locale.ROOT,
                "%d nodes, each a process with one client; the clock stops when every put is applied everywhere; %d rounds"
                        + " in turn after at most %d others; durability %s%n"
                        + "cpu us/op: processor time of all nodes' event loops for each operation, median%n",
                config.nodes(),
                config.rounds(),
                config.warmUpRounds(),
                config.durability().equals("none") ? "none (nothing is written to disk)" : config.durability()));
        for (PointResult point : results) {
            for (CoreResult core : point.cores()) {
                core.unfinished().ifPresent(round -> text.append(unfinished(core, round)));
                if (core.core().converges() && core.roundsWithDifferences() > 0) {
                    text.append(String.format(
                            Locale.ROOT,
                            "DIFFERENT: replicas of core %s, which must converge, differed after %d rounds%n",
                            core.core().name(),
                            core.roundsWithDifferences()));
                }
            }
        }
        return text.toString();
    }

    private static List<String> row(PointResult result, CoreResult core) {
        Optional<Spread> rates = core.operationsPerSecond();
        Optional<Spread> ratio = core.ratioTo(result.cores().getFirst());
        return List.of(
                core.core().name(),
                count(result.point().operations()),
                count(result.point().keys()),
                result.point().putPercent() + "%",
                rates.map(rate -> rate(rate.median())).orElse(absence(core)),
                rates.map(rate -> rate(rate.min())).orElse(""),
                rates.map(rate -> rate(rate.max())).orElse(""),
                core.cpuMicrosPerOperation()
                        .map(cpu -> String.format(Locale.ROOT, "%.2f", cpu.median()))
                        .orElse(""),
                core.cold()
                        .filter(cold -> cold.outcome() == Outcome.COMPLETE)
                        .map(cold -> rate(cold.operationsPerSecond()))
                        .orElse(""),
                ratio.map(spread -> String.format(
                                Locale.ROOT, "%.2f (%.2f to %.2f)", spread.median(), spread.min(), spread.max()))
                        .orElse(""),
                core.rounds().isEmpty()
                        ? ""
                        : count(core.rounds().stream()
                                .mapToLong(RoundResult::missing)
                                .sum()),
                replicas(core));
    }

    private static String absence(CoreResult core) {
        return core.unfinished()
                .map(round -> switch (round.outcome()) {
                    case STUCK -> "stuck";
                    case FAILED -> "failed";
                    case OUT_OF_MEMORY -> "out of memory";
                    case OUT_OF_TIME, COMPLETE -> "out of time";
                })
                .orElse("left out");
    }

    private static String replicas(CoreResult core) {
        if (core.rounds().stream().noneMatch(round -> round.outcome() == Outcome.COMPLETE)) {
            return "";
        }
        return core.roundsWithDifferences() == 0 ? "alike" : core.core().converges() ? "DIFFER" : "may differ";
    }

    private static String unfinished(CoreResult core, RoundResult round) {
        if (round.outcome() == Outcome.FAILED) {
            return "FAILED: core " + core.core().name() + ": " + round.trouble() + "\n";
        }
        if (round.outcome() == Outcome.OUT_OF_MEMORY) {
            return "out of memory: core " + core.core().name() + ": " + round.trouble() + "\n";
        }
        return String.format(
                Locale.ROOT,
                "%s: core %s did not end a round within %.1f s; %,d of %,d puts were applied (all nodes together)%s%n",
                round.outcome() == Outcome.STUCK ? "STUCK" : "out of time",
                core.core().name(),
                round.seconds(),
                round.puts() * round.nodes().size() - round.missing(),
                round.puts() * round.nodes().size(),
                round.outcome() == Outcome.STUCK
                        ? ", and nothing moved any more: puts are lost, or wait for ever"
                        : " and more were being applied; --round-limit gives it longer");
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%,.0f", perSecond);
    }
}
