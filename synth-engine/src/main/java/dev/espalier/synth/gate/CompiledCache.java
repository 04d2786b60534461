package dev.espalier.synth.gate;

import dev.espalier.core.Sha256;
import dev.espalier.synth.prover.Prover;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compiled files of earlier runs, each under the hash of all that it was made from: its name, its text, the prover, and
 * the same of every file that it loads. A change anywhere gives another hash, so nothing here is ever stale, and the
 * first of two runs at the same time wins. The folder must be one that only the gate writes: a file planted there would
 * be taken for the prover's.
 */
final class CompiledCache {
    private final Path folder;
    private final Prover prover;
    private final Map<String, String> keys = new HashMap<>();

    CompiledCache(Path folder, Prover prover) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.prover = prover;
    }

    /** Puts the compiled form of {@code source} at {@code target}, if it is here; how long it took to compile. */
    Optional<Duration> fetch(SourceFile source, String name, List<String> loaded, Path target) throws IOException {
        Path entry = entry(source, name, loaded);
        if (!Files.isRegularFile(entry)) {
            return Optional.empty();
        }
        Files.copy(entry, target, StandardCopyOption.REPLACE_EXISTING);
        Path took = took(entry);
        return Optional.of(
                Files.isRegularFile(took)
                        ? Duration.ofMillis(
                                Long.parseLong(Files.readString(took).strip()))
                        : Duration.ZERO);
    }

    private static Path took(Path entry) {
        return entry.resolveSibling(entry.getFileName() + ".milliseconds");
    }

    /**
     * Keeps {@code compiled}; if another run was first, {@code compiled} becomes the other's, because files that load
     * it are bound to its very bytes.
     */
    void keep(SourceFile source, String name, List<String> loaded, Path compiled, Duration took) throws IOException {
        Path entry = entry(source, name, loaded);
        Path mine = Files.createTempFile(folder, "new", ".part");
        try {
            Files.copy(compiled, mine, StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(took(entry), took.toMillis() + "\n");
            // A link is made whole or not at all, and does not replace another.
            Files.createLink(entry, mine);
        } catch (FileAlreadyExistsException e) {
            Files.copy(entry, compiled, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(mine);
        }
    }

    private Path entry(SourceFile source, String name, List<String> loaded) {
        StringBuilder made =
                new StringBuilder(prover.version() + "\n" + prover.compiler() + "\n" + name + "\n" + source.hash());
        loaded.stream().sorted().forEach(path -> made.append('\n').append(keys.get(path)));
        String key = Sha256.hex(made.toString().getBytes(StandardCharsets.UTF_8));
        keys.put(source.path(), key);
        return folder.resolve(key + ".vo");
    }
}
