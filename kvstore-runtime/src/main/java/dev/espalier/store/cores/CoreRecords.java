package dev.espalier.store.cores;

import dev.espalier.store.config.NodeStartException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node's disk says of cores: those that were loaded, which one is in force ({@link CoreInForce}), and which epoch is
 * prepared. What is written is on the disk, whole, when the call returns, and not at all if it does not.
 */
public interface CoreRecords {
    /**
     * Which core is in force; {@code null} when no swap has been.
     *
     * @throws NodeStartException if that cannot be read
     */
    @Nullable
    CoreInForce inForce() throws NodeStartException;

    /** Puts a core in force: from the next start on, whatever becomes of this one. */
    void putInForce(CoreInForce core) throws IOException;

    /** The epoch that this node has prepared and does not know the outcome of; {@code null} when there is none. */
    @Nullable
    PreparedEpoch prepared() throws NodeStartException;

    /** Notes that an epoch is prepared: it may be in force elsewhere from now on. */
    void prepare(PreparedEpoch epoch) throws IOException;

    /** The outcome of the prepared epoch is known. */
    void settlePrepared() throws IOException;

    /** The databases of epochs. */
    List<String> databases();

    /** Deletes a database that no longer counts. */
    void dropDatabase(String name) throws IOException;

    /** Keeps an archive, under the hash that identifies its core. */
    void keep(CoreArchive archive, String hash) throws IOException;

    /** Deletes the archive of the core of that hash, if there is one. */
    void drop(String hash) throws IOException;

    /**
     * Loads the core of that hash from its archive.
     *
     * @throws CoreRefusedException if there is none, or it may not be loaded
     */
    LoadedCore load(String hash) throws CoreRefusedException;

    /** The hashes of all cores of which there is an archive. */
    List<String> kept();
}
