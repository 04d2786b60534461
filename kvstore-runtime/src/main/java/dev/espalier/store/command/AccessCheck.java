package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import dev.espalier.store.access.AccessLog;
import dev.espalier.store.access.AccessRequest;
import dev.espalier.store.access.AccessRequest.Denial;
import dev.espalier.store.access.User;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether users may run commands, and the log of where they may not. */
final class AccessCheck {
    private final AccessLog log;
    private final Keys keys;

    AccessCheck(AccessLog log, Keys keys) {
        this.log = log;
        this.keys = keys;
    }

    /**
     * Lets the command pass, or notes that it may not.
     *
     * @throws CommandError if {@code user} may not run it
     */
    void require(Session session, User user, CommandSpec spec, List<Bytes> arguments) {
        Denial denial = denial(user, spec, arguments);
        if (denial != null) {
            String context = session.state().transaction().isOpen() ? "multi" : "toplevel";
            note(session, denial, context, user);
            throw new CommandError("NOPERM this user has no permissions to "
                    + switch (denial.obstacle()) {
                        case COMMAND -> "run the '" + Arguments.text(denial.object()) + "' command";
                        case KEY -> "access one of the keys used as arguments";
                        case CHANNEL -> "access one of the channels used as arguments";
                    });
        }
    }

    /**
     * The same for a command of a transaction that is now carried out.
     *
     * @throws CommandError if the rules have changed meanwhile, so that the user may not run it any more
     */
    void requireStill(Session session, CommandSpec spec, List<Bytes> arguments) {
        User user = session.state().user();
        Denial denial = user == null || user.isUnrestricted() ? null : denial(user, spec, arguments);
        if (user != null && denial != null) {
            note(session, denial, "multi", user);
            throw new CommandError(
                    "NOPERM ACLs rules changed between the moment the transaction was accumulated and the "
                            + "EXEC call. This command is no longer allowed for the following reason: "
                            + switch (denial.obstacle()) {
                                case COMMAND -> "no permission to execute the command or subcommand";
                                case KEY -> "no permission to touch the specified keys";
                                case CHANNEL -> "no permission to access one of the channels used as arguments";
                            });
        }
    }

    private void note(Session session, Denial denial, String context, User user) {
        String reason = denial.obstacle().name().toLowerCase(Locale.ROOT);
        note(session, reason, context, Arguments.text(denial.object()), user.name());
    }

    /** Notes that somebody gave a wrong name or password. */
    void noteBadPassword(Session session, Bytes command, String user) {
        note(session, "auth", "toplevel", Arguments.text(command), user);
    }

    private void note(Session session, String reason, String context, String object, String user) {
        String client = ClientLine.of(session);
        log.add(new AccessLog.Entry(reason, context, object, user, client, keys.now(), 1));
    }

    /** What {@code user} may not do that the command does; {@code null} when it may run it. */
    static @Nullable Denial denial(User user, CommandSpec spec, List<Bytes> arguments) {
        if (spec.has("no_auth")) {
            return null;
        }
        List<AccessRequest.Key> used = spec.uses(arguments).stream()
                .map(use -> new AccessRequest.Key(use.key(), use.reads(), use.writes()))
                .toList();
        return user.denial(new AccessRequest(
                spec.name(),
                spec.categories(),
                arguments.size() > 1 ? Arguments.lowerCase(arguments.get(1)) : "",
                used,
                channels(spec, arguments)));
    }

    private static List<AccessRequest.Channel> channels(CommandSpec spec, List<Bytes> arguments) {
        int last = switch (spec.name()) {
            case "publish", "spublish" -> 1;
            case "subscribe", "psubscribe", "ssubscribe" -> arguments.size() - 1;
            default -> 0;
        };
        boolean patterns = spec.name().equals("psubscribe");
        return arguments.subList(1, last + 1).stream()
                .map(name -> new AccessRequest.Channel(name, patterns))
                .toList();
    }

    /** Whether the user of {@code session} may still listen to all that it listens to. */
    static boolean mayStillListen(Session session) {
        SessionState state = session.state();
        User user = state.user();
        return user == null
                || (Stream.concat(state.channels().stream(), state.shardChannels().stream())
                                .allMatch(name -> user.mayHear(new AccessRequest.Channel(name, false)))
                        && state.patterns().stream()
                                .allMatch(name -> user.mayHear(new AccessRequest.Channel(name, true))));
    }
}
