package dev.espalier.bench.generator;

import dev.espalier.bench.resp.RespClient;
import dev.espalier.bench.resp.RespReply;
import dev.espalier.bench.resp.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Where generators wait for each other that nobody can call: each puts a key into the store that it is about to load, and goes
 * when those of all are there. All ask the same server, so that none waits for replication.
 */
final class StartingLine {
    private static final String KEPT_SECONDS = "3600";
    private static final Duration REPLY_LIMIT = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 10;

    private StartingLine() {}

    /**
     * Waits for the other generators of {@code task}.
     *
     * @throws IOException saying how many are missing, if they have not all come within {@code limit}
     */
    static void await(GeneratorTask task, Duration limit) throws IOException, InterruptedException {
        Target server = task.share().targets().getFirst();
        String prefix = "espalier-bench:" + task.run() + ":ready:";
        List<String> look = new ArrayList<>(List.of("MGET"));
        for (int number = 0; number < task.count(); number++) {
            look.add(prefix + number);
        }
        long until = System.nanoTime() + limit.toNanos();
        try (RespClient client = RespClient.connect(server, REPLY_LIMIT)) {
            // It goes by itself, for the last one to see it cannot know that it is the last.
            RespReply put = client.call("SET", prefix + task.number(), "1", "EX", KEPT_SECONDS);
            if (!put.equals(new RespReply.Status("OK"))) {
                throw new IOException(server + " answered " + put + " when this generator told that it is ready");
            }
            while (true) {
                RespReply there = client.call(look.toArray(String[]::new));
                if (!(there instanceof RespReply.Many(List<RespReply> found))) {
                    throw new IOException(server + " answered " + there + " when this generator looked for the others");
                }
                long missing = found.stream()
                        .filter(reply -> reply instanceof RespReply.Null)
                        .count();
                if (missing == 0) {
                    return;
                }
                if (System.nanoTime() - until >= 0) {
                    throw new IOException(missing + " of " + task.count() + " generators were not ready within "
                            + limit.toSeconds() + " s");
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
    }
}
