package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.command.CommandSpec.KeyPositions;
import dev.espalier.store.keyspace.NumberedKeys;
import dev.espalier.store.keyspace.StoredValue;
import dev.espalier.store.resp.ReplyWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** DEBUG: what tests that were made for Redis ask for. */
public final class DebugCommands {
    private static final Logger log = LoggerFactory.getLogger(DebugCommands.class);
    private static final long SLEEP_MILLIS_MAX = 60_000;
    private static final int POPULATED_MAX = 100_000;

    private final Keys keys;
    private final LiveSettings settings;
    private final SlowLog slowLog;
    private final LatencyEvents latency;
    private final int valueBytesMax;

    /**
     * @param valueBytesMax longest value in bytes
     */
    DebugCommands(Keys keys, LiveSettings settings, SlowLog slowLog, LatencyEvents latency, int valueBytesMax) {
        this.keys = keys;
        this.settings = settings;
        this.slowLog = slowLog;
        this.latency = latency;
        this.valueBytesMax = valueBytesMax;
    }

    /** Adds these commands to {@code table}. */
    void addTo(CommandTable table) {
        table.add(named("debug", -2)
                .flags("admin", "noscript", "loading", "stale")
                .summary("What tests of Redis ask for.")
                .sub(
                        "sleep",
                        named("debug|sleep", 3)
                                .flags("admin", "noscript", "loading", "stale")
                                .syntax("seconds")
                                .summary("Answer after so many seconds; other connections go on.")
                                .runs(this::sleep))
                .sub(
                        "set-active-expire",
                        3,
                        "0 | 1",
                        "Choose whether expired keys are dropped before anyone asks for them.",
                        (session, arguments, reply) -> {
                            settings.dropsExpired(Arguments.integer(arguments.get(2)) != 0);
                            reply.ok();
                        })
                .sub(
                        "object",
                        named("debug|object", 3)
                                .keys(KeyPositions.SECOND, "RO")
                                .flags("admin", "noscript", "loading", "stale")
                                .syntax("key")
                                .summary("Tell how Redis would keep a value, and its length in the image of DUMP.")
                                .answers(this::describe))
                .sub(
                        "reload",
                        -2,
                        "[MERGE] [NOFLUSH] [NOSAVE]",
                        "Accepted: a put is in the log before it is answered, and nothing is kept that a reload would lose.",
                        (session, arguments, reply) -> reply.ok())
                .sub("loadaof", 2, "", "Accepted, for the same reason.", (session, arguments, reply) -> reply.ok())
                .sub(
                        "populate",
                        -3,
                        "count [prefix [size]]",
                        "Set keys that do not exist, prefix:0 and so on, to values that tell their number.",
                        this::populate,
                        "write")
                .sub(
                        "digest",
                        2,
                        "",
                        "Tell what is the same wherever the same keys hold the same.",
                        (session, arguments, reply) -> reply.simple(digest()))
                .sub("digest-value", -2, "key [key ...]", "Tell the same of values.", this::digestValues)
                .sub("protocol", 3, "type", "Reply with a value of the type.", this::reply)
                .sub("log", 3, "message", "Write to the log.", (session, arguments, reply) -> {
                    log.info("DEBUG LOG: {}", Arguments.shown(arguments.get(2)).replaceAll("\\p{Cntrl}", " "));
                    reply.ok();
                })
                .container());
    }

    /** Waits for nothing that could come, so the wait ends by its limit, and that is the answer. */
    private Outcome sleep(Session session, List<Bytes> arguments, ReplyWriter reply) {
        long millis = millis(arguments.get(2));
        if (millis > 0) {
            long began = System.nanoTime();
            return new Outcome.Wait(false, () -> false, millis, to -> {
                long slept = System.nanoTime() - began;
                slowLog.slept(session, arguments, slept);
                latency.took("command", slept);
                to.ok();
            });
        }
        reply.ok();
        return Outcome.DONE;
    }

    private static long millis(Bytes seconds) {
        String text = Arguments.latin(seconds);
        if (!text.matches("[0-9]{0,9}\\.?[0-9]{0,9}") || text.isEmpty() || text.equals(".")) {
            throw new CommandError("ERR value is not a valid float");
        }
        return Math.min(SLEEP_MILLIS_MAX, new BigDecimal(text).movePointRight(3).longValue());
    }

    private void describe(Session session, List<Bytes> arguments, ReplyWriter reply) {
        StoredValue value = keys.find(arguments.get(2));
        if (value == null) {
            throw new CommandError("ERR no such key");
        }
        reply.simple("Value at:0x0 refcount:1 encoding:"
                + KeyCommands.encoding(value, keys.keyspace().isInParts(arguments.get(2))) + " serializedlength:"
                + ValueImage.stringBytes(value) + " lru:0 lru_seconds_idle:0");
    }

    private String digest() {
        Digest all = new Digest();
        for (int database = 0; database < NumberedKeys.DATABASES; database++) {
            List<Bytes> held = new ArrayList<>();
            keys.keyspace().forEach(database, held::add);
            if (!held.isEmpty()) {
                all.append(database);
            }
            keys.existing(held).forEach((key, value) -> {
                Digest one = new Digest();
                one.append(NumberedKeys.name(key).shared());
                one.append(value);
                all.add(one.bytes());
            });
        }
        return all.toString();
    }

    private void digestValues(Session session, List<Bytes> arguments, ReplyWriter reply) {
        List<Bytes> wanted = arguments.subList(2, arguments.size()).stream()
                .map(name -> NumberedKeys.key(session.state().database(), name))
                .toList();
        List<@Nullable StoredValue> values = keys.findAll(wanted);
        reply.array(values.size());
        for (StoredValue value : values) {
            Digest digest = new Digest();
            if (value != null) {
                digest.append(value);
            }
            reply.simple(digest.toString());
        }
    }

    private void populate(Session session, List<Bytes> arguments, ReplyWriter reply) {
        long count = Arguments.integer(arguments.get(2));
        if (count < 0 || count > POPULATED_MAX || arguments.size() > 5) {
            throw new CommandError(
                    "ERR DEBUG POPULATE takes a count of 0 to " + POPULATED_MAX + ", a prefix and a size");
        }
        String prefix = arguments.size() > 3 ? Arguments.text(arguments.get(3)) : "key";
        int size = arguments.size() > 4
                ? Arguments.integer(arguments.get(4), 0, valueBytesMax, CommandError.NOT_AN_INTEGER)
                : 0;
        if (size * count > valueBytesMax) {
            throw new CommandError("ERR these are more than " + valueBytesMax + " bytes; populate in several steps");
        }
        for (int i = 0; i < count; i++) {
            Bytes key = NumberedKeys.key(session.state().database(), Bytes.utf8(prefix + ":" + i));
            if (!keys.exists(key)) {
                byte[] text = ("value:" + i).getBytes(StandardCharsets.UTF_8);
                keys.put(key, Bytes.wrap(size == 0 ? text : Arrays.copyOf(text, size)), "set");
            }
        }
        reply.ok();
    }

    private void reply(Session session, List<Bytes> arguments, ReplyWriter reply) {
        switch (Arguments.lowerCase(arguments.get(2))) {
            case "string" -> reply.bulk("Hello World");
            case "integer" -> reply.integer(12_345);
            case "double" -> reply.fraction(3.141);
            case "null" -> reply.nil();
            case "array" -> {
                reply.array(3);
                countTo(3, reply);
            }
            case "set" -> {
                reply.set(3);
                countTo(3, reply);
            }
            case "map" -> {
                reply.map(3);
                for (int i = 0; i < 3; i++) {
                    reply.integer(i);
                    reply.bool(i == 1);
                }
            }
            case "attrib" -> {
                if (session.protocol() > 2) {
                    reply.attribute(1);
                    reply.bulk("key-popularity");
                    reply.array(2);
                    reply.bulk("key:123");
                    reply.integer(90);
                }
                reply.bulk("Some real reply following the attribute");
            }
            case "push" -> {
                if (session.protocol() < 3) {
                    throw new CommandError("ERR RESP2 is not supported by this command");
                }
                reply.push(2);
                reply.bulk("server-cpu-usage");
                reply.integer(42);
                reply.bulk("Some real reply following the push reply");
            }
            case "verbatim" -> reply.verbatim("This is a verbatim\nstring");
            case "true" -> reply.bool(true);
            case "false" -> reply.bool(false);
            case "bignum" -> reply.bigNumber("1234567999999999999999999999999999999");
            default ->
                throw new CommandError("ERR Wrong protocol type name. Please use one of the following: "
                        + "string|integer|double|bignum|null|array|set|map|attrib|push|verbatim|true|false");
        }
    }

    private static void countTo(int end, ReplyWriter reply) {
        for (int i = 0; i < end; i++) {
            reply.integer(i);
        }
    }
}
