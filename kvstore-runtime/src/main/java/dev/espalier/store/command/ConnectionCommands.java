package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.access.User;
import dev.espalier.store.access.Users;
import dev.espalier.store.keyspace.NumberedKeys;
import dev.espalier.store.resp.ReplyWriter;
import java.util.List;

/** The commands about the connection itself. */
public final class ConnectionCommands {
    private static final String NO_PASSWORD = "ERR AUTH <password> called without any password configured for the "
            + "default user. Are you sure your configuration is correct?";

    private static final String WRONG_PASSWORD = "WRONGPASS invalid username-password pair or user is disabled.";

    private final String version;
    private final Users users;
    private final AccessCheck access;
    private final Channels channels;
    private final TransactionCommands transactions;
    private final Monitors monitors;

    /**
     * @param version the version of this software
     */
    ConnectionCommands(
            String version,
            Users users,
            AccessCheck access,
            Channels channels,
            TransactionCommands transactions,
            Monitors monitors) {
        this.version = version;
        this.users = users;
        this.access = access;
        this.channels = channels;
        this.transactions = transactions;
        this.monitors = monitors;
    }

    /** Adds these commands to {@code table}. */
    void addTo(CommandTable table) {
        table.add(
                command("ping", -1, "[message]", "Ping the node.").flags("fast").answers(this::ping));
        table.add(command("echo", 2, "message", "Echo the given text.")
                .answers((session, arguments, reply) -> reply.bulk(arguments.get(1))));
        table.add(open(
                        "hello",
                        -1,
                        "[protover [AUTH username password] [SETNAME clientname]]",
                        "Agree on the version of the protocol.")
                .answers(this::hello));
        table.add(open("auth", -2, "[username] password", "Show who the client is.")
                .answers((session, arguments, reply) -> {
                    if (arguments.size() > 3) {
                        throw CommandError.syntax();
                    }
                    boolean named = arguments.size() == 3;
                    authenticate(
                            session,
                            named ? Arguments.text(arguments.get(1)) : Users.DEFAULT,
                            arguments.getLast(),
                            arguments.getFirst(),
                            !named);
                    reply.ok();
                }));
        table.add(command("select", 2, "index", "Choose the database, 0 to 15.")
                .meaning("A database is a set of names: all share one order of puts, and what is promised holds across "
                        + "them. SESSION RESUME does not choose one.")
                .answers(this::select));
        table.add(open("reset", 1, "", "Bring the connection back to its beginning.")
                .answers((session, arguments, reply) -> {
                    transactions.forget(session);
                    channels.forget(session);
                    SessionState state = session.state();
                    state.rename(Bytes.EMPTY);
                    state.replies(SessionState.Replies.ON);
                    state.notEvicted(false);
                    state.database(0);
                    monitors.forget(session);
                    state.user(users.defaultUser().needsNoPassword() ? users.defaultUser() : null);
                    session.speak(2);
                    reply.simple("RESET");
                }));
        table.add(open("quit", -1, "", "Close the connection.").runs((session, arguments, reply) -> {
            reply.ok();
            return Outcome.CLOSE;
        }));
    }

    /** What runs before the client has shown who it is. */
    private static CommandSpec.Builder open(String name, int arity, String syntax, String summary) {
        return command(name, arity, syntax, summary)
                .flags("noscript", "loading", "stale", "fast", "no_auth", "allow_busy");
    }

    private static CommandSpec.Builder command(String name, int arity, String syntax, String summary) {
        return named(name, arity)
                .group("connection")
                .flags("fast", "loading", "stale")
                .syntax(syntax)
                .summary(summary);
    }

    private void ping(Session session, List<Bytes> arguments, ReplyWriter reply) {
        if (arguments.size() > 2) {
            throw new CommandError(CommandTable.wrongArity("ping"));
        }
        if (session.protocol() == 2 && session.state().isSubscribed()) {
            reply.array(2);
            reply.bulk("pong");
            reply.bulk(arguments.size() == 2 ? arguments.get(1) : Bytes.EMPTY);
        } else if (arguments.size() == 2) {
            reply.bulk(arguments.get(1));
        } else {
            reply.pong();
        }
    }

    private void authenticate(Session session, String name, Bytes password, Bytes command, boolean passwordAlone) {
        if (passwordAlone && users.defaultUser().needsNoPassword()) {
            throw new CommandError(NO_PASSWORD);
        }
        User user = users.authenticate(name, password);
        if (user == null) {
            access.noteBadPassword(session, command, name);
            throw new CommandError(WRONG_PASSWORD);
        }
        session.state().user(user);
    }

    private void hello(Session session, List<Bytes> arguments, ReplyWriter reply) {
        int protocol = session.protocol();
        if (arguments.size() > 1) {
            protocol = Arguments.integer(
                    arguments.get(1),
                    Integer.MIN_VALUE,
                    Integer.MAX_VALUE,
                    "ERR Protocol version is not an integer or out of range");
            if (protocol != 2 && protocol != 3) {
                throw new CommandError("NOPROTO unsupported protocol version");
            }
        }
        Bytes name = session.state().name();
        for (int i = 2; i < arguments.size(); i++) {
            Bytes option = arguments.get(i);
            if (Arguments.is(option, "auth") && i + 2 < arguments.size()) {
                authenticate(
                        session,
                        Arguments.text(arguments.get(i + 1)),
                        arguments.get(i + 2),
                        arguments.getFirst(),
                        false);
                i += 2;
            } else if (Arguments.is(option, "setname") && i + 1 < arguments.size()) {
                name = ClientCommands.checkedName(arguments.get(++i));
            } else {
                throw new CommandError("ERR Syntax error in HELLO option '" + Arguments.shown(option) + "'");
            }
        }
        if (session.state().user() == null) {
            throw new CommandError("NOAUTH HELLO must be called with the client already authenticated, otherwise the "
                    + "HELLO AUTH <user> <pass> option can be used to authenticate the client and select the "
                    + "RESP protocol version at the same time");
        }
        session.state().rename(name);
        session.speak(protocol);
        describe(session, protocol, reply);
    }

    private void describe(Session session, int protocol, ReplyWriter earlier) {
        ReplyWriter reply = earlier.inVersion(protocol);
        reply.map(7);
        reply.bulk("server");
        reply.bulk("espalier");
        reply.bulk("version");
        reply.bulk(version);
        reply.bulk("proto");
        reply.integer(protocol);
        reply.bulk("id");
        reply.integer(session.id());
        reply.bulk("mode");
        reply.bulk("standalone");
        reply.bulk("role");
        reply.bulk("master");
        reply.bulk("modules");
        reply.array(0);
    }

    /** Refuses what is not the number of a database. */
    static int checkedDatabase(int index) {
        if (index < 0 || index >= NumberedKeys.DATABASES) {
            throw new CommandError("ERR DB index is out of range");
        }
        return index;
    }

    /** The database after SELECT {@code index} where it was {@code before}: that, if there is no such database. */
    static int selected(Bytes index, int before) {
        try {
            return DatabaseCommands.database(index, CommandError.NOT_AN_INTEGER);
        } catch (CommandError e) {
            return before;
        }
    }

    private void select(Session session, List<Bytes> arguments, ReplyWriter reply) {
        int index =
                Arguments.integer(arguments.get(1), Integer.MIN_VALUE, Integer.MAX_VALUE, CommandError.NOT_AN_INTEGER);
        session.state().database(checkedDatabase(index));
        reply.ok();
    }
}
