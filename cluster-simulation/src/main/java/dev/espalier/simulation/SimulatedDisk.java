package dev.espalier.simulation;

import dev.espalier.store.storage.RowStore;
import dev.espalier.store.storage.StateCopies;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A disk that outlives its node's processes: databases, and what it says of cores. What is written in one go is on it whole or
 * not at all, whatever happens meanwhile; power that fails takes batches that were never synced, from the last one back.
 */
final class SimulatedDisk {
    /** What happens to the next write. */
    enum Fate {
        /** Nothing unusual. */
        WRITTEN,
        /** The process ends and the batch is torn: its checksum is wrong, so it is as if never written. */
        CRASH_TORN,
        /** The process ends when the batch is on the disk. */
        CRASH_WRITTEN,
        /** There is no room. */
        FULL,
        /** The sync fails, and nobody knows what is on the disk: it is. */
        FAILED_WRITTEN
    }

    /** A database as a process has it open. */
    interface Opened extends RowStore, StateCopies {}

    private final TreeMap<String, SimulatedDatabase> databases = new TreeMap<>();
    private final CoresOnDisk cores = new CoresOnDisk();
    private final Runnable busy;
    private final Runnable crash;
    private Fate nextFate = Fate.WRITTEN;
    private boolean readsFail;
    private boolean lastWritten;
    private long process;

    /**
     * @param busy called for each sync
     * @param crash ends the process that writes
     */
    SimulatedDisk(Runnable busy, Runnable crash) {
        this.busy = busy;
        this.crash = crash;
    }

    /** Decides about the next write. */
    void next(Fate fate) {
        nextFate = fate;
    }

    /** Reads fail until {@link #repair}. */
    void failReads() {
        readsFail = true;
    }

    /** The disk is in order again. */
    void repair() {
        nextFate = Fate.WRITTEN;
        readsFail = false;
    }

    boolean doReadsFail() {
        return readsFail;
    }

    /** Whether the last write came to the disk. */
    boolean lastWritten() {
        return lastWritten;
    }

    /** The power fails: some of what is not synced is lost. */
    void losePower(SplittableRandom random) {
        databases.values().forEach(database -> database.losePower(random));
    }

    /** What the process that runs now has of a database, which is made if it is not there. */
    Opened open(String name) {
        return databases
                .computeIfAbsent(name, made -> new SimulatedDatabase(this))
                .open();
    }

    /** The databases there are. */
    List<String> databases() {
        return new ArrayList<>(databases.keySet());
    }

    void drop(String name) {
        databases.remove(name);
    }

    /** What it says of cores. */
    CoresOnDisk cores() {
        return cores;
    }

    /** The process that had it is gone: whatever it still asks for ends it again. */
    void letGo() {
        process++;
        databases.values().forEach(SimulatedDatabase::letGo);
    }

    /** Tells the present process from those before. */
    long process() {
        return process;
    }

    /** Ends whoever is not process {@code number}. */
    void require(long number) {
        if (number != process) {
            throw new CrashError();
        }
    }

    /** What a disk throws. */
    @FunctionalInterface
    interface Failure<E extends Exception> {
        E because(String message);
    }

    /** Has {@code effect} happen in one write, as far as the next fate lets it. */
    <E extends Exception> void write(Runnable effect, Failure<E> failure) throws E {
        Fate fate = nextFate;
        nextFate = Fate.WRITTEN;
        lastWritten = false;
        if (fate == Fate.CRASH_TORN) {
            crash.run();
            throw new CrashError();
        }
        if (fate == Fate.FULL) {
            throw failure.because("No space left on device");
        }
        effect.run();
        lastWritten = true;
        if (fate == Fate.CRASH_WRITTEN) {
            crash.run();
            throw new CrashError();
        }
        if (fate == Fate.FAILED_WRITTEN) {
            throw failure.because("IO error: while syncing: Input/output error");
        }
    }

    void synced() {
        busy.run();
    }
}
