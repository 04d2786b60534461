package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import dev.espalier.store.command.CommandSpec.KeyPositions;
import dev.espalier.store.resp.ReplyWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The commands about the node: INFO, COMMAND and CONFIG GET. */
public final class ServerCommands {
    private final InfoReport info;
    private final Map<String, String> configuration;

    /**
     * @param info what INFO shows
     * @param configuration what CONFIG GET shows
     */
    public ServerCommands(InfoReport info, Map<String, String> configuration) {
        this.info = info;
        this.configuration = new TreeMap<>(configuration);
    }

    /** Adds these commands to {@code table}. */
    public void addTo(CommandTable table) {
        List<String> flags = List.of("loading", "stale");
        table.add(new CommandSpec(
                "info",
                -1,
                flags,
                KeyPositions.NONE,
                "server",
                "[section...]",
                "Describe the node and its links.",
                this::info));
        table.add(new CommandSpec(
                "command",
                -1,
                flags,
                KeyPositions.NONE,
                "server",
                "[subcommand] [argument...]",
                "List and describe the commands.",
                (session, arguments, reply) -> command(table, arguments, reply)));
        table.add(new CommandSpec(
                "config",
                -2,
                flags,
                KeyPositions.NONE,
                "server",
                "GET pattern...",
                "Show settings; they change at a restart.",
                this::config));
    }

    private Outcome info(Session session, List<Bytes> arguments, ReplyWriter reply) {
        List<String> sections = new ArrayList<>();
        for (Bytes argument : arguments.subList(1, arguments.size())) {
            sections.add(CommandTable.lowerCase(argument));
        }
        reply.verbatim(info.render(sections));
        return Outcome.DONE;
    }

    private Outcome config(Session session, List<Bytes> arguments, ReplyWriter reply) {
        String subcommand = CommandTable.lowerCase(arguments.get(1));
        switch (subcommand) {
            case "get" -> {
                if (arguments.size() < 3) {
                    reply.error(CommandTable.wrongArity("config|get"));
                } else {
                    configGet(arguments.subList(2, arguments.size()), reply);
                }
            }
            case "help" ->
                CommandTable.help("config", List.of("GET <pattern>", "    Show the settings that match."), reply);
            case "set", "rewrite", "resetstat" ->
                reply.error("ERR CONFIG " + subcommand
                        + " is not supported: change the configuration file and restart the node");
            default -> reply.error(CommandTable.unknownSubcommand("config", arguments.get(1)));
        }
        return Outcome.DONE;
    }

    private void configGet(List<Bytes> patterns, ReplyWriter reply) {
        Map<String, String> matching = new LinkedHashMap<>();
        for (Bytes pattern : patterns) {
            GlobPattern glob = new GlobPattern(CommandTable.lowerCase(pattern));
            configuration.forEach((key, value) -> {
                if (glob.matches(key)) {
                    matching.put(key, value);
                }
            });
        }
        reply.map(matching.size());
        matching.forEach((key, value) -> {
            reply.bulk(key);
            reply.bulk(value);
        });
    }

    private static Outcome command(CommandTable table, List<Bytes> arguments, ReplyWriter reply) {
        String subcommand = arguments.size() == 1 ? "" : CommandTable.lowerCase(arguments.get(1));
        List<CommandSpec> all = List.copyOf(table.all());
        switch (subcommand) {
            case "" -> {
                reply.array(all.size());
                all.forEach(spec -> describe(spec, reply));
            }
            case "count" -> reply.integer(all.size());
            case "list" -> {
                reply.array(all.size());
                all.forEach(spec -> reply.bulk(spec.name()));
            }
            case "info" -> {
                List<Bytes> names = arguments.subList(2, arguments.size());
                reply.array(names.isEmpty() ? all.size() : names.size());
                if (names.isEmpty()) {
                    all.forEach(spec -> describe(spec, reply));
                }
                for (Bytes name : names) {
                    CommandSpec spec = table.find(name);
                    if (spec == null) {
                        reply.nil();
                    } else {
                        describe(spec, reply);
                    }
                }
            }
            case "help" ->
                CommandTable.help(
                        "command",
                        List.of(
                                "(no subcommand)",
                                "    Describe all commands.",
                                "COUNT",
                                "    Count the commands.",
                                "DOCS [<command> ...]",
                                "    Document the commands.",
                                "INFO [<command> ...]",
                                "    Describe the commands.",
                                "LIST",
                                "    Name the commands."),
                        reply);
            case "docs" -> documentation(table, arguments.subList(2, arguments.size()), reply);
            default -> reply.error(CommandTable.unknownSubcommand("command", arguments.get(1)));
        }
        return Outcome.DONE;
    }

    /** The ten fields that Redis 7 gives for a command. */
    private static void describe(CommandSpec spec, ReplyWriter reply) {
        reply.array(10);
        reply.bulk(spec.name());
        reply.integer(spec.arity());
        reply.set(spec.flags().size());
        spec.flags().forEach(reply::simple);
        reply.integer(spec.keys().first());
        reply.integer(spec.keys().last());
        reply.integer(spec.keys().step());
        reply.set(1);
        reply.simple("@" + spec.group());
        reply.array(0);
        reply.array(0);
        reply.array(0);
    }

    private static void documentation(CommandTable table, List<Bytes> names, ReplyWriter reply) {
        List<CommandSpec> documented = new ArrayList<>();
        if (names.isEmpty()) {
            documented.addAll(table.all());
        }
        for (Bytes name : names) {
            CommandSpec spec = table.find(name);
            if (spec != null) {
                documented.add(spec);
            }
        }
        reply.map(documented.size());
        for (CommandSpec spec : documented) {
            reply.bulk(spec.name());
            List<String> words =
                    spec.syntax().isEmpty() ? List.of() : List.of(spec.syntax().split(" ", -1));
            reply.map(words.isEmpty() ? 3 : 4);
            reply.bulk("summary");
            reply.bulk(spec.summary());
            reply.bulk("since");
            reply.bulk("0.1.0");
            reply.bulk("group");
            reply.bulk(spec.group());
            if (!words.isEmpty()) {
                reply.bulk("arguments");
                reply.array(words.size());
                words.forEach(word -> documentArgument(word, reply));
            }
        }
    }

    private static void documentArgument(String word, ReplyWriter reply) {
        List<String> flags = new ArrayList<>();
        String name = word;
        if (name.startsWith("[")) {
            flags.add("optional");
            name = name.substring(1, name.length() - 1);
        }
        if (name.endsWith("...")) {
            flags.add("multiple");
            name = name.substring(0, name.length() - 3);
        }
        reply.map(flags.isEmpty() ? 2 : 3);
        reply.bulk("name");
        reply.bulk(name.replace('_', ' '));
        reply.bulk("type");
        reply.bulk("string");
        if (!flags.isEmpty()) {
            reply.bulk("flags");
            reply.set(flags.size());
            flags.forEach(reply::simple);
        }
    }
}
