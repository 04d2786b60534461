package dev.espalier.bench.kills;

import dev.espalier.bench.resp.RespClient;
import dev.espalier.bench.resp.RespReply;
import dev.espalier.bench.resp.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A client that puts values that nobody else puts, some to keys that all share and some to keys of their own, and notes what
 * it was told. A connection is a session; it ends with its node.
 */
final class KillClient implements Runnable {
    /** How many keys all clients share. */
    static final int SHARED_KEYS = 8;

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(3);
    private static final long RETRY_MILLIS = 20;

    /** What was done, by which session, and what came of it. */
    record Operation(Kind kind, long session, long key, long value) {}

    /** What is known of an operation. */
    enum Kind {
        GET,
        PUT,
        /** A put without an answer. */
        PERHAPS
    }

    private final List<Target> targets;
    private final SplittableRandom random;
    private final AtomicLong numbers;
    private final long untilNanos;
    private final List<Operation> operations = new ArrayList<>();
    private final List<Long> ownKeys = new ArrayList<>();

    /**
     * @param numbers gives out sessions and values
     */
    KillClient(List<Target> targets, SplittableRandom random, AtomicLong numbers, long untilNanos) {
        this.targets = targets;
        this.random = random;
        this.numbers = numbers;
        this.untilNanos = untilNanos;
    }

    private boolean isOver() {
        return System.nanoTime() - untilNanos >= 0;
    }

    @Override
    public void run() {
        try {
            while (!isOver()) {
                try (RespClient client =
                        RespClient.connect(targets.get(random.nextInt(targets.size())), ANSWER_LIMIT)) {
                    session(client, numbers.incrementAndGet());
                } catch (IOException nodeIsGone) {
                    TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void session(RespClient client, long session) throws IOException {
        while (!isOver()) {
            int kind = random.nextInt(10);
            if (kind < 4) {
                long key = random.nextInt(SHARED_KEYS);
                if (client.call("GET", sharedKey(key)) instanceof RespReply.Bulk bulk) {
                    operations.add(new Operation(Kind.GET, session, key, Long.parseLong(bulk.text())));
                }
            } else {
                long value = numbers.incrementAndGet();
                boolean shared = kind < 7;
                long key = shared ? random.nextInt(SHARED_KEYS) : SHARED_KEYS + value;
                if (!put(client, session, key, value) || (!shared && !ownKeys.add(value))) {
                    return;
                }
            }
        }
    }

    /** Whether the node said that it is in. */
    private boolean put(RespClient client, long session, long key, long value) throws IOException {
        Kind kind = Kind.PERHAPS;
        try {
            RespReply reply =
                    client.call("SET", key < SHARED_KEYS ? sharedKey(key) : ownKey(value), Long.toString(value));
            kind = reply instanceof RespReply.Status ? Kind.PUT : Kind.PERHAPS;
        } finally {
            operations.add(new Operation(kind, session, key, value));
        }
        return kind == Kind.PUT;
    }

    static String sharedKey(long key) {
        return "shared:" + key;
    }

    /** A key that holds one value, put once. */
    static String ownKey(long value) {
        return "own:" + value;
    }

    /** In the order of each session. */
    List<Operation> operations() {
        return operations;
    }

    /** Values that nodes said are in, under keys of their own. */
    List<Long> ownKeys() {
        return ownKeys;
    }
}
