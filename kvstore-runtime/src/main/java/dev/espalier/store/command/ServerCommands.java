package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.named;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The commands about the node. */
public final class ServerCommands {
    private final InfoReport info;
    private final Keys keys;

    /**
     * @param info what INFO shows
     */
    public ServerCommands(InfoReport info, Keys keys) {
        this.info = info;
        this.keys = keys;
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
    }
}
