package dev.espalier.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bench.check.CausalPlusChecker;
import dev.espalier.bench.check.Verdict;
import dev.espalier.bench.check.Violation;
import dev.espalier.bench.harness.FreePorts;
import dev.espalier.bench.history.HistoryRecorder;
import dev.espalier.bench.load.ConvergenceCheck;
import dev.espalier.bench.load.Extent;
import dev.espalier.bench.load.LoadConfig;
import dev.espalier.bench.load.LoadReport;
import dev.espalier.bench.load.LoadRun;
import dev.espalier.bench.load.ProgressListener;
import dev.espalier.bench.resp.Target;
import dev.espalier.core.Core;
import dev.espalier.core.StoreCore;
import dev.espalier.store.Node;
import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.cores.Cores;
import dev.espalier.store.cores.LoadedCore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Shows that a violation would be seen: the same nodes, network and load, once with the verified core, once with its
 * guard forced to true.
 */
final class MutantCoreTest {
    private static final int NODES = 3;

    @TempDir
    private Path directory;

    private record Outcome(Verdict verdict, boolean converged) {}

    @Test
    void theVerifiedCoreKeepsCausalPlusUnderReorderingAndDuplication() throws Exception {
        Outcome outcome = run(core -> core, Duration.ofMinutes(1));
        assertThat(outcome.verdict().details()).isEmpty();
        assertThat(outcome.verdict().passed()).isTrue();
        assertThat(outcome.converged()).isTrue();
    }

    @Test
    void theMutantIsCaughtWithTheOffendingOperations() throws Exception {
        Outcome outcome = run(core -> new MutantCore<>((Core<?, ?, ?, ?, ?>) core), Duration.ofMillis(1));
        assertThat(outcome.verdict().passed()).isFalse();
        assertThat(outcome.verdict().violations()).isPositive();
        assertThat(outcome.verdict().details())
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation.explanation()).isNotBlank())
                .flatExtracting(Violation::operations)
                .isNotEmpty();
    }

    /** @param patience how long the nodes may take to agree once the load is over */
    private Outcome run(UnaryOperator<StoreCore> change, Duration patience)
            throws NodeStartException, IOException, InterruptedException {
        LoadedCore core = Cores.load("vector-clock", false);
        List<Integer> ports = FreePorts.find("127.0.0.1", NODES);
        List<Node> nodes = new ArrayList<>();
        List<ReorderingNetwork> networks = new ArrayList<>();
        try {
            List<Target> targets = new ArrayList<>();
            for (int id = 1; id <= NODES; id++) {
                ReorderingNetwork network = new ReorderingNetwork(id);
                networks.add(network);
                Node node = Node.start(config(id, ports), change.apply(core.core()), core.identity(), network);
                nodes.add(node);
                targets.add(new Target("127.0.0.1", node.clientPort()));
            }
            return load(targets, patience);
        } finally {
            nodes.forEach(Node::close);
            networks.forEach(ReorderingNetwork::close);
        }
    }

    private static Outcome load(List<Target> targets, Duration patience) throws IOException, InterruptedException {
        LoadConfig load = LoadConfig.builder(targets)
                .connections(9)
                .pipeline(4)
                .putPercent(50)
                .keys(20)
                .valueBytes(32)
                .extent(new Extent.Operations(20_000))
                .warmUp(Duration.ZERO)
                .build();
        HistoryRecorder recorder = new HistoryRecorder();
        LoadReport report = LoadRun.run(load, ProgressListener.SILENT, recorder);
        assertThat(report.errors()).isEmpty();
        boolean converged =
                ConvergenceCheck.await(targets, report.keySpace(), patience).converged();
        return new Outcome(CausalPlusChecker.check(recorder.history()), converged);
    }

    private NodeConfig config(int id, List<Integer> ports) throws NodeStartException {
        List<String> peers = new ArrayList<>();
        for (int peer = 1; peer <= NODES; peer++) {
            if (peer != id) {
                peers.add(peer + "@127.0.0.1:" + ports.get(peer - 1));
            }
        }
        return NodeConfig.of(Map.of(
                "node-id", Integer.toString(id),
                "port", "0",
                "peer-port", ports.get(id - 1).toString(),
                "peers", String.join(",", peers),
                "data-dir", directory.resolve("node-" + id).toString()));
    }
}
