package dev.espalier.bench.kills;

import dev.espalier.bench.check.CausalPlusChecker;
import dev.espalier.bench.check.Verdict;
import dev.espalier.bench.harness.FaultNetwork;
import dev.espalier.bench.harness.FaultProxy;
import dev.espalier.bench.harness.LocalCluster;
import dev.espalier.bench.history.History;
import dev.espalier.bench.history.HistoryBuilder;
import dev.espalier.bench.kills.KillClient.Kind;
import dev.espalier.bench.kills.KillClient.Operation;
import dev.espalier.bench.resp.RespClient;
import dev.espalier.bench.resp.RespReply;
import dev.espalier.bench.resp.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Kills nodes of a cluster with SIGKILL and breaks its links, round after round, while clients put and get. After each round
 * every put that a node said is in must be at every node, and all nodes must hold the same; at the end what all sessions saw
 * must be causal+. The nodes are to make each put durable before they answer (level {@code always}).
 */
public final class KillCampaign {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final int MGET_KEYS = 500;
    private static final long PAUSE_MILLIS = 50;
    private static final int EXAMPLES = 5;

    private final LocalCluster cluster;
    private final FaultNetwork network;
    private final KillSettings settings;
    private final Consumer<String> progress;
    private final SplittableRandom random;
    private final AtomicLong numbers = new AtomicLong();
    private final List<Operation> operations = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private int kills;
    private int networkFaults;

    private KillCampaign(LocalCluster cluster, FaultNetwork network, KillSettings settings, Consumer<String> progress) {
        this.cluster = cluster;
        this.network = network;
        this.settings = settings;
        this.progress = progress;
        this.random = new SplittableRandom(settings.seed());
    }

    /**
     * Runs the rounds; ends with the first that shows a violation.
     *
     * @param network has the links of {@code cluster}
     * @param progress is told of each round in a line
     * @throws IOException if a node cannot be started again, or does not answer when all is well
     */
    public static KillReport run(
            LocalCluster cluster, FaultNetwork network, KillSettings settings, Consumer<String> progress)
            throws IOException, InterruptedException {
        return new KillCampaign(cluster, network, settings, progress).run();
    }

    private KillReport run() throws IOException, InterruptedException {
        long started = System.nanoTime();
        int rounds = 0;
        while (rounds < settings.rounds() && violations.isEmpty()) {
            round(++rounds);
        }
        checkHistory();
        return new KillReport(
                rounds,
                kills,
                networkFaults,
                count(Kind.GET) + count(Kind.PUT),
                count(Kind.PUT),
                count(Kind.PERHAPS),
                (System.nanoTime() - started) / 1e9,
                violations);
    }

    private long count(Kind kind) {
        return operations.stream().filter(operation -> operation.kind() == kind).count();
    }

    private void round(int number) throws IOException, InterruptedException {
        List<KillClient> clients = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        long loadNanos = settings.loadTime().toNanos();
        long until = System.nanoTime() + loadNanos;
        for (int i = 0; i < settings.clients(); i++) {
            KillClient client = new KillClient(cluster.targets(), random.split(), numbers, until);
            clients.add(client);
            threads.add(Thread.ofVirtual().start(client));
        }
        sleep(random.nextLong(loadNanos / 4));
        String fault = breakLinks();
        sleep(random.nextLong(loadNanos / 4));
        Set<Integer> killed = kill();
        sleep(random.nextLong(loadNanos / 4));
        network.heal();
        for (int node : killed) {
            cluster.restart(node, START_LIMIT);
        }
        List<Long> acknowledged = new ArrayList<>();
        for (int i = 0; i < clients.size(); i++) {
            threads.get(i).join();
            operations.addAll(clients.get(i).operations());
            acknowledged.addAll(clients.get(i).ownKeys());
        }
        long waited = awaitAgreement(number, acknowledged);
        progress.accept("round " + number + ": " + fault + ", killed " + killed + ", " + acknowledged.size()
                + " puts to keys of their own, equal after " + waited + " ms");
    }

    private static void sleep(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos);
    }

    private String breakLinks() {
        int nodes = cluster.nodes().size();
        Set<Integer> side = Set.of(1 + random.nextInt(nodes));
        int kind = random.nextInt(5);
        networkFaults += kind == 0 ? 0 : 1;
        switch (kind) {
            case 1 -> network.partition(side);
            case 2 -> network.silence(side);
            case 3 -> network.crossing(side, proxy -> proxy.delay(Duration.ofMillis(1), Duration.ofMillis(60)));
            case 4 -> network.crossing(side, FaultProxy::dropConnections);
            default -> {
                return "links whole";
            }
        }
        return List.of("cut off", "silenced", "delayed", "connections dropped").get(kind - 1) + " " + side;
    }

    /** One node, and in some rounds another one too. */
    private Set<Integer> kill() throws InterruptedException {
        Set<Integer> killed = new HashSet<>();
        int nodes = cluster.nodes().size();
        for (int left = random.nextInt(4) == 0 ? 2 : 1; left > 0; left--) {
            int node = 1 + random.nextInt(nodes);
            if (killed.add(node)) {
                cluster.kill(node);
                kills++;
            }
        }
        return killed;
    }

    /** Waits until all nodes hold what was acknowledged and the same of the shared keys; gives the milliseconds it took. */
    private long awaitAgreement(int round, List<Long> acknowledged) throws IOException, InterruptedException {
        long started = System.nanoTime();
        while (true) {
            List<String> missing = missing(acknowledged);
            long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
            if (missing.isEmpty()) {
                return waited;
            }
            if (waited > settings.converging().toMillis()) {
                missing.stream()
                        .limit(EXAMPLES)
                        .forEach(what -> violations.add("round " + round + ", after " + waited + " ms: " + what));
                return waited;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private List<String> missing(List<Long> acknowledged) throws IOException {
        List<String> missing = new ArrayList<>();
        List<List<Operation>> reads = new ArrayList<>();
        for (Target target : cluster.targets()) {
            long session = numbers.incrementAndGet();
            List<Operation> read = new ArrayList<>();
            try (RespClient client = RespClient.connect(target, ANSWER_LIMIT)) {
                for (int from = 0; from < acknowledged.size(); from += MGET_KEYS) {
                    List<Long> some = acknowledged.subList(from, Math.min(acknowledged.size(), from + MGET_KEYS));
                    compare(target, some, ask(client, some.stream().map(KillClient::ownKey).toList()), missing);
                }
                List<String> shared = new ArrayList<>();
                for (long key = 0; key < KillClient.SHARED_KEYS; key++) {
                    shared.add(KillClient.sharedKey(key));
                }
                List<RespReply> held = ask(client, shared);
                for (int key = 0; key < held.size(); key++) {
                    if (held.get(key) instanceof RespReply.Bulk bulk) {
                        read.add(new Operation(Kind.GET, session, key, Long.parseLong(bulk.text())));
                    }
                }
            }
            reads.add(read);
        }
        List<Operation> first = reads.getFirst();
        for (int node = 1; node < reads.size(); node++) {
            if (!values(reads.get(node)).equals(values(first))) {
                missing.add("nodes 1 and " + (node + 1) + " hold different values of the shared keys: "
                        + values(first) + " and " + values(reads.get(node)));
            }
        }
        if (missing.isEmpty()) {
            reads.forEach(operations::addAll);
        }
        return missing;
    }

    private static List<Long> values(List<Operation> reads) {
        return reads.stream().map(Operation::value).toList();
    }

    private static void compare(Target target, List<Long> expected, List<RespReply> found, List<String> missing) {
        for (int i = 0; i < expected.size(); i++) {
            if (!(found.get(i) instanceof RespReply.Bulk bulk)
                    || !bulk.text().equals(Long.toString(expected.get(i)))) {
                missing.add(target + " holds " + found.get(i) + " under key " + KillClient.ownKey(expected.get(i))
                        + ", to which " + expected.get(i) + " was put and acknowledged");
            }
        }
    }

    private static List<RespReply> ask(RespClient client, List<String> keys) throws IOException {
        List<String> command = new ArrayList<>(List.of("MGET"));
        command.addAll(keys);
        RespReply reply = client.call(command.toArray(new String[0]));
        if (!(reply instanceof RespReply.Many(List<RespReply> elements))) {
            throw new IOException("MGET was answered with " + reply + " when faults were over; see the nodes' logs");
        }
        return elements;
    }

    private void checkHistory() {
        Set<Long> seen = new HashSet<>();
        operations.stream().filter(operation -> operation.kind() == Kind.GET).forEach(get -> seen.add(get.value()));
        HistoryBuilder history = History.builder();
        for (Operation operation : operations) {
            if (operation.kind() == Kind.GET) {
                history.read(operation.session(), operation.key(), operation.value());
            } else if (operation.kind() == Kind.PUT || seen.contains(operation.value())) {
                history.write(operation.session(), operation.key(), operation.value());
            }
        }
        Verdict verdict = CausalPlusChecker.check(history.build(), EXAMPLES);
        verdict.details().forEach(violation -> violations.add("not causal+: " + violation.explanation()));
    }
}
