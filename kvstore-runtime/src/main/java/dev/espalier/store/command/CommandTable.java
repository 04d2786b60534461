package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import dev.espalier.store.resp.ReplyWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds a command by name and refuses what is none, in Redis's words. */
public final class CommandTable {
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
        return spec != null || name.length() > 64 ? spec : byName.get(lowerCase(name));
    }

    /** All commands by name. */
    Collection<CommandSpec> all() {
        return byName.values();
    }

    /** Carries out the command that {@code arguments} are, or replies what is wrong with it. */
    public Outcome run(Session session, List<Bytes> arguments, ReplyWriter reply) {
        CommandSpec spec = find(arguments.getFirst());
        if (spec == null) {
            reply.error(unknown(arguments));
            return Outcome.DONE;
        }
        if (!spec.accepts(arguments.size())) {
            reply.error(wrongArity(spec.name()));
            return Outcome.DONE;
        }
        return spec.action().run(session, arguments, reply);
    }

    /** Whether a node that has stopped serving still answers this command. */
    public boolean answersAfterFailure(Bytes name) {
        CommandSpec spec = find(name);
        return spec != null && (spec.name().equals("ping") || spec.name().equals("info"));
    }

    static String wrongArity(String name) {
        return "ERR wrong number of arguments for '" + name + "' command";
    }

    static String unknownSubcommand(String command, Bytes subcommand) {
        return "ERR unknown subcommand '" + shown(subcommand) + "'. Try " + command.toUpperCase(Locale.ROOT) + " HELP.";
    }

    /** The answer to a HELP subcommand, laid out as Redis does. */
    static void help(String command, List<String> subcommands, ReplyWriter reply) {
        reply.array(subcommands.size() + 3);
        reply.simple(command.toUpperCase(Locale.ROOT) + " <subcommand> [<arg> [value] [opt] ...]. Subcommands are:");
        subcommands.forEach(reply::simple);
        reply.simple("HELP");
        reply.simple("    Print this help.");
    }

    private static String unknown(List<Bytes> arguments) {
        StringBuilder message = new StringBuilder("ERR unknown command '")
                .append(shown(arguments.getFirst()))
                .append("', with args beginning with: ");
        int end = message.length() + 128;
        for (int i = 1; i < arguments.size() && message.length() < end; i++) {
            message.append('\'').append(shown(arguments.get(i))).append("' ");
        }
        return message.toString();
    }

    static String lowerCase(Bytes text) {
        return new String(text.shared(), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }

    /** At most 128 characters of what a client sent. */
    private static String shown(Bytes text) {
        return new String(text.shared(), 0, Math.min(128, text.length()), StandardCharsets.UTF_8);
    }
}
