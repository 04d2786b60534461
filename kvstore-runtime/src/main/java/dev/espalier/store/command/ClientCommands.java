package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.access.Users;
import dev.espalier.store.command.SessionState.Replies;
import dev.espalier.store.resp.ReplyWriter;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** CLIENT: names, lists, ends and holds up connections. */
public final class ClientCommands {
    private static final String BAD_NAME = "ERR Client names cannot contain spaces, newlines or special characters.";
    private static final int NAME_BYTES_MAX = 1024;

    private final Users users;
    private final Supplier<List<Session>> sessions;
    private final Pause pause;
    private final Runnable wake;

    /**
     * @param sessions all connections of clients, the one that asks among them
     * @param wake runs what waited for the end of a pause
     */
    public ClientCommands(Users users, Supplier<List<Session>> sessions, Pause pause, Runnable wake) {
        this.users = users;
        this.sessions = sessions;
        this.pause = pause;
        this.wake = wake;
    }

    /** Adds these commands to {@code table}. */
    public void addTo(CommandTable table) {
        table.add(named("client", -2)
                .group("connection")
                .flags("noscript", "loading", "stale")
                .summary("Name, describe and end connections.")
                .sub("getname", 2, "", "Tell the name of this connection.", (session, arguments, reply) -> {
                    if (session.state().name().length() == 0) {
                        reply.nil();
                    } else {
                        reply.bulk(session.state().name());
                    }
                })
                .sub("setname", 3, "connection-name", "Name this connection.", (session, arguments, reply) -> {
                    session.state().rename(checkedName(arguments.get(2)));
                    reply.ok();
                })
                .sub("setinfo", 4, "LIB-NAME name | LIB-VER version", "Name the client's library.", this::setInfo)
                .sub(
                        "id",
                        2,
                        "",
                        "Tell the number of this connection.",
                        (session, arguments, reply) -> reply.integer(session.id()))
                .sub(
                        "info",
                        2,
                        "",
                        "Describe this connection.",
                        (session, arguments, reply) -> reply.verbatim(ClientLine.of(session) + "\n"))
                .sub(
                        "list",
                        -2,
                        "[TYPE type] [ID client-id [client-id ...]]",
                        "Describe connections.",
                        this::list,
                        "admin")
                .sub(
                        "kill",
                        -3,
                        "ip:port | [ID id] [TYPE type] [USER name] [ADDR ip:port] [LADDR ip:port] [SKIPME yes|no]",
                        "End connections.",
                        this::kill,
                        "admin")
                .sub(
                        "pause",
                        -3,
                        "timeout [WRITE | ALL]",
                        "Let commands of clients wait, in milliseconds.",
                        this::pause,
                        "admin")
                .sub(
                        "unpause",
                        2,
                        "",
                        "Let them run again.",
                        (session, arguments, reply) -> {
                            pause.end();
                            wake.run();
                            reply.ok();
                        },
                        "admin")
                .sub("reply", 3, "ON | OFF | SKIP", "Choose which replies to get.", this::reply)
                .sub(
                        "no-evict",
                        3,
                        "ON | OFF",
                        "Accepted: no connection is evicted for memory.",
                        (session, arguments, reply) -> {
                            session.state().notEvicted(onOrOff(arguments.get(2)));
                            reply.ok();
                        },
                        "admin")
                .sub(
                        "no-touch",
                        3,
                        "ON | OFF",
                        "Accepted: the time of the last access is not kept.",
                        (session, arguments, reply) -> {
                            onOrOff(arguments.get(2));
                            reply.ok();
                        })
                .sub(
                        "unblock",
                        -3,
                        "client-id [TIMEOUT | ERROR]",
                        "Answer the WAIT of another connection as if its time were up, or with an error.",
                        this::unblock,
                        "admin")
                .sub("caching", 3, "YES | NO", "Refused: tracking is not supported.", (session, arguments, reply) -> {
                    throw new CommandError("ERR CLIENT CACHING can be called only when the client is in tracking mode "
                            + "with OPTIN or OPTOUT mode enabled");
                })
                .sub(
                        "getredir",
                        2,
                        "",
                        "Always -1: tracking is not supported.",
                        (session, arguments, reply) -> reply.integer(-1))
                .sub("trackinginfo", 2, "", "Tell that tracking is off.", (session, arguments, reply) -> {
                    reply.map(3);
                    reply.bulk("flags");
                    reply.set(1);
                    reply.bulk("off");
                    reply.bulk("redirect");
                    reply.integer(-1);
                    reply.bulk("prefixes");
                    reply.array(0);
                })
                .sub(
                        "tracking",
                        -3,
                        "OFF",
                        "Accepted when OFF: tracking is not supported.",
                        (session, arguments, reply) -> {
                            if (onOrOff(arguments.get(2))) {
                                throw new CommandError("ERR CLIENT TRACKING ON is not supported; subscribe to keyspace "
                                        + "notifications instead (CONFIG SET notify-keyspace-events)");
                            }
                            reply.ok();
                        })
                .container());
    }

    /** {@code name}, if a connection may be called so. */
    static Bytes checkedName(Bytes name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.at(i) < '!' || name.at(i) > '~') {
                throw new CommandError(BAD_NAME);
            }
        }
        if (name.length() > NAME_BYTES_MAX) {
            throw new CommandError("ERR a client's name has " + NAME_BYTES_MAX + " bytes at most");
        }
        return name;
    }

    private void setInfo(Session session, List<Bytes> arguments, ReplyWriter reply) {
        SessionState state = session.state();
        Bytes value = arguments.get(3);
        String what = Arguments.lowerCase(arguments.get(2));
        if (!what.equals("lib-name") && !what.equals("lib-ver")) {
            throw new CommandError("ERR Unrecognized option '" + Arguments.shown(arguments.get(2)) + "'");
        }
        try {
            checkedName(value);
        } catch (CommandError e) {
            throw new CommandError("ERR " + what + " cannot contain spaces, newlines or special characters.");
        }
        if (what.equals("lib-name")) {
            state.library(value, state.libraryVersion());
        } else {
            state.library(state.libraryName(), value);
        }
        reply.ok();
    }

    private void list(Session session, List<Bytes> arguments, ReplyWriter reply) {
        Predicate<Session> wanted = any -> true;
        if (arguments.size() > 3 && Arguments.is(arguments.get(2), "id")) {
            List<Long> ids = arguments.subList(3, arguments.size()).stream()
                    .map(id -> Arguments.integer(id, "ERR Invalid client ID"))
                    .toList();
            wanted = listed -> ids.contains(listed.id());
        } else if (arguments.size() == 4 && Arguments.is(arguments.get(2), "type")) {
            wanted = ofType(arguments.get(3));
        } else if (arguments.size() != 2) {
            throw CommandError.syntax();
        }
        reply.verbatim(sessions.get().stream()
                .filter(wanted)
                .map(listed -> ClientLine.of(listed) + "\n")
                .collect(Collectors.joining()));
    }

    private static Predicate<Session> ofType(Bytes type) {
        return switch (Arguments.lowerCase(type)) {
            case "normal" -> session -> !session.state().isSubscribed();
            case "pubsub" -> session -> session.state().isSubscribed();
            case "master", "replica", "slave" -> session -> false;
            default -> throw new CommandError("ERR Unknown client type '" + Arguments.shown(type) + "'");
        };
    }

    private void kill(Session session, List<Bytes> arguments, ReplyWriter reply) {
        if (arguments.size() == 3) {
            String address = Arguments.text(arguments.get(2));
            List<Session> found = sessions.get().stream()
                    .filter(other -> other.remoteAddress().equals(address))
                    .toList();
            if (found.isEmpty()) {
                throw new CommandError("ERR No such client");
            }
            reply.ok();
            found.forEach(Session::close);
            return;
        }
        if (arguments.size() % 2 != 0) {
            throw CommandError.syntax();
        }
        Predicate<Session> wanted = any -> true;
        boolean skipSelf = true;
        for (int i = 2; i < arguments.size(); i += 2) {
            Bytes value = arguments.get(i + 1);
            String text = Arguments.text(value);
            Predicate<Session> condition = switch (Arguments.lowerCase(arguments.get(i))) {
                case "id" -> {
                    long id = Arguments.integer(value, "ERR client-id should be greater than 0");
                    if (id < 1) {
                        throw new CommandError("ERR client-id should be greater than 0");
                    }
                    yield other -> other.id() == id;
                }
                case "type" -> ofType(value);
                case "user" -> {
                    if (users.find(text) == null) {
                        throw new CommandError("ERR No such user '" + text + "'");
                    }
                    yield other -> ClientLine.userName(other.state().user()).equals(text);
                }
                case "addr" -> other -> other.remoteAddress().equals(text);
                case "laddr" -> other -> other.localAddress().equals(text);
                case "skipme" -> {
                    skipSelf = yesOrNo(value);
                    yield any -> true;
                }
                default -> throw CommandError.syntax();
            };
            wanted = wanted.and(condition);
        }
        boolean sparesSelf = skipSelf;
        List<Session> found = sessions.get().stream()
                .filter(wanted)
                .filter(other -> !(sparesSelf && other.id() == session.id()))
                .toList();
        reply.integer(found.size());
        found.forEach(Session::close);
    }

    private void unblock(Session session, List<Bytes> arguments, ReplyWriter reply) {
        boolean asError = arguments.size() == 4 && Arguments.is(arguments.get(3), "error");
        if (arguments.size() > 4 || (arguments.size() == 4 && !asError && !Arguments.is(arguments.get(3), "timeout"))) {
            throw new CommandError("ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR");
        }
        long id = Arguments.integer(arguments.get(2));
        boolean ended = sessions.get().stream()
                .filter(other -> other.id() == id && other.state().lastCommand().equals("wait"))
                .anyMatch(other -> asError
                        ? other.answerWaiting(answer -> answer.error("UNBLOCKED client unblocked via CLIENT UNBLOCK"))
                        : other.answerWaiting());
        reply.integer(ended ? 1 : 0);
    }

    private void pause(Session session, List<Bytes> arguments, ReplyWriter reply) {
        boolean writesOnly = arguments.size() == 4 && Arguments.is(arguments.get(3), "write");
        if (arguments.size() > 4 || (arguments.size() == 4 && !writesOnly && !Arguments.is(arguments.get(3), "all"))) {
            throw new CommandError("ERR CLIENT PAUSE mode must be WRITE or ALL");
        }
        long millis = Arguments.integer(arguments.get(2), "ERR timeout is not an integer or out of range");
        if (millis < 0) {
            throw new CommandError("ERR timeout is negative");
        }
        pause.begin(millis, writesOnly);
        reply.ok();
    }

    private void reply(Session session, List<Bytes> arguments, ReplyWriter reply) {
        switch (Arguments.lowerCase(arguments.get(2))) {
            case "on" -> {
                session.state().replies(Replies.ON);
                reply.ok();
            }
            case "off" -> session.state().replies(Replies.OFF);
            case "skip" -> {
                if (session.state().replies() != Replies.OFF) {
                    session.state().replies(Replies.SKIP_NEXT);
                }
            }
            default -> throw CommandError.syntax();
        }
    }

    private static boolean onOrOff(Bytes word) {
        return switch (Arguments.lowerCase(word)) {
            case "on" -> true;
            case "off" -> false;
            default -> throw CommandError.syntax();
        };
    }

    private static boolean yesOrNo(Bytes word) {
        return switch (Arguments.lowerCase(word)) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw CommandError.syntax();
        };
    }
}
