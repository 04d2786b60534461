package dev.espalier.store.cores;

import dev.espalier.core.StoreCore;
import dev.espalier.store.config.NodeStartException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cores that a node has loaded, one of them in force. A core that is loaded under the name of another takes its place on
 * the shelf; the one in force stays, under whatever name, and is let go of when another takes over.
 *
 * <p>The event loop owns it, except for {@link #read}, which is slow and may run anywhere.
 */
public final class CoreShelf {
    private static final Logger log = LoggerFactory.getLogger(CoreShelf.class);

    /**
     * A core that is loaded.
     *
     * @param loaded the core and its identity
     * @param shape what it has to have in common with another to replace it at once
     * @param origin where it came from, in words
     */
    public record Shelved(LoadedCore loaded, CoreShape shape, String origin) {
        static Shelved of(LoadedCore loaded, String origin) {
            return new Shelved(loaded, CoreShape.of(loaded), origin);
        }

        /** Its name. */
        public String name() {
            return loaded.identity().name();
        }

        /** The hash that identifies it. */
        public String hash() {
            return loaded.identity().hash();
        }
    }

    private final CoreRecords records;
    private final List<Shelved> others = new ArrayList<>();
    private Shelved inForce;
    private CoreInForce said;
    private final boolean afterSwap;

    private CoreShelf(CoreRecords records, Shelved inForce, CoreInForce said, boolean afterSwap) {
        this.records = records;
        this.inForce = inForce;
        this.said = said;
        this.afterSwap = afterSwap;
    }

    /**
     * The shelf of a node that starts: in force is what its disk says, or {@code configured} where that says
     * nothing; beside it is all that was loaded before.
     *
     * @throws NodeStartException if the core in force is not there, or is not verified and was not forced
     */
    public static CoreShelf open(CoreRecords records, LoadedCore configured) throws NodeStartException {
        CoreInForce said = records.inForce();
        Shelved settings = Shelved.of(configured, "settings");
        if (said == null) {
            CoreInForce first = new CoreInForce(settings.name(), settings.hash(), false, 0, CoreInForce.FIRST_DATABASE);
            CoreShelf shelf = new CoreShelf(records, settings, first, false);
            shelf.addKept();
            return shelf;
        }
        CoreShelf shelf = new CoreShelf(records, inForce(records, said, settings), said, true);
        if (!said.hash().equals(settings.hash())) {
            shelf.add(settings);
            log.info(
                    "core {} ({}) is in force since a swap, whatever the settings say ({})",
                    said.name(),
                    said.hash(),
                    settings.name());
        }
        shelf.addKept();
        return shelf;
    }

    private static Shelved inForce(CoreRecords records, CoreInForce said, Shelved settings) throws NodeStartException {
        if (said.hash().equals(settings.hash())) {
            return settings;
        }
        try {
            LoadedCore loaded = records.load(said.hash());
            if (!loaded.identity().hash().equals(said.hash())) {
                throw new CoreRefusedException("its archive holds another core, "
                        + loaded.identity().name() + " (" + loaded.identity().hash() + ")");
            }
            if (!loaded.identity().isVerified()) {
                if (!said.forced()) {
                    throw new CoreRefusedException(
                            "it is not verified: " + loaded.identity().distrust());
                }
                log.warn(
                        "core {} runs UNVERIFIED: {}",
                        said.name(),
                        loaded.identity().distrust());
            }
            return Shelved.of(loaded, "archive");
        } catch (CoreRefusedException e) {
            throw new NodeStartException(
                    "core " + said.name() + " (" + said.hash() + ") is in force since a swap and cannot be used: "
                            + e.getMessage() + "; restore the folder cores of the data directory from a copy",
                    e);
        }
    }

    private void addKept() {
        for (String hash : records.kept()) {
            if (!hash.equals(inForce.hash())
                    && others.stream().noneMatch(other -> other.hash().equals(hash))) {
                try {
                    add(Shelved.of(records.load(hash), "archive"));
                } catch (CoreRefusedException e) {
                    log.warn("an archive that was loaded before is left out: {}", e.getMessage());
                }
            }
        }
    }

    /**
     * Reads, inspects and keeps a core; {@link #add} puts it on the shelf.
     *
     * @param nameOrPath the name of a core of the class path, or the path of an archive on this node
     * @throws CoreRefusedException if there is no such core, or it may not be loaded
     */
    public Shelved read(String nameOrPath) throws CoreRefusedException {
        boolean isPath = nameOrPath.indexOf('/') >= 0 || nameOrPath.endsWith(".jar");
        CoreArchive archive =
                isPath ? CoreArchive.read(Path.of(nameOrPath)) : CoreLoading.archive(ofClassPath(nameOrPath));
        LoadedCore loaded = CoreLoading.load(archive);
        try {
            records.keep(archive, loaded.identity().hash());
        } catch (IOException e) {
            throw new CoreRefusedException(
                    "core " + archive.name() + " cannot be kept in the data directory (" + e + "); make room there");
        }
        return Shelved.of(loaded, isPath ? nameOrPath : "class path");
    }

    private static StoreCore ofClassPath(String name) throws CoreRefusedException {
        List<LoadedCore> all;
        try {
            all = Cores.available(CoreShelf.class.getClassLoader());
        } catch (NodeStartException e) {
            throw new CoreRefusedException(String.valueOf(e.getMessage()));
        }
        for (LoadedCore core : all) {
            if (core.identity().name().equals(name)) {
                return core.core();
            }
        }
        throw new CoreRefusedException("there is no core \"" + name + "\" on the class path; there are "
                + all.stream().map(core -> core.identity().name()).sorted().toList()
                + "; give one of these, or the path of an archive");
    }

    /** Whether the disk said at the start that a swap has been. */
    public boolean isAfterSwap() {
        return afterSwap;
    }

    /** What the disk says is in force, or would say if it had to. */
    public CoreInForce said() {
        return said;
    }

    /** Puts a core on the shelf. */
    public void add(Shelved core) {
        others.removeIf(
                other -> other.name().equals(core.name()) || other.hash().equals(core.hash()));
        if (!core.hash().equals(inForce.hash())) {
            others.add(core);
        }
    }

    /**
     * Takes a core off the shelf, and deletes its archive.
     *
     * @throws CoreRefusedException if it is in force or not there
     */
    public void remove(String name) throws CoreRefusedException, IOException {
        for (Shelved other : others) {
            if (other.name().equals(name)) {
                records.drop(other.hash());
                others.remove(other);
                return;
            }
        }
        throw new CoreRefusedException(
                inForce.name().equals(name)
                        ? "core " + name + " is in force; swap to another one first"
                        : "core " + name + " is not loaded; see CORE LIST");
    }

    /** The core called {@code name} that is not in force, or else the one in force if it is called so. */
    public @Nullable Shelved find(String name) {
        for (Shelved other : others) {
            if (other.name().equals(name)) {
                return other;
            }
        }
        return inForce.name().equals(name) ? inForce : null;
    }

    /** The core of that hash. */
    public @Nullable Shelved ofHash(String hash) {
        if (inForce.hash().equals(hash)) {
            return inForce;
        }
        return others.stream()
                .filter(other -> other.hash().equals(hash))
                .findFirst()
                .orElse(null);
    }

    /** The core in force, which the node runs. */
    public Shelved inForce() {
        return inForce;
    }

    /** From now on {@code core} is in force; the one before stays on the shelf, to go back to. */
    public void putInForce(Shelved core, CoreInForce nowSaid) {
        Shelved before = inForce;
        said = nowSaid;
        inForce = core;
        others.removeIf(other -> other.hash().equals(core.hash()));
        add(before);
    }

    /** All cores, the one in force first. */
    public List<Shelved> all() {
        List<Shelved> all = new ArrayList<>(others);
        all.addFirst(inForce);
        return all;
    }

    /** What is durable of it. */
    public CoreRecords records() {
        return records;
    }

    /** Whether a peer that runs the core of that hash can be talked to: it is this one, or one that can stand in for it. */
    public boolean agreesWith(String hash) {
        Shelved other = ofHash(hash);
        return other != null && (other == inForce || inForce.shape().suits(other.shape()));
    }
}
