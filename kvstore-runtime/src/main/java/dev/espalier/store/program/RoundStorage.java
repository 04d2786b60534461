package dev.espalier.store.program;

import dev.espalier.core.NodeId;
import dev.espalier.core.StateCodec;
import dev.espalier.store.config.Durability;
import dev.espalier.store.config.NodeStartException;
import dev.espalier.store.cores.LoadedCore;
import dev.espalier.store.storage.MemoryStorage;
import dev.espalier.store.storage.RocksStorage;
import dev.espalier.store.storage.Storage;
import dev.espalier.store.storage.StoreIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a round's puts are recorded: nowhere with durability {@code none}, and in a new directory of a node's own kind
 * otherwise, deleted with the round.
 *
 * @param storage takes the records
 * @param syncsEverySecond whether it is to be synced each second
 * @param directory what to delete afterwards; may not exist
 */
record RoundStorage(Storage storage, boolean syncsEverySecond, Path directory) implements AutoCloseable {

    static RoundStorage open(RoundSettings settings, String clusterId, NodeId self, LoadedCore core)
            throws NodeStartException {
        Path directory = Path.of(settings.directory());
        return switch (settings.durability()) {
            case "none" -> new RoundStorage(new MemoryStorage(), false, directory);
            case "everysec", "always" -> {
                Durability level = settings.durability().equals("always") ? Durability.ALWAYS : Durability.EVERYSEC;
                StateCodec<?> codec = core.core().stateCodec();
                StoreIdentity identity = new StoreIdentity(
                        clusterId,
                        self,
                        core.identity().name(),
                        core.identity().hash(),
                        codec == null ? null : codec.shape());
                yield new RoundStorage(
                        RocksStorage.open(directory, identity, level, true), level == Durability.EVERYSEC, directory);
            }
            default ->
                throw new NodeStartException(
                        "durability is \"" + settings.durability() + "\" but must be none, everysec or always");
        };
    }

    @Override
    public void close() throws IOException {
        storage.close();
        if (!Files.isDirectory(directory)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> found = Files.walk(directory)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
