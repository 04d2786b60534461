package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.resp.ReplyWriter;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** CORE: loads cores and puts one in the place of another while clients go on. */
final class CoreCommands {
    private static final long LIMIT_MILLIS = 120_000;

    private final CoreControl cores;
    private final Runnable wake;

    /** What a connection has asked for and waits for. */
    private final Map<Session, CompletableFuture<String>> asked = new WeakHashMap<>();

    /**
     * @param wake has commands that wait tried again
     */
    CoreCommands(CoreControl cores, Runnable wake) {
        this.cores = cores;
        this.wake = wake;
    }

    /** Adds these commands to {@code table}. */
    void addTo(CommandTable table) {
        table.add(named("core", -2)
                .flags("admin", "noscript")
                .summary("Load consistency cores and swap them while clients go on.")
                .meaning(
                        "A core whose states, puts and specification are those of the one in force takes its place at this "
                                + "node at once; nodes may run either meanwhile. Any other takes an epoch of the whole "
                                + "cluster: puts wait at every node until all have applied all, each node hands what can "
                                + "be read over to the new core, and all go on with it or none does. `espalier core swap` "
                                + "does either for all nodes.")
                .sub(
                        "load",
                        lengthy(
                                "load",
                                3,
                                "name | path",
                                "Inspect a core and load it apart from all else; a path is of this node's machine.",
                                arguments -> cores.load(Arguments.text(arguments.get(2)))))
                .sub("list", 2, "", "Show the loaded cores, the one in force first.", this::list)
                .sub(
                        "swap",
                        lengthy(
                                "swap",
                                -3,
                                "name [FORCE]",
                                "Put a loaded core in force; FORCE if its certificate does not verify.",
                                arguments -> cores.swap(Arguments.text(arguments.get(2)), isForced(arguments))))
                .sub(
                        "unload",
                        3,
                        "name",
                        "Let go of a loaded core that is not in force.",
                        (session, arguments, reply) -> {
                            cores.unload(Arguments.text(arguments.get(2)));
                            reply.ok();
                        })
                .sub(
                        "status",
                        2,
                        "",
                        "Show which core is in force, and how far a swap has come.",
                        (session, arguments, reply) -> show(cores.status(), reply))
                .container());
    }

    private static boolean isForced(List<Bytes> arguments) {
        if (arguments.size() == 3) {
            return false;
        }
        if (arguments.size() != 4 || !Arguments.is(arguments.get(3), "force")) {
            throw CommandError.syntax();
        }
        return true;
    }

    /** Begins what a command asks for. */
    private interface Beginning {
        CompletableFuture<String> begin(List<Bytes> arguments);
    }

    /** A subcommand that takes its time while others go on. */
    private CommandSpec lengthy(String word, int arity, String syntax, String summary, Beginning beginning) {
        return named("core|" + word, arity)
                .flags("admin", "noscript")
                .syntax(syntax)
                .summary(summary)
                .runs((session, arguments, reply) -> attend(session, () -> beginning.begin(arguments), reply));
    }

    /** Begins, or goes on waiting for what was begun: a command that waits is run again. */
    private Outcome attend(Session session, Supplier<CompletableFuture<String>> beginning, ReplyWriter reply) {
        CompletableFuture<String> known = asked.get(session);
        CompletableFuture<String> future = known == null ? beginning.get() : known;
        if (future.isDone()) {
            asked.remove(session);
            try {
                reply.bulk(future.join());
            } catch (CompletionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                reply.error("ERR " + cause.getMessage());
            }
            return Outcome.DONE;
        }
        if (known == null) {
            asked.put(session, future);
            future.whenComplete((done, failed) -> wake.run());
        }
        return new Outcome.Wait(false, future::isDone, LIMIT_MILLIS, to -> {
            asked.remove(session);
            to.error("ERR not done within " + LIMIT_MILLIS + " ms, and still being done; see CORE STATUS");
        });
    }

    private void list(Session session, List<Bytes> arguments, ReplyWriter reply) {
        List<Map<String, String>> all = cores.list();
        reply.array(all.size());
        all.forEach(core -> show(core, reply));
    }

    private static void show(Map<String, String> facts, ReplyWriter reply) {
        reply.map(facts.size());
        facts.forEach((name, value) -> {
            reply.bulk(name);
            reply.bulk(value);
        });
    }
}
