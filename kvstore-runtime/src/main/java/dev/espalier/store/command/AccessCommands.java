package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.access.User;
import dev.espalier.store.access.Users;
import dev.espalier.store.resp.ReplyWriter;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/** ACL: users of this node and what they may do. */
public final class AccessCommands {
    private static final int RANDOM_BITS_MAX = 4096;

    private final Users users;
    private final Supplier<List<Session>> sessions;
    private final CommandTable table;
    private final SecureRandom random = new SecureRandom();

    public AccessCommands(Users users, Supplier<List<Session>> sessions, CommandTable table) {
        this.users = users;
        this.sessions = sessions;
        this.table = table;
    }

    /** Adds these commands to {@code to}. */
    public void addTo(CommandTable to) {
        to.add(named("acl", -2)
                .flags("admin", "noscript", "loading", "stale")
                .summary("Manage users and what they may do.")
                .meaning("Of this node alone, and until it stops: give each node the same rules, and a password that "
                        + "must last as the setting requirepass.")
                .sub(
                        "whoami",
                        named("acl|whoami", 2)
                                .group("connection")
                                .flags("noscript", "loading", "stale")
                                .summary("Tell who this connection is.")
                                .answers((session, arguments, reply) -> reply.bulk(nameOf(session))))
                .sub("users", 2, "", "Name the users.", (session, arguments, reply) -> {
                    reply.array(users.all().size());
                    users.all().forEach(user -> reply.bulk(user.name()));
                })
                .sub("list", 2, "", "Show the users with their rules.", (session, arguments, reply) -> {
                    reply.array(users.all().size());
                    users.all().forEach(user -> reply.bulk(user.line()));
                })
                .sub("getuser", 3, "username", "Show the rules of a user.", this::describe)
                .sub("setuser", -3, "username [rule [rule ...]]", "Make a user or change its rules.", this::change)
                .sub("deluser", -3, "username [username ...]", "Remove users and end their connections.", this::remove)
                .sub("cat", -2, "[category]", "Name the categories, or the commands of one.", this::categories)
                .sub("genpass", -2, "[bits]", "Make up a password.", this::generate)
                .container());
    }

    private static String nameOf(Session session) {
        User user = session.state().user();
        return user == null ? Users.DEFAULT : user.name();
    }

    private void describe(Session session, List<Bytes> arguments, ReplyWriter reply) {
        User user = users.find(Arguments.text(arguments.get(2)));
        if (user == null) {
            reply.nil();
            return;
        }
        reply.map(6);
        reply.bulk("flags");
        reply.set(user.flags().size());
        user.flags().forEach(reply::bulk);
        reply.bulk("passwords");
        reply.array(user.passwords().size());
        user.passwords().forEach(reply::bulk);
        reply.bulk("commands");
        reply.bulk(user.commands());
        reply.bulk("keys");
        reply.bulk(user.keys());
        reply.bulk("channels");
        reply.bulk(user.channels());
        reply.bulk("selectors");
        reply.array(0);
    }

    private void change(Session session, List<Bytes> arguments, ReplyWriter reply) {
        try {
            users.change(Arguments.text(arguments.get(2)), arguments.subList(3, arguments.size()), table);
        } catch (IllegalArgumentException e) {
            throw new CommandError("ERR " + e.getMessage());
        }
        reply.ok();
    }

    private void remove(Session session, List<Bytes> arguments, ReplyWriter reply) {
        List<String> names = arguments.subList(2, arguments.size()).stream()
                .map(Arguments::text)
                .toList();
        if (names.contains(Users.DEFAULT)) {
            throw new CommandError("ERR The 'default' user cannot be removed");
        }
        int removed = 0;
        for (String name : names) {
            User user = users.remove(name);
            if (user != null) {
                removed++;
                sessions.get().stream()
                        .filter(other -> user.equals(other.state().user()))
                        .forEach(Session::close);
            }
        }
        reply.integer(removed);
    }

    private void categories(Session session, List<Bytes> arguments, ReplyWriter reply) {
        if (arguments.size() > 3) {
            throw new CommandError(CommandTable.wrongSubcommand("acl", arguments.get(1)));
        }
        List<String> found = new ArrayList<>();
        if (arguments.size() == 2) {
            found.addAll(table.categories());
        } else {
            String category = Arguments.lowerCase(arguments.get(2));
            if (!table.isCategory(category)) {
                throw new CommandError("ERR Unknown category '" + Arguments.shown(arguments.get(2)) + "'");
            }
            for (CommandSpec spec : table.all()) {
                if (spec.subcommands().isEmpty() && spec.categories().contains(category)) {
                    found.add(spec.name());
                }
                spec.subcommands().values().stream()
                        .filter(sub -> sub.categories().contains(category))
                        .forEach(sub -> found.add(sub.name()));
            }
        }
        reply.array(found.size());
        found.forEach(reply::bulk);
    }

    private void generate(Session session, List<Bytes> arguments, ReplyWriter reply) {
        if (arguments.size() > 3) {
            throw new CommandError(CommandTable.wrongSubcommand("acl", arguments.get(1)));
        }
        long bits = arguments.size() == 3 ? Arguments.integer(arguments.get(2)) : 256;
        if (bits < 1 || bits > RANDOM_BITS_MAX) {
            throw new CommandError("ERR ACL GENPASS argument must be the number of bits for the output password, a "
                    + "positive number up to " + RANDOM_BITS_MAX);
        }
        int digits = (int) (bits + 3) / 4;
        byte[] bytes = new byte[(digits + 1) / 2];
        random.nextBytes(bytes);
        reply.bulk(HexFormat.of().formatHex(bytes).substring(0, digits));
    }
}
