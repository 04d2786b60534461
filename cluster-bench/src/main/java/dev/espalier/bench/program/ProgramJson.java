package dev.espalier.bench.program;

import dev.espalier.bench.program.RoundResult.Outcome;
import dev.espalier.bench.report.Environment;
import dev.espalier.bench.report.JsonReport;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Results as JSON: every round of every core, so that a plot needs nothing else. Names end with their unit. */
public final class ProgramJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CLOCK = "the coordinator's monotonic clock, from before the first start signal to the"
            + " word of the last node that its program is done and every put of every node applied there";

    private ProgramJson() {}

    /**
     * Everything that was run.
     *
     * @param command the command line that ran it
     * @param loadAverage the system's load average of the last minute before the run; negative if unknown
     */
    public static ObjectNode of(
            ProgramConfig config,
            List<PointResult> results,
            String command,
            Environment environment,
            double loadAverage) {
        ObjectNode root = JSON.createObjectNode();
        root.put("command", command);
        root.set("environment", JsonReport.environment(environment).put("loadAverageBefore", loadAverage));
        root.putObject("configuration")
                .put("nodes", config.nodes())
                .put("warmUpRounds", config.warmUpRounds())
                .put("warmUpLimitSeconds", config.warmUpLimit().toMillis() / 1e3)
                .put("rounds", config.rounds())
                .put("roundLimitSeconds", config.roundLimit().toMillis() / 1e3)
                .put("seed", config.seed())
                .put("slice", config.slice())
                .put("durability", config.durability())
                .put("writesToDisk", !config.durability().equals("none"))
                .put("clock", CLOCK);
        // The first program's first core: what a run of one core and no sweep is about.
        results.getFirst()
                .cores()
                .getFirst()
                .operationsPerSecond()
                .ifPresent(rates -> root.put("opsPerSecond", rates.median()));
        ArrayNode points = root.putArray("points");
        for (PointResult point : results) {
            points.add(point(point));
        }
        return root;
    }

    /** What the cores did with one program. */
    public static ObjectNode point(PointResult result) {
        ObjectNode node = JSON.createObjectNode()
                .put("operationsPerNode", result.point().operations())
                .put("keys", result.point().keys())
                .put("putPercent", result.point().putPercent());
        ArrayNode cores = node.putArray("cores");
        for (CoreResult core : result.cores()) {
            cores.add(core(core, result.cores().getFirst()));
        }
        return node;
    }

    private static ObjectNode core(CoreResult result, CoreResult first) {
        CoreIdentification core = result.core();
        ObjectNode node = JSON.createObjectNode()
                .put("core", core.name())
                .put("specification", core.specification())
                .put("verified", core.verified())
                .put("hash", core.hash());
        result.operationsPerSecond().ifPresent(rates -> {
            node.put("opsPerSecond", rates.median());
            node.put("opsPerSecondMin", rates.min());
            node.put("opsPerSecondMax", rates.max());
        });
        result.cpuMicrosPerOperation().ifPresent(cpu -> {
            node.put("cpuMicrosPerOperation", cpu.median());
            node.put("cpuMicrosPerOperationMin", cpu.min());
            node.put("cpuMicrosPerOperationMax", cpu.max());
        });
        result.cold()
                .filter(cold -> cold.outcome() == Outcome.COMPLETE)
                .ifPresent(cold -> node.put("coldOpsPerSecond", cold.operationsPerSecond()));
        result.ratioTo(first)
                .ifPresent(ratio -> node.putObject("ratioToFirst")
                        .put("min", ratio.min())
                        .put("median", ratio.median())
                        .put("max", ratio.max()));
        node.put(
                "missingPuts",
                result.rounds().stream().mapToLong(RoundResult::missing).sum());
        node.put("mustConverge", core.converges());
        node.put("roundsWithDifferingReplicas", result.roundsWithDifferences());
        result.unfinished().ifPresent(round -> node.put("unfinished", text(round.outcome())));
        ArrayNode rounds = node.putArray("rounds");
        for (RoundResult round : result.rounds()) {
            rounds.add(round(round));
        }
        return node;
    }

    private static ObjectNode round(RoundResult round) {
        ObjectNode node = JSON.createObjectNode()
                .put("phase", round.phase().name().toLowerCase(Locale.ROOT))
                .put("outcome", text(round.outcome()))
                .put("seconds", round.seconds())
                .put("operations", round.operations())
                .put("puts", round.puts())
                .put("missingPuts", round.missing());
        if (round.outcome() == Outcome.COMPLETE) {
            node.put("opsPerSecond", round.operationsPerSecond())
                    .put("cpuMicrosPerOperation", round.cpuMicrosPerOperation())
                    .put("replicasAlike", round.replicasAlike());
        }
        if (!round.trouble().isEmpty()) {
            node.put("trouble", round.trouble());
        }
        ArrayNode nodes = node.putArray("nodes");
        for (NodeFigures figures : round.nodes()) {
            nodes.addObject()
                    .put("seconds", figures.seconds())
                    .put("cpuSeconds", figures.cpuSeconds())
                    .put("ownPuts", figures.ownPuts())
                    .put("putsApplied", figures.putsApplied())
                    .put("putsPending", figures.putsPending())
                    .put("gets", figures.gets())
                    .put("getsThatWaited", figures.getsThatWaited())
                    .put("payloadBytes", figures.payloadBytes())
                    .put("digest", figures.digest());
        }
        return node;
    }

    private static String text(Outcome outcome) {
        return switch (outcome) {
            case COMPLETE -> "complete";
            case OUT_OF_TIME -> "out of time";
            case OUT_OF_MEMORY -> "out of memory";
            case STUCK -> "stuck";
            case FAILED -> "failed";
        };
    }
}
