package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.access.AccessLog;
import dev.espalier.store.access.AccessRequest.Denial;
import dev.espalier.store.access.Permissions;
import dev.espalier.store.access.User;
import dev.espalier.store.access.Users;
import dev.espalier.store.access.UsersFile;
import dev.espalier.store.resp.ReplyWriter;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** ACL: users of this node and what they may do. */
public final class AccessCommands {
    private static final int RANDOM_BITS_MAX = 4096;
    private static final long LOG_ENTRIES_SHOWN = 10;

    private final Users users;
    private final @Nullable UsersFile file;
    private final AccessLog log;
    private final Supplier<List<Session>> sessions;
    private final CommandTable table;
    private final LongSupplier now;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param file where the users are kept; {@code null} when nowhere
     * @param now tells milliseconds since the epoch
     */
    AccessCommands(
            Users users,
            @Nullable UsersFile file,
            AccessLog log,
            Supplier<List<Session>> sessions,
            CommandTable table,
            LongSupplier now) {
        this.users = users;
        this.file = file;
        this.log = log;
        this.sessions = sessions;
        this.table = table;
        this.now = now;
    }

    /** Adds these commands to {@code to}. */
    void addTo(CommandTable to) {
        to.add(named("acl", -2)
                .flags("noscript", "loading", "stale")
                .summary("Manage users and what they may do.")
                .meaning(
                        "Of this node alone: give each node the same rules. They last until it stops, or, with ACL SAVE, "
                                + "in the file that the setting aclfile names.")
                .sub(
                        "whoami",
                        2,
                        "",
                        "Tell who this connection is.",
                        (session, arguments, reply) -> reply.bulk(nameOf(session)))
                .sub(
                        "users",
                        2,
                        "",
                        "Name the users.",
                        (session, arguments, reply) -> {
                            reply.array(users.all().size());
                            users.all().forEach(user -> reply.bulk(user.name()));
                        },
                        "admin")
                .sub(
                        "list",
                        2,
                        "",
                        "Show the users with their rules.",
                        (session, arguments, reply) -> {
                            reply.array(users.all().size());
                            users.all().forEach(user -> reply.bulk(user.line()));
                        },
                        "admin")
                .sub("getuser", 3, "username", "Show the rules of a user.", this::describe, "admin")
                .sub(
                        "setuser",
                        -3,
                        "username [rule [rule ...]]",
                        "Make a user or change its rules.",
                        this::change,
                        "admin")
                .sub(
                        "deluser",
                        -3,
                        "username [username ...]",
                        "Remove users and end their connections.",
                        this::remove,
                        "admin")
                .sub("save", 2, "", "Write the users to the file of the setting aclfile.", this::save, "admin")
                .sub(
                        "load",
                        2,
                        "",
                        "Have the users be those of the file: all of them, or, if it has an error, none.",
                        this::load,
                        "admin")
                .sub(
                        "log",
                        -2,
                        "[count | RESET]",
                        "Show what was refused lately, or forget it.",
                        this::showLog,
                        "admin")
                .sub(
                        "dryrun",
                        -4,
                        "username command [arg [arg ...]]",
                        "Tell whether a user may run a command, without running it.",
                        this::tryDry,
                        "admin")
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
        describe(user.permissions(), reply);
        reply.bulk("selectors");
        reply.array(user.selectors().size());
        for (Permissions selector : user.selectors()) {
            reply.map(3);
            describe(selector, reply);
        }
    }

    private static void describe(Permissions permissions, ReplyWriter reply) {
        reply.bulk("commands");
        reply.bulk(permissions.commands());
        reply.bulk("keys");
        reply.bulk(permissions.keys());
        reply.bulk("channels");
        reply.bulk(permissions.channels());
    }

    private void change(Session session, List<Bytes> arguments, ReplyWriter reply) {
        try {
            users.change(Arguments.text(arguments.get(2)), arguments.subList(3, arguments.size()), table);
        } catch (IllegalArgumentException e) {
            throw new CommandError("ERR " + e.getMessage());
        }
        reply.ok();
        endForbiddenSubscriptions();
    }

    /** Who listens to what it may not any more is disconnected. */
    private void endForbiddenSubscriptions() {
        sessions.get().stream()
                .filter(session -> session.state().listens() && !AccessCheck.mayStillListen(session))
                .forEach(Session::close);
    }

    private void save(Session session, List<Bytes> arguments, ReplyWriter reply) {
        try {
            requireFile().write(users);
        } catch (IOException e) {
            throw new CommandError("ERR There was an error trying to save the ACLs: " + e.getMessage()
                    + "; the file of before is untouched");
        }
        reply.ok();
    }

    private void load(Session session, List<Bytes> arguments, ReplyWriter reply) {
        UsersFile from = requireFile();
        try {
            loadUsers(from);
        } catch (IOException e) {
            throw new CommandError("ERR Error loading ACLs, opening file '" + from + "': " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new CommandError("ERR " + e.getMessage());
        }
        reply.ok();
    }

    /**
     * Has the users be those of {@code from}.
     *
     * @throws IOException if it cannot be read; nothing has changed then
     * @throws IllegalArgumentException if it has an error, likewise
     */
    void loadUsers(UsersFile from) throws IOException {
        users.replace(from.read(table)).forEach(this::endSessions);
        endForbiddenSubscriptions();
    }

    private UsersFile requireFile() {
        if (file == null) {
            throw new CommandError(
                    "ERR This node is not configured to use an ACL file: start it with the setting aclfile");
        }
        return file;
    }

    private void endSessions(User user) {
        sessions.get().stream()
                .filter(other -> user.equals(other.state().user()))
                .forEach(Session::close);
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
                endSessions(user);
            }
        }
        reply.integer(removed);
    }

    private void showLog(Session session, List<Bytes> arguments, ReplyWriter reply) {
        if (arguments.size() > 3) {
            throw new CommandError(CommandTable.wrongSubcommand("acl", arguments.get(1)));
        }
        if (arguments.size() == 3 && Arguments.is(arguments.get(2), "reset")) {
            log.clear();
            reply.ok();
            return;
        }
        long count = arguments.size() == 3 ? Arguments.integer(arguments.get(2)) : LOG_ENTRIES_SHOWN;
        List<AccessLog.Entry> entries = log.newest(Math.max(0, count));
        reply.array(entries.size());
        for (AccessLog.Entry entry : entries) {
            reply.map(7);
            reply.bulk("count");
            reply.integer(entry.count());
            reply.bulk("reason");
            reply.bulk(entry.reason());
            reply.bulk("context");
            reply.bulk(entry.context());
            reply.bulk("object");
            reply.bulk(entry.object());
            reply.bulk("username");
            reply.bulk(entry.user());
            reply.bulk("age-seconds");
            reply.fraction((now.getAsLong() - entry.sinceMillis()) / 1000.0);
            reply.bulk("client-info");
            reply.bulk(entry.clientInfo());
        }
    }

    private void tryDry(Session session, List<Bytes> arguments, ReplyWriter reply) {
        User user = users.find(Arguments.text(arguments.get(2)));
        if (user == null) {
            throw new CommandError("ERR User '" + Arguments.shown(arguments.get(2)) + "' not found");
        }
        List<Bytes> command = arguments.subList(3, arguments.size());
        if (table.find(command.getFirst()) == null) {
            throw new CommandError("ERR Command '" + Arguments.shown(command.getFirst()) + "' not found");
        }
        Denial denial = AccessCheck.denial(user, table.resolve(command), command);
        if (denial == null) {
            reply.ok();
        } else {
            String object = "'" + Arguments.text(denial.object()) + "' ";
            reply.bulk("This user has no permissions to "
                    + switch (denial.obstacle()) {
                        case COMMAND -> "run the " + object + "command";
                        case KEY -> "access the " + object + "key";
                        case CHANNEL -> "access the " + object + "channel";
                    });
        }
    }

    private void categories(Session session, List<Bytes> arguments, ReplyWriter reply) {
        if (arguments.size() > 3) {
            throw new CommandError(CommandTable.wrongSubcommand("acl", arguments.get(1)));
        }
        List<String> found = new ArrayList<>();
        if (arguments.size() == 2) {
            found.addAll(Categories.ALL);
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
