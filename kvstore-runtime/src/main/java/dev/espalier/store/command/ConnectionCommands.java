package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import dev.espalier.store.command.CommandSpec.KeyPositions;
import dev.espalier.store.resp.ReplyWriter;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The commands about the connection itself. */
public final class ConnectionCommands {
    private static final String NO_PASSWORD = "ERR AUTH <password> called without any password configured for the "
            + "default user. Are you sure your configuration is correct?";

    private static final String BAD_NAME = "ERR Client names cannot contain spaces, newlines or special characters.";

    private final String version;
    private final Supplier<List<Session>> sessions;

    /**
     * @param version the version of this software
     * @param sessions all connections of clients, this one among them
     */
    public ConnectionCommands(String version, Supplier<List<Session>> sessions) {
        this.version = version;
        this.sessions = sessions;
    }

    /** Adds these commands to {@code table}. */
    public void addTo(CommandTable table) {
        add(table, "ping", -1, "[message]", "Ping the node.", this::ping);
        add(table, "echo", 2, "message", "Echo the given text.", (session, arguments, reply) -> {
            reply.bulk(arguments.get(1));
            return Outcome.DONE;
        });
        add(table, "hello", -1, "[protover]", "Agree on the version of the protocol.", this::hello);
        add(
                table,
                "auth",
                -2,
                "[username] password",
                "Refused: no password is configured.",
                (session, arguments, reply) -> {
                    reply.error(NO_PASSWORD);
                    return Outcome.DONE;
                });
        add(table, "select", 2, "index", "Choose the database; there is only 0.", this::select);
        add(table, "client", -2, "subcommand [argument...]", "Name and describe the connection.", this::client);
        add(table, "reset", 1, "", "Reset the connection.", (session, arguments, reply) -> {
            session.speak(2);
            session.rename(Bytes.EMPTY);
            reply.simple("RESET");
            return Outcome.DONE;
        });
        add(table, "quit", -1, "", "Close the connection.", (session, arguments, reply) -> {
            reply.ok();
            return Outcome.CLOSE;
        });
    }

    private static void add(
            CommandTable table, String name, int arity, String syntax, String summary, CommandSpec.Action action) {
        List<String> flags = List.of("fast", "loading", "stale");
        table.add(new CommandSpec(name, arity, flags, KeyPositions.NONE, "connection", syntax, summary, action));
    }

    private Outcome ping(Session session, List<Bytes> arguments, ReplyWriter reply) {
        if (arguments.size() > 2) {
            reply.error(CommandTable.wrongArity("ping"));
        } else if (arguments.size() == 2) {
            reply.bulk(arguments.get(1));
        } else {
            reply.pong();
        }
        return Outcome.DONE;
    }

    private Outcome hello(Session session, List<Bytes> arguments, ReplyWriter reply) {
        int protocol = session.protocol();
        Bytes name = session.name();
        if (arguments.size() > 1) {
            String text = CommandTable.lowerCase(arguments.get(1));
            if (!text.matches("[0-9]{1,9}")) {
                reply.error("ERR Protocol version is not an integer or out of range");
                return Outcome.DONE;
            }
            protocol = Integer.parseInt(text);
            if (protocol != 2 && protocol != 3) {
                reply.error("NOPROTO unsupported protocol version");
                return Outcome.DONE;
            }
        }
        for (int i = 2; i < arguments.size(); i++) {
            String option = CommandTable.lowerCase(arguments.get(i));
            if (option.equals("auth") && i + 2 < arguments.size()) {
                reply.error(NO_PASSWORD);
                return Outcome.DONE;
            } else if (option.equals("setname") && i + 1 < arguments.size()) {
                name = arguments.get(++i);
                if (!isName(name)) {
                    reply.error(BAD_NAME);
                    return Outcome.DONE;
                }
            } else {
                reply.error("ERR Syntax error in HELLO option '" + arguments.get(i) + "'");
                return Outcome.DONE;
            }
        }
        session.rename(name);
        session.speak(protocol);
        describe(session, protocol, reply);
        return Outcome.DONE;
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

    private Outcome select(Session session, List<Bytes> arguments, ReplyWriter reply) {
        String index = CommandTable.lowerCase(arguments.get(1));
        if (index.equals("0")) {
            reply.ok();
        } else if (index.matches("-?[0-9]{1,18}")) {
            reply.error("ERR DB index is out of range");
        } else {
            reply.error("ERR value is not an integer or out of range");
        }
        return Outcome.DONE;
    }

    private Outcome client(Session session, List<Bytes> arguments, ReplyWriter reply) {
        String subcommand = CommandTable.lowerCase(arguments.get(1));
        int expected = switch (subcommand) {
            case "setname" -> 3;
            case "setinfo" -> 4;
            case "getname", "id", "info", "list", "help" -> 2;
            default -> 0;
        };
        if (expected == 0) {
            reply.error(CommandTable.unknownSubcommand("client", arguments.get(1)));
        } else if (arguments.size() != expected) {
            reply.error(CommandTable.wrongArity("client|" + subcommand));
        } else {
            runClient(subcommand, session, arguments, reply);
        }
        return Outcome.DONE;
    }

    private void runClient(String subcommand, Session session, List<Bytes> arguments, ReplyWriter reply) {
        switch (subcommand) {
            case "setname" -> {
                if (isName(arguments.get(2))) {
                    session.rename(arguments.get(2));
                    reply.ok();
                } else {
                    reply.error(BAD_NAME);
                }
            }
            case "getname" -> {
                if (session.name().length() == 0) {
                    reply.nil();
                } else {
                    reply.bulk(session.name());
                }
            }
            case "id" -> reply.integer(session.id());
            case "info" -> reply.verbatim(line(session));
            case "list" ->
                reply.verbatim(
                        sessions.get().stream().map(ConnectionCommands::line).collect(Collectors.joining()));
            case "help" ->
                CommandTable.help(
                        "client",
                        List.of(
                                "GETNAME",
                                "    Return the name of the current connection.",
                                "ID",
                                "    Return the ID of the current connection.",
                                "INFO",
                                "    Return information about the current connection.",
                                "LIST",
                                "    Return information about all connections.",
                                "SETINFO <lib-name|lib-ver> <value>",
                                "    Accepted and not kept.",
                                "SETNAME <name>",
                                "    Assign the name <name> to the current connection."),
                        reply);
            default -> reply.ok();
        }
    }

    private static String line(Session session) {
        return "id=" + session.id() + " addr=" + session.remoteAddress() + " laddr=" + session.localAddress() + " name="
                + session.name() + " age=" + session.ageMillis() / 1000 + " db=0 resp=" + session.protocol() + "\n";
    }

    private static boolean isName(Bytes name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.at(i) < '!' || name.at(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
