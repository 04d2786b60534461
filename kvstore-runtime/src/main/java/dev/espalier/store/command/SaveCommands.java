package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.resp.ReplyWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** SAVE, BGSAVE and LASTSAVE: what is put is in the log at once, and these have the log be on the device. */
final class SaveCommands {
    private static final String WHAT_IT_IS =
            "What was answered is in the log already and survives the death of the process. When this has ended it survives "
                    + "a loss of power as well, whatever durability says. Of this node alone. For a copy see BACKUP.";

    private final Saves saves;
    private final Map<Session, Saves.Job> jobs = new HashMap<>();

    SaveCommands(Saves saves) {
        this.saves = saves;
    }

    void addTo(CommandTable table) {
        table.add(named("save", 1)
                .flags("admin", "noscript", "no_async_loading", "no_multi")
                .summary("Answer when all that was put is on the device.")
                .meaning(WHAT_IT_IS)
                .runs(this::save));
        table.add(named("bgsave", -1)
                .flags("admin", "noscript", "no_async_loading")
                .syntax("[SCHEDULE]")
                .summary("Begin to have all that was put on the device; LASTSAVE tells when that has ended.")
                .meaning(WHAT_IT_IS)
                .answers(this::begin));
        table.add(named("lastsave", 1)
                .flags("loading", "stale", "fast")
                .categories("admin", "dangerous")
                .summary("Tell when SAVE or BGSAVE last ended, or the node was started, in seconds.")
                .meaning("Of this node's clock. What durability does by itself is not told here.")
                .answers((session, arguments, reply) -> reply.integer(saves.lastSeconds())));
    }

    private Outcome save(Session session, List<Bytes> arguments, ReplyWriter reply) {
        Saves.Job job = jobs.computeIfAbsent(session, first -> saves.begin());
        if (!job.isDone()) {
            return new Outcome.Wait(false, job::isDone, Outcome.WITHOUT_LIMIT, to -> to.error("ERR interrupted"));
        }
        jobs.remove(session);
        reply.ok();
        return Outcome.DONE;
    }

    private void begin(Session session, List<Bytes> arguments, ReplyWriter reply) {
        boolean scheduled = arguments.size() == 2 && Arguments.is(arguments.get(1), "schedule");
        if (arguments.size() > 1 && !scheduled) {
            throw CommandError.syntax();
        }
        if (saves.isRunning() && !scheduled) {
            throw new CommandError("ERR Background save already in progress");
        }
        boolean wasRunning = saves.isRunning();
        saves.begin();
        reply.simple(wasRunning ? "Background saving scheduled" : "Background saving started");
    }

    /** A client that has gone hears no more of its save, which ends all the same. */
    void forget(Session session) {
        jobs.remove(session);
    }
}
