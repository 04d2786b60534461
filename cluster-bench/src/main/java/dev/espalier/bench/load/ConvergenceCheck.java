package dev.espalier.bench.load;

import dev.espalier.bench.load.ConvergenceReport.DifferingKey;
import dev.espalier.bench.resp.RespClient;
import dev.espalier.bench.resp.RespReply;
import dev.espalier.bench.resp.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * After a load: waits until all targets answer alike for every key. Only to be used when nobody puts any more. The
 * targets are asked one after another, so agreement is what was seen in one pass, not a snapshot.
 */
public final class ConvergenceCheck {
    private static final int BATCH = 512;
    private static final int EXAMPLES = 10;
    private static final int ANSWER_CHARACTERS_SHOWN = 48;
    private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS_MAX = 200;

    /** However long the answers go on changing, it ends after so many times the patience: nobody puts any more. */
    private static final int PATIENCE_TIMES_MAX = 10;

    private final KeySpace keySpace;
    private final List<RespClient> clients;
    private final List<Target> targets;

    private ConvergenceCheck(KeySpace keySpace, List<Target> targets, List<RespClient> clients) {
        this.keySpace = keySpace;
        this.targets = targets;
        this.clients = clients;
    }

    /**
     * Compares until all agree, or no answer has changed for so long as {@code patience}: a replica that has millions of puts to
     * catch up with is not one that has lost some.
     *
     * @param keySpace the run's keys, from {@link LoadReport#keySpace}
     * @throws IOException if a target cannot be reached or does not answer MGET
     */
    public static ConvergenceReport await(List<Target> targets, KeySpace keySpace, Duration patience)
            throws IOException, InterruptedException {
        List<RespClient> clients = new ArrayList<>();
        try {
            for (Target target : targets) {
                clients.add(RespClient.connect(target, REPLY_TIMEOUT));
            }
            return new ConvergenceCheck(keySpace, List.copyOf(targets), clients).await(patience);
        } finally {
            for (RespClient client : clients) {
                client.close();
            }
        }
    }

    private ConvergenceReport await(Duration patience) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long changed = start;
        int answersBefore = 0;
        int[] all = IntStream.range(0, keySpace.count()).toArray();
        int[] open = all;
        long pause = 1;
        while (true) {
            boolean whole = open.length == all.length;
            Pass pass = compare(open);
            int[] differing = pass.differing;
            if (differing.length == 0 && whole) {
                return report(true, pass, start);
            }
            if (differing.length > 0) {
                long now = System.nanoTime();
                changed = pass.answers == answersBefore ? changed : now;
                answersBefore = pass.answers;
                if (now - changed >= patience.toNanos() || now - start >= PATIENCE_TIMES_MAX * patience.toNanos()) {
                    return report(false, pass, start);
                }
                TimeUnit.MILLISECONDS.sleep(pause);
                pause = Math.min(PAUSE_MILLIS_MAX, 2 * pause);
            }
            // Once the keys that differed agree, all are compared again, for one may have changed meanwhile.
            open = differing.length == 0 ? all : differing;
        }
    }

    private ConvergenceReport report(boolean converged, Pass pass, long start) {
        return new ConvergenceReport(
                converged,
                keySpace.count(),
                pass.differing.length,
                pass.examples,
                Duration.ofNanos(System.nanoTime() - start));
    }

    /**
     * What one pass found.
     *
     * @param differing the keys whose answers differ
     * @param answers a hash of those answers
     * @param examples the first of them in words
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Pass(int[] differing, int answers, List<DifferingKey> examples) {}

    private Pass compare(int[] keys) throws IOException {
        IntStream.Builder found = IntStream.builder();
        List<DifferingKey> examples = new ArrayList<>();
        int hash = 1;
        for (int from = 0; from < keys.length; from += BATCH) {
            int to = Math.min(keys.length, from + BATCH);
            List<List<RespReply>> answers = ask(keys, from, to);
            for (int i = from; i < to; i++) {
                int place = i - from;
                RespReply first = answers.getFirst().get(place);
                if (!answers.stream().allMatch(of -> of.get(place).equals(first))) {
                    found.add(keys[i]);
                    for (List<RespReply> of : answers) {
                        hash = 31 * hash + of.get(place).hashCode();
                    }
                    if (examples.size() < EXAMPLES) {
                        examples.add(example(keys[i], answers, place));
                    }
                }
            }
        }
        return new Pass(found.build().toArray(), hash, examples);
    }

    private List<List<RespReply>> ask(int[] keys, int from, int to) throws IOException {
        List<byte[]> request = new ArrayList<>(to - from + 1);
        request.add("MGET".getBytes(StandardCharsets.US_ASCII));
        for (int i = from; i < to; i++) {
            request.add(keySpace.name(keys[i]));
        }
        List<List<RespReply>> answers = new ArrayList<>();
        for (int target = 0; target < clients.size(); target++) {
            RespReply reply = clients.get(target).call(request);
            if (!(reply instanceof RespReply.Many(List<RespReply> elements)) || elements.size() != to - from) {
                throw new IOException(targets.get(target) + " answered MGET of " + (to - from) + " keys with "
                        + shortened(reply.toString()) + "; replicas can only be compared through MGET");
            }
            answers.add(elements);
        }
        return answers;
    }

    private DifferingKey example(int key, List<List<RespReply>> answers, int place) {
        return new DifferingKey(
                new String(keySpace.name(key), StandardCharsets.US_ASCII),
                answers.stream().map(of -> shortened(of.get(place).toString())).toList());
    }

    private static String shortened(String text) {
        return text.length() <= ANSWER_CHARACTERS_SHOWN ? text : text.substring(0, ANSWER_CHARACTERS_SHOWN) + "...";
    }
}
