package dev.espalier.bench.program;

import dev.espalier.bench.program.ControlledNode.Event;
import dev.espalier.bench.program.RoundResult.Outcome;
import dev.espalier.bench.program.RoundResult.Phase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The processes that run one core, round after round. While another core has its turn they sleep. */
final class NodeGroup implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long START_LIMIT_NANOS = TimeUnit.MINUTES.toNanos(3);
    private static final long STEP_LIMIT_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final long STUCK_MILLIS = 1_000;

    private final ProgramConfig config;
    private final List<ControlledNode> nodes = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final CoreIdentification core;
    private int roundsRun;

    private NodeGroup(ProgramConfig config, String name, NodeCommand command) throws IOException, InterruptedException {
        this.config = config;
        try {
            for (int node = 1; node <= config.nodes(); node++) {
                nodes.add(ControlledNode.start(
                        "node " + node + " of core " + name,
                        command.of(node, config.nodes(), name),
                        config.directory().resolve(name + "-" + node + ".log")));
            }
            long until = System.nanoTime() + START_LIMIT_NANOS;
            @Nullable CoreIdentification said = null;
            for (ControlledNode node : nodes) {
                JsonNode ready = node.require("ready", until);
                ports.add(ready.path("port").asInt());
                said = new CoreIdentification(
                        ready.path("core").asString(),
                        ready.path("specification").asString(),
                        ready.path("hash").asString(),
                        ready.path("verified").asBoolean());
            }
            if (said == null) {
                throw new ProgramFailedException("there are no nodes");
            }
            core = said;
        } catch (IOException | InterruptedException | RuntimeException e) {
            kill();
            throw e;
        }
    }

    /** Starts the processes and waits until they are ready. */
    static NodeGroup start(ProgramConfig config, String core, NodeCommand command)
            throws IOException, InterruptedException {
        return new NodeGroup(config, core, command);
    }

    CoreIdentification core() {
        return core;
    }

    /** Whether the processes have not run anything yet. */
    boolean isCold() {
        return roundsRun == 0;
    }

    /** Runs the program once, on replicas in their beginning. After a round that does not end the group is of no use. */
    RoundResult run(ProgramPoint point, boolean measured) throws InterruptedException {
        Phase phase = isCold() ? Phase.COLD : measured ? Phase.MEASURED : Phase.WARMING;
        roundsRun++;
        try {
            return run(point, phase);
        } catch (NodeOutOfMemoryException e) {
            return RoundResult.outOfMemory(phase, operations(point), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return RoundResult.failed(phase, operations(point), String.valueOf(e.getMessage()));
        }
    }

    private RoundResult run(ProgramPoint point, Phase phase) throws IOException, InterruptedException {
        long puts = prepare(point);
        connect();
        ObjectNode start = command("start").put("putsExpected", puts);
        long started = System.nanoTime();
        for (ControlledNode node : nodes) {
            node.send(start);
        }
        long limit = started + config.roundLimit().toNanos();
        long last = started;
        List<Double> seconds = new ArrayList<>();
        for (ControlledNode node : nodes) {
            Event applied = node.await("applied", limit);
            if (applied == null) {
                return unfinished(phase, point, puts);
            }
            last = Math.max(last, applied.nanos());
            seconds.add(applied.content().path("nanos").asLong() / 1e9);
        }
        return new RoundResult(
                phase, Outcome.COMPLETE, (last - started) / 1e9, operations(point), puts, report(seconds), "");
    }

    private long operations(ProgramPoint point) {
        return (long) point.operations() * nodes.size();
    }

    private long prepare(ProgramPoint point) throws IOException, InterruptedException {
        for (int i = 0; i < nodes.size(); i++) {
            ObjectNode command = command("prepare");
            command.putObject("settings")
                    .put("round", roundsRun)
                    .put("seed", config.seed())
                    .put("operations", point.operations())
                    .put("keys", point.keys())
                    .put("putPercent", point.putPercent())
                    .put("slice", config.slice())
                    .put("durability", config.durability())
                    .put(
                            "directory",
                            config.directory()
                                    .resolve(core.name() + "-" + (i + 1) + "-data")
                                    .toString());
            nodes.get(i).send(command);
        }
        long until = System.nanoTime() + STEP_LIMIT_NANOS;
        long puts = 0;
        for (ControlledNode node : nodes) {
            puts += node.require("prepared", until).path("puts").asLong();
        }
        return puts;
    }

    private void connect() throws IOException, InterruptedException {
        for (int i = 0; i < nodes.size(); i++) {
            ObjectNode command = command("connect");
            ArrayNode peers = command.putArray("peers");
            for (int other = 0; other < nodes.size(); other++) {
                if (other != i) {
                    peers.addObject()
                            .put("id", other + 1)
                            .put("host", "127.0.0.1")
                            .put("port", ports.get(other));
                }
            }
            nodes.get(i).send(command);
        }
        long until = System.nanoTime() + STEP_LIMIT_NANOS;
        for (ControlledNode node : nodes) {
            node.require("connected", until);
        }
    }

    private List<NodeFigures> report(List<Double> seconds) throws IOException, InterruptedException {
        List<NodeFigures> figures = new ArrayList<>();
        for (ControlledNode node : nodes) {
            node.send(command("report"));
        }
        long until = System.nanoTime() + STEP_LIMIT_NANOS;
        for (int i = 0; i < nodes.size(); i++) {
            JsonNode report = nodes.get(i).require("report", until);
            figures.add(new NodeFigures(
                    seconds.get(i),
                    report.path("cpuNanos").asLong() / 1e9,
                    report.path("ownPuts").asLong(),
                    report.path("putsApplied").asLong(),
                    report.path("putsPending").asLong(),
                    report.path("gets").asLong(),
                    report.path("getsThatWaited").asLong(),
                    report.path("payloadBytes").asLong(),
                    report.path("digest").asString()));
        }
        return figures;
    }

    /** The limit is reached: does anything move still? */
    private RoundResult unfinished(Phase phase, ProgramPoint point, long puts)
            throws IOException, InterruptedException {
        List<NodeFigures> before = progress();
        TimeUnit.MILLISECONDS.sleep(STUCK_MILLIS);
        List<NodeFigures> after = progress();
        Outcome outcome = before.equals(after) ? Outcome.STUCK : Outcome.OUT_OF_TIME;
        return new RoundResult(phase, outcome, config.roundLimit().toNanos() / 1e9, operations(point), puts, after, "");
    }

    private List<NodeFigures> progress() throws IOException, InterruptedException {
        for (ControlledNode node : nodes) {
            node.send(command("progress"));
        }
        long until = System.nanoTime() + STEP_LIMIT_NANOS;
        List<NodeFigures> figures = new ArrayList<>();
        for (ControlledNode node : nodes) {
            JsonNode progress = node.require("progress", until);
            figures.add(new NodeFigures(
                    0,
                    0,
                    progress.path("ownPuts").asLong(),
                    progress.path("putsApplied").asLong(),
                    progress.path("putsPending").asLong(),
                    progress.path("gets").asLong(),
                    0,
                    0,
                    ""));
        }
        return figures;
    }

    private static ObjectNode command(String what) {
        return JSON.createObjectNode().put("do", what);
    }

    /** Ends the processes at once. */
    void kill() {
        nodes.forEach(ControlledNode::kill);
    }

    @Override
    public void close() {
        nodes.forEach(ControlledNode::close);
    }
}
