package dev.espalier.bench.paper;

import dev.espalier.bench.program.NodeCommand;
import dev.espalier.bench.program.PointResult;
import dev.espalier.bench.program.ProgramBench;
import dev.espalier.bench.program.ProgramConfig;
import dev.espalier.bench.program.ProgramListener;
import dev.espalier.bench.program.ProgramPoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the panels, one after the other. Within a panel the reference and the verified cores alternate round by round, so
 * that ratios are of rounds side by side; each sweep has processes of its own, so that a core which does not end one is
 * there again for the next.
 */
public final class PaperBench {
    private PaperBench() {}

    /**
     * What to run of a panel.
     *
     * @param panel which one
     * @param config for each sweep, the cores (the reference first) and the programs
     */
    public record Plan(Panel panel, Map<PanelSweep, ProgramConfig> config) {
        public Plan {
            config = new LinkedHashMap<>(config);
        }
    }

    /** Hears of the panels that there are after each, since all of them take long. */
    public interface SoFar {
        void panels(List<PanelResult> results) throws IOException;
    }

    /** Runs all of {@code plans}. */
    public static List<PanelResult> run(List<Plan> plans, NodeCommand command, ProgramListener listener, SoFar soFar)
            throws IOException, InterruptedException {
        List<PanelResult> results = new ArrayList<>();
        for (Plan plan : plans) {
            Map<PanelSweep, List<PointResult>> sweeps = new LinkedHashMap<>();
            for (Map.Entry<PanelSweep, ProgramConfig> sweep : plan.config().entrySet()) {
                List<PointResult> points =
                        ProgramBench.run(warmed(sweep.getKey(), sweep.getValue()), command, listener);
                sweeps.put(sweep.getKey(), points.subList(1, points.size()));
            }
            results.add(new PanelResult(plan.panel(), sweeps));
            soFar.panels(List.copyOf(results));
        }
        return results;
    }

    /**
     * The same with one of its programs once more, before all others, which come to warm processes then.
     *
     * @see PanelSweep#warming
     */
    static ProgramConfig warmed(PanelSweep sweep, ProgramConfig config) {
        List<ProgramPoint> points = new ArrayList<>(config.points());
        points.addFirst(sweep.warming(points));
        return new ProgramConfig(
                config.nodes(),
                config.cores(),
                points,
                config.warmUpRounds(),
                config.warmUpLimit(),
                config.rounds(),
                config.roundLimit(),
                config.seed(),
                config.slice(),
                config.durability(),
                config.directory());
    }
}
