package dev.espalier.bench.versus;

import dev.espalier.bench.load.Extent;
import dev.espalier.bench.load.LoadConfig;
import dev.espalier.bench.load.LoadReport;
import dev.espalier.bench.load.LoadRun;
import dev.espalier.bench.load.ProgressListener;
import dev.espalier.bench.resp.RespClient;
import dev.espalier.bench.resp.RespReply;
import dev.espalier.bench.resp.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Gives Redis and the store the same loads in turn, the order changing from round to round. Puts go to every server that
 * takes them: of Redis the primary, of the store all. Gets go to all servers of either. After each round both wait until
 * every server has everything, so that no round runs in the wake of another.
 */
public final class Versus {
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(120);
    private static final double NANOS = 1e9;

    private final Map<Integer, Sides> sides;
    private final LoadConfig base;
    private final ProgressListener listener;

    /**
     * Both sides with the same number of nodes.
     *
     * @param redis the primary first
     * @param ours all nodes of the store
     */
    public record Sides(List<Target> redis, List<Target> ours) {
        public Sides {
            redis = List.copyOf(redis);
            ours = List.copyOf(ours);
        }
    }

    private record Round(double operationsPerSecond, double lagSeconds) {}

    /**
     * A contest-to-be.
     *
     * @param sides by number of nodes
     * @param base the load; its mix, targets and pipeline are each contest's
     */
    public Versus(Map<Integer, Sides> sides, LoadConfig base, ProgressListener listener) {
        this.sides = Map.copyOf(sides);
        this.base = base;
        this.listener = listener;
    }

    /**
     * Runs {@code rounds} of all {@code contests}.
     *
     * @throws IOException if a server cannot be reached, answers with an error, or does not come to rest
     */
    public List<ContestResult> run(List<Contest> contests, int rounds) throws IOException, InterruptedException {
        List<List<Round>> redis = new ArrayList<>();
        List<List<Round>> ours = new ArrayList<>();
        contests.forEach(contest -> {
            redis.add(new ArrayList<>());
            ours.add(new ArrayList<>());
        });
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < contests.size(); i++) {
                Contest contest = contests.get(i);
                Sides of = sidesOf(contest);
                if (round % 2 == 0) {
                    redis.get(i).add(round(contest, of.redis(), 1));
                    ours.get(i).add(round(contest, of.ours(), of.ours().size()));
                } else {
                    ours.get(i).add(round(contest, of.ours(), of.ours().size()));
                    redis.get(i).add(round(contest, of.redis(), 1));
                }
            }
        }
        List<ContestResult> results = new ArrayList<>();
        for (int i = 0; i < contests.size(); i++) {
            results.add(new ContestResult(
                    contests.get(i),
                    redis.get(i).stream().map(Round::operationsPerSecond).toList(),
                    ours.get(i).stream().map(Round::operationsPerSecond).toList(),
                    redis.get(i).stream().map(Round::lagSeconds).toList(),
                    ours.get(i).stream().map(Round::lagSeconds).toList()));
        }
        return results;
    }

    private Sides sidesOf(Contest contest) {
        Sides found = sides.get(contest.nodes());
        if (found == null) {
            throw new IllegalArgumentException("no servers were given for " + contest.title());
        }
        return found;
    }

    /**
     * One side's turn.
     *
     * @param writable how many of the servers, from the first, take puts
     */
    private Round round(Contest contest, List<Target> servers, int writable) throws IOException, InterruptedException {
        List<Target> loaded = contest.puts() ? servers.subList(0, writable) : servers;
        LoadConfig config = config(loaded)
                .pipeline(contest.pipeline())
                .putPercent(contest.puts() ? 100 : 0)
                .extent(base.extent())
                .warmUp(base.warmUp())
                .build();
        LoadReport report = LoadRun.run(config, listener, null);
        if (!report.errors().isEmpty()) {
            throw new IOException(contest.title() + " failed at " + loaded + ": "
                    + report.errors().getFirst().firstMessage());
        }
        return new Round(report.operationsPerSecond(), settle(servers, writable));
    }

    /** Puts every key once and waits until all servers of either side have them. */
    public void fill() throws IOException, InterruptedException {
        for (Sides of : sides.values()) {
            fill(of.redis(), 1);
            fill(of.ours(), of.ours().size());
        }
    }

    private void fill(List<Target> servers, int writable) throws IOException, InterruptedException {
        LoadConfig config = config(servers.subList(0, 1))
                .preload(true)
                .extent(new Extent.Operations(1))
                .warmUp(Duration.ZERO)
                .build();
        var _ = LoadRun.run(config, listener, null);
        var _ = settle(servers, writable);
    }

    private LoadConfig.Builder config(List<Target> loaded) {
        return LoadConfig.builder(loaded)
                .connections(base.connections())
                .keys(base.keys())
                .valueSizes(base.valueSizes())
                .threads(base.threads())
                .seed(base.seed());
    }

    /** Waits until every server has what the others took; returns how long that was. Links keep the order of puts. */
    private static double settle(List<Target> servers, int writable) throws IOException {
        long start = System.nanoTime();
        int others = servers.size() - 1;
        for (Target server : servers.subList(0, writable)) {
            try (RespClient client = RespClient.connect(server, SETTLE_LIMIT.plusSeconds(5))) {
                RespReply put = client.call("SET", "versus:settled", Long.toString(start));
                RespReply held = client.call("WAIT", Integer.toString(others), Long.toString(SETTLE_LIMIT.toMillis()));
                if (!put.equals(new RespReply.Status("OK"))
                        || !(held instanceof RespReply.IntegerNumber(long count))
                        || count < others) {
                    throw new IOException(server + " answered SET with " + put + " and WAIT " + others + " with " + held
                            + ": its other servers do not hold what it took");
                }
            }
        }
        return (System.nanoTime() - start) / NANOS;
    }
}
