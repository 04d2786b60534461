package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.keyspace.GlobPattern;
import dev.espalier.store.resp.ReplyWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** COMMAND: what the commands are, from the table that they are run by. */
public final class DocumentationCommands {
    private final CommandTable table;

    public DocumentationCommands(CommandTable table) {
        this.table = table;
    }

    /** Adds these commands to the table. */
    public void addTo(CommandTable to) {
        to.add(named("command", -1)
                .flags("loading", "stale")
                .categories("connection")
                .summary("Describe the commands.")
                .sub(
                        "count",
                        2,
                        "",
                        "Count the commands.",
                        (session, arguments, reply) -> reply.integer(table.all().size()))
                .sub("docs", -2, "[command-name [command-name ...]]", "Document the commands.", this::document)
                .sub("getkeys", -4, "command [arg ...]", "Tell which arguments are keys.", this::keys)
                .sub(
                        "getkeysandflags",
                        -4,
                        "command [arg ...]",
                        "Tell which arguments are keys, and what becomes of them.",
                        this::keysAndFlags)
                .sub("info", -2, "[command-name [command-name ...]]", "Describe the commands.", this::info)
                .sub(
                        "list",
                        -2,
                        "[FILTERBY MODULE name | ACLCAT category | PATTERN pattern]",
                        "Name the commands.",
                        this::list)
                .answers((session, arguments, reply) -> describe(List.copyOf(table.all()), reply)));
    }

    private void info(Session session, List<Bytes> arguments, ReplyWriter reply) {
        List<Bytes> names = arguments.subList(2, arguments.size());
        if (names.isEmpty()) {
            describe(List.copyOf(table.all()), reply);
            return;
        }
        reply.array(names.size());
        for (Bytes name : names) {
            CommandSpec spec = table.findByFullName(Arguments.lowerCase(name));
            if (spec == null) {
                reply.nil();
            } else {
                describe(spec, reply);
            }
        }
    }

    private static void describe(List<CommandSpec> specs, ReplyWriter reply) {
        reply.array(specs.size());
        specs.forEach(spec -> describe(spec, reply));
    }

    /** The ten fields that Redis 7 gives for a command. */
    private static void describe(CommandSpec spec, ReplyWriter reply) {
        List<String> flags = spec.flags().stream()
                .filter(flag -> !flag.equals(CommandSpec.READ_MODIFY_WRITE))
                .toList();
        reply.array(10);
        reply.bulk(spec.name());
        reply.integer(spec.arity());
        reply.set(flags.size());
        flags.forEach(reply::simple);
        reply.integer(spec.keys().first());
        reply.integer(spec.keys().last());
        reply.integer(spec.keys().step());
        reply.set(spec.categories().size());
        spec.categories().forEach(category -> reply.simple("@" + category));
        reply.array(0);
        reply.array(spec.keySpecs().size());
        spec.keySpecs().forEach(keys -> keys.write(reply));
        describe(List.copyOf(spec.subcommands().values()), reply);
    }

    private void list(Session session, List<Bytes> arguments, ReplyWriter reply) {
        Predicate<CommandSpec> wanted = any -> true;
        if (arguments.size() == 5 && Arguments.is(arguments.get(2), "filterby")) {
            String filter = Arguments.lowerCase(arguments.get(4));
            wanted = switch (Arguments.lowerCase(arguments.get(3))) {
                case "module" -> spec -> false;
                case "aclcat" -> spec -> spec.categories().contains(filter);
                case "pattern" -> {
                    GlobPattern pattern = new GlobPattern(Bytes.utf8(filter));
                    yield spec -> pattern.matches(Bytes.utf8(spec.name()));
                }
                default -> throw CommandError.syntax();
            };
        } else if (arguments.size() != 2) {
            throw CommandError.syntax();
        }
        List<String> names = new ArrayList<>();
        for (CommandSpec spec : table.all()) {
            if (wanted.test(spec)) {
                names.add(spec.name());
            }
        }
        reply.array(names.size());
        names.forEach(reply::bulk);
    }

    private void keys(Session session, List<Bytes> arguments, ReplyWriter reply) {
        List<KeySpec.Use> found = found(arguments);
        reply.array(found.size());
        found.forEach(use -> reply.bulk(use.key()));
    }

    private List<KeySpec.Use> found(List<Bytes> arguments) {
        List<Bytes> command = arguments.subList(2, arguments.size());
        CommandSpec spec = table.find(command.getFirst());
        if (spec == null) {
            throw new CommandError("ERR Invalid command specified");
        }
        if (!spec.accepts(command.size())) {
            throw new CommandError("ERR Invalid number of arguments specified for command");
        }
        List<KeySpec.Use> found = table.resolve(command).uses(command);
        if (found.isEmpty()) {
            throw new CommandError("ERR The command has no key arguments");
        }
        return found;
    }

    private void keysAndFlags(Session session, List<Bytes> arguments, ReplyWriter reply) {
        List<KeySpec.Use> found = found(arguments);
        reply.array(found.size());
        for (KeySpec.Use use : found) {
            reply.array(2);
            reply.bulk(use.key());
            reply.set(use.flags().size());
            use.flags().forEach(reply::simple);
        }
    }

    private void document(Session session, List<Bytes> arguments, ReplyWriter reply) {
        List<CommandSpec> documented = new ArrayList<>();
        if (arguments.size() == 2) {
            documented.addAll(table.all());
        }
        for (Bytes name : arguments.subList(2, arguments.size())) {
            CommandSpec spec = table.findByFullName(Arguments.lowerCase(name));
            if (spec != null) {
                documented.add(spec);
            }
        }
        document(documented, reply);
    }

    private static void document(List<CommandSpec> documented, ReplyWriter reply) {
        reply.map(documented.size());
        for (CommandSpec spec : documented) {
            List<SyntaxWord> words = SyntaxWord.of(spec.syntax());
            boolean hasSubcommands = !spec.subcommands().isEmpty();
            reply.bulk(spec.name());
            reply.map(3 + (words.isEmpty() ? 0 : 1) + (hasSubcommands ? 1 : 0));
            reply.bulk("summary");
            reply.bulk(spec.meaning().isEmpty() ? spec.summary() : spec.summary() + " " + spec.meaning());
            reply.bulk("since");
            reply.bulk("0.1.0");
            reply.bulk("group");
            reply.bulk(spec.group());
            if (!words.isEmpty()) {
                reply.bulk("arguments");
                reply.array(words.size());
                words.forEach(word -> word.write(reply));
            }
            if (hasSubcommands) {
                reply.bulk("subcommands");
                document(List.copyOf(spec.subcommands().values()), reply);
            }
        }
    }
}
