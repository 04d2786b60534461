package dev.espalier.bench.program;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs programs on cores in turn: a round of the first core, one of the second, and so on, so that whatever else the
 * machine does meets all alike. A core's processes stay the same throughout, which is how they become warm; a core that
 * does not end a round, or not in time, is left out from then on.
 */
public final class ProgramBench implements AutoCloseable {
    private final ProgramConfig config;
    private final ProgramListener listener;
    private final Map<String, NodeGroup> groups = new LinkedHashMap<>();
    private final Map<String, CoreIdentification> cores = new LinkedHashMap<>();

    private ProgramBench(ProgramConfig config, ProgramListener listener) {
        this.config = config;
        this.listener = listener;
    }

    /**
     * Runs everything that {@code config} asks for.
     *
     * @param command how nodes are started
     * @throws ProgramFailedException if a node cannot be started
     */
    public static List<PointResult> run(ProgramConfig config, NodeCommand command, ProgramListener listener)
            throws IOException, InterruptedException {
        try (ProgramBench bench = new ProgramBench(config, listener)) {
            for (String core : config.cores()) {
                NodeGroup group = NodeGroup.start(config, core, command);
                bench.groups.put(core, group);
                bench.cores.put(core, group.core());
            }
            List<PointResult> results = new ArrayList<>();
            for (ProgramPoint point : config.points()) {
                results.add(bench.run(point));
            }
            return results;
        }
    }

    private PointResult run(ProgramPoint point) throws InterruptedException {
        Map<String, List<RoundResult>> rounds = new LinkedHashMap<>();
        config.cores().forEach(core -> rounds.put(core, new ArrayList<>()));
        for (String core : config.cores()) {
            NodeGroup group = groups.get(core);
            if (group != null && group.isCold()) {
                round(point, core, false, rounds);
            }
        }
        Map<String, Double> warmUpSeconds = new LinkedHashMap<>();
        double limit = config.warmUpLimit().toNanos() / 1e9;
        for (int round = 0; round < config.warmUpRounds(); round++) {
            for (String core : config.cores()) {
                if (warmUpSeconds.getOrDefault(core, 0.0) < limit) {
                    double seconds = round(point, core, false, rounds);
                    warmUpSeconds.merge(core, seconds, Double::sum);
                }
            }
        }
        for (int round = 0; round < config.rounds(); round++) {
            for (String core : config.cores()) {
                round(point, core, true, rounds);
            }
        }
        List<CoreResult> results = new ArrayList<>();
        rounds.forEach((core, done) -> results.add(new CoreResult(identification(core), done)));
        return new PointResult(point, results);
    }

    private CoreIdentification identification(String core) {
        CoreIdentification known = cores.get(core);
        if (known == null) {
            throw new IllegalStateException("core " + core + " was never started");
        }
        return known;
    }

    /** One round, unless the core is left out; returns what it took in seconds. */
    private double round(ProgramPoint point, String core, boolean measured, Map<String, List<RoundResult>> rounds)
            throws InterruptedException {
        NodeGroup group = groups.get(core);
        if (group == null) {
            return 0;
        }
        RoundResult result = group.run(point, measured);
        rounds.computeIfAbsent(core, name -> new ArrayList<>()).add(result);
        listener.round(point, core, result);
        if (result.outcome() != RoundResult.Outcome.COMPLETE) {
            groups.remove(core);
            group.kill();
        }
        return result.seconds();
    }

    @Override
    public void close() {
        groups.values().forEach(NodeGroup::close);
    }
}
