package dev.espalier.simulation;

import dev.espalier.store.cores.CoreArchive;
import dev.espalier.store.cores.CoreInForce;
import dev.espalier.store.cores.CoreRecords;
import dev.espalier.store.cores.CoreRefusedException;
import dev.espalier.store.cores.LoadedCore;
import dev.espalier.store.cores.PreparedEpoch;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A process's hand on what its disk says of cores. Archives of all cores are there from the beginning: loading them is not
 * what is simulated.
 */
final class SimulatedCores implements CoreRecords {
    /** Is told of what came to the disk. */
    interface Watcher {
        /** Database {@code name} counts from now on. */
        void inForce(CoreInForce core);

        /** Database {@code name} may count from now on. */
        void prepared(PreparedEpoch epoch);
    }

    private final SimulatedDisk disk;
    private final List<LoadedCore> cores;
    private final Watcher watcher;
    private final Consumer<String> dropped;
    private final long process;

    /** @param dropped is told which databases are dropped */
    SimulatedCores(SimulatedDisk disk, List<LoadedCore> cores, Watcher watcher, Consumer<String> dropped) {
        this.disk = disk;
        this.cores = cores;
        this.watcher = watcher;
        this.dropped = dropped;
        this.process = disk.process();
    }

    private void write(Runnable effect) throws IOException {
        disk.require(process);
        disk.write(effect, IOException::new);
    }

    @Override
    public @Nullable CoreInForce inForce() {
        return disk.cores().inForce;
    }

    @Override
    public void putInForce(CoreInForce core) throws IOException {
        write(() -> {
            disk.cores().inForce = core;
            watcher.inForce(core);
        });
    }

    @Override
    public @Nullable PreparedEpoch prepared() {
        return disk.cores().prepared;
    }

    @Override
    public void prepare(PreparedEpoch epoch) throws IOException {
        write(() -> {
            disk.cores().prepared = epoch;
            watcher.prepared(epoch);
        });
    }

    @Override
    public void settlePrepared() throws IOException {
        write(() -> disk.cores().prepared = null);
    }

    @Override
    public List<String> databases() {
        return disk.databases().stream()
                .filter(name -> !name.equals(CoreInForce.FIRST_DATABASE))
                .toList();
    }

    @Override
    public void dropDatabase(String name) throws IOException {
        disk.require(process);
        CoreInForce core = disk.cores().inForce;
        if (name.equals(core == null ? CoreInForce.FIRST_DATABASE : core.database())) {
            throw new ViolationException("the database in force is deleted: " + name);
        }
        disk.drop(name);
        dropped.accept(name);
    }

    @Override
    public void keep(CoreArchive archive, String hash) {
        throw new UnsupportedOperationException("simulated nodes have all archives");
    }

    @Override
    public void drop(String hash) {
        throw new UnsupportedOperationException("simulated nodes have all archives");
    }

    @Override
    public LoadedCore load(String hash) throws CoreRefusedException {
        for (LoadedCore core : cores) {
            if (core.identity().hash().equals(hash)) {
                return core;
            }
        }
        throw new CoreRefusedException("there is no archive of core " + hash);
    }

    @Override
    public List<String> kept() {
        return cores.stream().map(core -> core.identity().hash()).toList();
    }
}
