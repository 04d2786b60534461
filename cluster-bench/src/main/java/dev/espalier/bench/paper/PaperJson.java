package dev.espalier.bench.paper;

import dev.espalier.bench.program.ProgramConfig;
import dev.espalier.bench.program.ProgramJson;
import dev.espalier.bench.report.JsonReport;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The panels as JSON: every round, and the published points beside them. */
public final class PaperJson {
    private PaperJson() {}

    /**
     * Everything that was run.
     *
     * @param circumstances what all panels have in common
     */
    public static ObjectNode of(List<PanelResult> results, Circumstances circumstances) {
        ProgramConfig config = circumstances.common();
        Published published = Published.load();
        ObjectNode root = JsonReport.empty();
        root.put("command", circumstances.command());
        root.set("environment", JsonReport.environment(circumstances.environment()));
        root.putObject("configuration")
                .put("nodes", config.nodes())
                .put("warmUpRounds", config.warmUpRounds())
                .put("rounds", config.rounds())
                .put("roundLimitSeconds", config.roundLimit().toMillis() / 1e3)
                .put("seed", config.seed())
                .put("heap", circumstances.heap())
                .put("durability", config.durability());
        root.put("publishedSource", published.source());
        root.put("publishedSetup", published.setup());
        ArrayNode panels = root.putArray("panels");
        for (PanelResult result : results) {
            ObjectNode panel = panels.addObject();
            panel.put("panel", result.panel().core())
                    .put("title", result.panel().title());
            ObjectNode sweeps = panel.putObject("sweeps");
            result.sweeps().forEach((sweep, points) -> {
                ArrayNode array = sweeps.putArray(sweep.text());
                points.forEach(point -> array.add(ProgramJson.point(point)));
                ArrayNode curves = panel.withArray("published");
                published.of(result.panel(), sweep).forEach(series -> {
                    ObjectNode curve = curves.addObject();
                    curve.put("sweep", sweep.text()).put("name", series.name());
                    ArrayNode of = curve.putArray("thousandOpsPerSecond");
                    series.points()
                            .forEach(
                                    point -> of.addArray().add(point.getFirst()).add(point.get(1)));
                });
            });
        }
        return root;
    }
}
