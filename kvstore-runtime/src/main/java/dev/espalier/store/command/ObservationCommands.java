package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.resp.ReplyWriter;
import java.util.List;

/** SLOWLOG and MONITOR: what clients do and have done. */
final class ObservationCommands {
    private final SlowLog slowLog;
    private final Monitors monitors;

    ObservationCommands(SlowLog slowLog, Monitors monitors) {
        this.slowLog = slowLog;
        this.monitors = monitors;
    }

    void addTo(CommandTable table) {
        table.add(slowLogCommand());
        table.add(named("monitor", 1)
                .flags("admin", "noscript", "loading", "stale")
                .summary("Watch the commands of all clients go by, until RESET or the end of the connection.")
                .meaning(
                        "Those of this node's clients, when they have run; administration and passwords are not shown. It "
                                + "slows the node down.")
                .answers((session, arguments, reply) -> {
                    if (session.state().transaction().isRunning()) {
                        throw new CommandError("ERR MONITOR isn't allowed for DENY BLOCKING client");
                    }
                    monitors.add(session);
                    reply.ok();
                }));
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
}
