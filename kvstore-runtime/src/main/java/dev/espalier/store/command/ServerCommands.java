package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.command.CommandSpec.KeyPositions;
import dev.espalier.store.keyspace.StoredValue;
import dev.espalier.store.resp.ReplyWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The commands about the node. */
public final class ServerCommands {
    /** About what a key and its value take beside their bytes. */
    private static final int ENTRY_OVERHEAD_BYTES = 120;

    private final InfoReport info;
    private final SlowLog slowLog;
    private final Keys keys;
    private final LiveSettings settings;

    /**
     * @param info what INFO shows
     */
    public ServerCommands(InfoReport info, SlowLog slowLog, Keys keys, LiveSettings settings) {
        this.info = info;
        this.slowLog = slowLog;
        this.keys = keys;
        this.settings = settings;
    }

    /** Adds these commands to {@code table}. */
    public void addTo(CommandTable table) {
        table.add(named("info", -1)
                .flags("loading", "stale")
                .categories("dangerous")
                .syntax("[section [section ...]]")
                .summary("Describe the node and its links.")
                .answers((session, arguments, reply) -> {
                    List<String> sections = new ArrayList<>();
                    arguments.subList(1, arguments.size()).forEach(name -> sections.add(Arguments.lowerCase(name)));
                    reply.verbatim(info.render(sections));
                }));
        table.add(named("time", 1)
                .flags("loading", "stale", "fast")
                .summary("Tell the node's time: seconds and microseconds.")
                .meaning("Of this node's clock; others' differ.")
                .answers((session, arguments, reply) -> {
                    Instant now = Instant.now();
                    reply.array(2);
                    reply.bulk(Long.toString(now.getEpochSecond()));
                    reply.bulk(Long.toString(now.getNano() / 1000));
                }));
        table.add(named("role", 1)
                .flags("noscript", "loading", "stale", "fast")
                .categories("admin", "dangerous")
                .summary("Tell that this node takes writes.")
                .meaning("Every node is what Redis calls a master; see INFO replication for the links.")
                .answers((session, arguments, reply) -> {
                    reply.array(3);
                    reply.bulk("master");
                    reply.integer(keys.store().lastPut());
                    reply.array(0);
                }));
        table.add(named("lolwut", -1)
                .flags("readonly", "fast")
                .syntax("[VERSION version]")
                .summary("Tell what this is.")
                .answers((session, arguments, reply) ->
                        reply.verbatim("Espalier: a tree grown flat against a frame.\n")));
        table.add(named("function", -2)
                .flags("noscript")
                .categories("scripting")
                .summary("Functions, of which there are none; for tools that ask before they begin.")
                .sub(
                        "flush",
                        -2,
                        "[ASYNC | SYNC]",
                        "Does nothing.",
                        (session, arguments, reply) -> {
                            if (arguments.size() > 3) {
                                throw new CommandError(CommandTable.wrongSubcommand("function", arguments.get(1)));
                            }
                            reply.ok();
                        },
                        "write")
                .sub(
                        "list",
                        -2,
                        "[LIBRARYNAME pattern] [WITHCODE]",
                        "Always empty.",
                        (session, arguments, reply) -> reply.array(0))
                .container());
        table.add(slowLogCommand());
        table.add(memoryCommand());
        table.add(latencyCommand());
    }

    private CommandSpec slowLogCommand() {
        return named("slowlog", -2)
                .flags("admin", "loading", "stale")
                .summary("Show the commands that took longest.")
                .meaning(
                        "At this node. Commands that take constant time are timed only while slowlog-log-slower-than is "
                                + "below 1000.")
                .sub("get", -2, "[count]", "Show the latest ones.", this::slow)
                .sub("len", 2, "", "Count them.", (session, arguments, reply) -> reply.integer(slowLog.length()))
                .sub("reset", 2, "", "Forget them.", (session, arguments, reply) -> {
                    slowLog.clear();
                    reply.ok();
                })
                .container();
    }

    private void slow(Session session, List<Bytes> arguments, ReplyWriter reply) {
        if (arguments.size() > 3) {
            throw new CommandError(CommandTable.wrongSubcommand("slowlog", arguments.get(1)));
        }
        long count = arguments.size() == 3
                ? Arguments.integer(arguments.get(2), "ERR count should be greater than or equal to -1")
                : 10;
        if (count < -1) {
            throw new CommandError("ERR count should be greater than or equal to -1");
        }
        List<SlowLog.Entry> entries = slowLog.entries();
        List<SlowLog.Entry> shown = count == -1 ? entries : entries.subList(0, (int) Math.min(count, entries.size()));
        reply.array(shown.size());
        for (SlowLog.Entry entry : shown) {
            reply.array(6);
            reply.integer(entry.id());
            reply.integer(entry.seconds());
            reply.integer(entry.micros());
            reply.array(entry.arguments().size());
            entry.arguments().forEach(reply::bulk);
            reply.bulk(entry.address());
            reply.bulk(entry.name());
        }
    }

    private CommandSpec memoryCommand() {
        return named("memory", -2)
                .summary("Tell how much memory a key takes.")
                .sub(
                        "usage",
                        named("memory|usage", -3)
                                .keys(KeyPositions.SECOND, "RO")
                                .flags("readonly")
                                .syntax("key [SAMPLES count]")
                                .summary("Estimate the bytes that a key and its value take.")
                                .answers(this::usage))
                .container();
    }

    private void usage(Session session, List<Bytes> arguments, ReplyWriter reply) {
        if (arguments.size() != 3) {
            if (arguments.size() != 5 || !Arguments.is(arguments.get(3), "samples")) {
                throw CommandError.syntax();
            }
            if (Arguments.integer(arguments.get(4)) < 0) {
                throw CommandError.syntax();
            }
        }
        StoredValue value = keys.find(arguments.get(2));
        if (value == null) {
            reply.nil();
        } else {
            reply.integer((long) arguments.get(2).length() + value.stored().length() + ENTRY_OVERHEAD_BYTES);
        }
    }

    private CommandSpec latencyCommand() {
        return named("latency", -2)
                .flags("admin", "noscript", "loading", "stale")
                .summary("Latency events; none are recorded, see SLOWLOG.")
                .sub("latest", 2, "", "Always empty.", (session, arguments, reply) -> reply.array(0))
                .sub("history", 3, "event", "Always empty.", (session, arguments, reply) -> reply.array(0))
                .sub("reset", -2, "[event [event ...]]", "Always 0.", (session, arguments, reply) -> reply.integer(0))
                .container();
    }
}
