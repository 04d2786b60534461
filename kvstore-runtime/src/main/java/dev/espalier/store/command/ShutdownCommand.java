package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.resp.ReplyWriter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** SHUTDOWN, which is answered only when the node goes on. */
final class ShutdownCommand {
    private static final Set<String> WORDS = Set.of("nosave", "save", "now", "force", "abort");
    private static final String GIVEN_UP = "ERR Errors trying to SHUTDOWN. Check logs.";

    private final Shutdown shutdown;
    private final Map<Session, Shutdown.Attempt> attempts = new HashMap<>();

    ShutdownCommand(Shutdown shutdown) {
        this.shutdown = shutdown;
    }

    void addTo(CommandTable table) {
        table.add(named("shutdown", -1)
                .flags("admin", "noscript", "loading", "stale", "no_multi", "allow_busy")
                .syntax("[NOSAVE | SAVE] [NOW] [FORCE] [ABORT]")
                .summary("Stop the node as SIGTERM does; there is no reply but the end of the connection.")
                .meaning(
                        "Of this node alone. Waits for connected peers to take what was put so far, for shutdown-limit-ms at "
                                + "most and not with NOW; so long ABORT has it go on. Then the log is synced; the node goes on when "
                                + "that fails, unless FORCE is given. NOSAVE does not sync first: what was answered is in the log all "
                                + "the same.")
                .runs(this::run));
    }

    private Outcome run(Session session, List<Bytes> arguments, ReplyWriter reply) {
        Shutdown.Attempt begun = attempts.get(session);
        if (begun == null) {
            Set<String> words = words(arguments);
            if (words.contains("abort")) {
                if (!shutdown.abort()) {
                    throw new CommandError("ERR No shutdown in progress.");
                }
                reply.ok();
                return Outcome.DONE;
            }
            begun = shutdown.begin(
                    new Shutdown.Wish(!words.contains("nosave"), words.contains("now"), words.contains("force")));
        }
        if (begun.isGivenUp()) {
            attempts.remove(session);
            throw new CommandError(GIVEN_UP);
        }
        attempts.put(session, begun);
        return new Outcome.Wait(false, begun::isGivenUp, Outcome.WITHOUT_LIMIT, to -> {
            attempts.remove(session);
            to.error(GIVEN_UP);
        });
    }

    private static Set<String> words(List<Bytes> arguments) {
        Set<String> words = new HashSet<>();
        arguments.subList(1, arguments.size()).forEach(word -> words.add(Arguments.lowerCase(word)));
        boolean known = WORDS.containsAll(words);
        boolean contradictory =
                words.contains("abort") && words.size() > 1 || words.containsAll(Set.of("save", "nosave"));
        if (!known || contradictory) {
            throw CommandError.syntax();
        }
        return words;
    }

    /** A client that has gone hears no more of the stop, which goes on all the same. */
    void forget(Session session) {
        attempts.remove(session);
    }
}
