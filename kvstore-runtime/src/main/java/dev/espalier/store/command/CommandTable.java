package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import dev.espalier.store.access.CommandNames;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds a command by name and refuses what is none, in Redis's words. */
public final class CommandTable implements CommandNames {
    private static final String NO_REASON = "";
    private static final Set<String> ANSWER_AFTER_FAILURE = Set.of("ping", "info", "shutdown");

    private final Map<String, CommandSpec> byName = new TreeMap<>();
    private final Map<Bytes, CommandSpec> bySpelling = new HashMap<>();

    /** Adds a command. */
    void add(CommandSpec spec) {
        byName.put(spec.name(), spec);
        bySpelling.put(Bytes.utf8(spec.name()), spec);
        bySpelling.put(Bytes.utf8(spec.name().toUpperCase(Locale.ROOT)), spec);
    }

    /** The command called {@code name}, in whatever case. */
    @Nullable
    CommandSpec find(Bytes name) {
        CommandSpec spec = bySpelling.get(name);
        return spec != null || name.length() > 64 ? spec : byName.get(Arguments.lowerCase(name));
    }

    /**
     * The command, or the subcommand, that {@code arguments} are.
     *
     * @throws CommandError if there is none, or not with so many arguments
     */
    CommandSpec resolve(List<Bytes> arguments) {
        CommandSpec spec = find(arguments.getFirst());
        if (spec == null) {
            throw new CommandError(unknown(arguments));
        }
        if (!spec.subcommands().isEmpty() && arguments.size() > 1) {
            CommandSpec subcommand = spec.subcommands().get(Arguments.lowerCase(arguments.get(1)));
            if (subcommand == null) {
                throw new CommandError("ERR unknown subcommand '" + Arguments.shown(arguments.get(1)) + "'. Try "
                        + spec.name().toUpperCase(Locale.ROOT) + " HELP.");
            }
            spec = subcommand;
        }
        if (!spec.accepts(arguments.size())) {
            throw new CommandError(wrongArity(spec.name()));
        }
        return spec;
    }

    /** The command {@code name}, or the subcommand with a bar in its name; {@code null} when there is none. */
    @Nullable
    CommandSpec findByFullName(String name) {
        int bar = name.indexOf('|');
        CommandSpec spec = byName.get(bar < 0 ? name : name.substring(0, bar));
        return spec == null || bar < 0 ? spec : spec.subcommands().get(name.substring(bar + 1));
    }

    /** All commands by name. */
    public Collection<CommandSpec> all() {
        return byName.values();
    }

    @Override
    public boolean isCommand(String name) {
        return findByFullName(name) != null;
    }

    @Override
    public boolean hasSubcommands(String name) {
        CommandSpec spec = findByFullName(name);
        return spec != null && !spec.subcommands().isEmpty();
    }

    @Override
    public boolean isCategory(String name) {
        return Categories.ALL.contains(name);
    }

    /** Whether a node that has stopped serving still answers this command. */
    public boolean answersAfterFailure(Bytes name) {
        CommandSpec spec = find(name);
        return spec != null && ANSWER_AFTER_FAILURE.contains(spec.name());
    }

    static String wrongArity(String name) {
        return "ERR wrong number of arguments for '" + name + "' command";
    }

    static String wrongSubcommand(String command, Bytes subcommand) {
        return "ERR unknown subcommand or wrong number of arguments for '" + Arguments.shown(subcommand) + "'. Try "
                + command.toUpperCase(Locale.ROOT) + " HELP.";
    }

    private static String unknown(List<Bytes> arguments) {
        StringBuilder message = new StringBuilder("ERR unknown command '")
                .append(Arguments.shown(arguments.getFirst()))
                .append("', with args beginning with: ");
        int room = 128;
        for (int i = 1; i < arguments.size() && room > 0; i++) {
            String shown = "'" + Arguments.shown(arguments.get(i), room) + "' ";
            message.append(shown);
            room -= shown.length();
        }
        String reason = MissingCommands.reason(Arguments.lowerCase(arguments.getFirst()));
        return reason.equals(NO_REASON)
                ? message.toString()
                : message.append("(").append(reason).append(")").toString();
    }
}
