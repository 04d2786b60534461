package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.resp.ReplyWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** BACKUP. */
final class BackupCommands {
    private final Backups backups;
    private final Map<Session, Backups.Job> jobs = new HashMap<>();

    BackupCommands(Backups backups) {
        this.backups = backups;
    }

    void addTo(CommandTable table) {
        table.add(named("backup", 2)
                .flags("admin", "noscript")
                .syntax("name")
                .summary("Copy what is on the disk to a new folder in backup-dir, and tell its path.")
                .meaning(
                        "Of this node's replica: everything that was put or had arrived there before. The node goes on "
                                + "serving. It is restored as the beginning of a new cluster: see `espalier restore`.")
                .runs(this::backup));
    }

    private Outcome backup(Session session, List<Bytes> arguments, ReplyWriter reply) {
        Backups.Job job = jobs.get(session);
        if (job == null) {
            job = backups.begin(Arguments.text(arguments.get(1)));
            jobs.put(session, job);
        }
        if (!job.isDone()) {
            Backups.Job begun = job;
            return new Outcome.Wait(false, begun::isDone, Outcome.WITHOUT_LIMIT, to -> to.error("ERR interrupted"));
        }
        jobs.remove(session);
        String failure = job.failure();
        if (failure == null) {
            reply.bulk(job.place());
        } else {
            reply.error("ERR " + failure);
        }
        return Outcome.DONE;
    }

    /** A client that has gone hears no more of its backup, which is made all the same. */
    void forget(Session session) {
        jobs.remove(session);
    }
}
