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
 * every server has everything, so that no round runs in the wake of another. When the time is up it ends with the rounds that
 * are whole.
 */
public final class Versus {
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(120);
    private static final Duration SETTLE_LEAST = Duration.ofSeconds(1);
    /** How much longer than the servers may take we wait for their answer. */
    private static final Duration ANSWER_GRACE = Duration.ofSeconds(5);

    private static final double NANOS = 1e9;

    private final Map<Integer, Sides> sides;
    private final LoadConfig base;
    private final ProgressListener load;
    private final VersusListener listener;
    private final Duration limit;
    private final long startNanos = System.nanoTime();

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
     * @param load is told how each load gets on
     * @param limit how long all of it may take from now on; a turn that has begun is ended
     */
    public Versus(
            Map<Integer, Sides> sides,
            LoadConfig base,
            ProgressListener load,
            VersusListener listener,
            Duration limit) {
        this.sides = Map.copyOf(sides);
        this.base = base;
        this.load = load;
        this.listener = listener;
        this.limit = limit;
    }

    /**
     * Runs {@code rounds} of all {@code contests}, or as many as there is time for.
     *
     * @return of each contest, the whole rounds: as many as asked for, or fewer when the time was up
     * @throws IOException if a server cannot be reached, answers with an error, or does not come to rest, or if the time
     *     is up before one round is whole
     */
    public List<ContestResult> run(List<Contest> contests, int rounds) throws IOException, InterruptedException {
        List<List<Round>> redis = new ArrayList<>();
        List<List<Round>> ours = new ArrayList<>();
        contests.forEach(contest -> {
            redis.add(new ArrayList<>());
            ours.add(new ArrayList<>());
        });
        int whole = 0;
        for (int round = 1; round <= rounds; round++) {
            for (int i = 0; i < contests.size(); i++) {
                Contest contest = contests.get(i);
                if (timeIsUp()) {
                    if (whole == 0) {
                        throw new IOException("within " + limit.toSeconds()
                                + " s not one round was whole; it had come to " + contest.title()
                                + ". Allow it longer, or make rounds shorter or contests fewer");
                    }
                    return results(contests, redis, ours, whole);
                }
                Sides of = sidesOf(contest);
                if (round % 2 == 1) {
                    redis.get(i).add(turn(round, contest, "Redis", of.redis(), 1));
                    ours.get(i)
                            .add(turn(
                                    round,
                                    contest,
                                    "store",
                                    of.ours(),
                                    of.ours().size()));
                } else {
                    ours.get(i)
                            .add(turn(
                                    round,
                                    contest,
                                    "store",
                                    of.ours(),
                                    of.ours().size()));
                    redis.get(i).add(turn(round, contest, "Redis", of.redis(), 1));
                }
            }
            whole = round;
            listener.roundOver(round);
        }
        return results(contests, redis, ours, whole);
    }

    /** The first {@code whole} rounds; of one that was cut short some contests would have more than others. */
    private static List<ContestResult> results(
            List<Contest> contests, List<List<Round>> redis, List<List<Round>> ours, int whole) {
        List<ContestResult> results = new ArrayList<>();
        for (int i = 0; i < contests.size(); i++) {
            List<Round> theirs = redis.get(i).subList(0, whole);
            List<Round> own = ours.get(i).subList(0, whole);
            results.add(new ContestResult(
                    contests.get(i),
                    theirs.stream().map(Round::operationsPerSecond).toList(),
                    own.stream().map(Round::operationsPerSecond).toList(),
                    theirs.stream().map(Round::lagSeconds).toList(),
                    own.stream().map(Round::lagSeconds).toList()));
        }
        return results;
    }

    private boolean timeIsUp() {
        return left().isNegative();
    }

    private Duration left() {
        return limit.minusNanos(System.nanoTime() - startNanos);
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
    private Round turn(int round, Contest contest, String side, List<Target> servers, int writable)
            throws IOException, InterruptedException {
        listener.turn(round, contest, side);
        List<Target> loaded = contest.puts() ? servers.subList(0, writable) : servers;
        LoadConfig config = config(loaded)
                .pipeline(contest.pipeline())
                .putPercent(contest.puts() ? 100 : 0)
                .extent(base.extent())
                .warmUp(base.warmUp())
                .build();
        LoadReport report = LoadRun.run(config, load, null);
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
        var _ = LoadRun.run(config, load, null);
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
    private double settle(List<Target> servers, int writable) throws IOException {
        long start = System.nanoTime();
        int others = servers.size() - 1;
        for (Target server : servers.subList(0, writable)) {
            Duration patience = patience();
            try (RespClient client = RespClient.connect(server, patience.plus(ANSWER_GRACE))) {
                RespReply put = client.call("SET", "versus:settled", Long.toString(start));
                RespReply held = client.call("WAIT", Integer.toString(others), Long.toString(patience.toMillis()));
                if (!put.equals(new RespReply.Status("OK"))
                        || !(held instanceof RespReply.IntegerNumber(long count))
                        || count < others) {
                    throw new IOException(server + " answered SET with " + put + " and WAIT " + others + " with " + held
                            + ": its other servers do not hold what it took within " + patience.toSeconds() + " s");
                }
            }
        }
        return (System.nanoTime() - start) / NANOS;
    }

    private Duration patience() {
        Duration left = left();
        if (left.compareTo(SETTLE_LIMIT) > 0) {
            return SETTLE_LIMIT;
        }
        return left.compareTo(SETTLE_LEAST) < 0 ? SETTLE_LEAST : left;
    }
}
