package dev.espalier.synth.prover.session;

import dev.espalier.core.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Verdicts of earlier runs, each a file under the name of the state that its sentence leads to, which is the hash of all
 * that the verdict depends on. Only what is about the sentence is kept: an accepted sentence, or a {@linkplain
 * ProverError#lasting lasting} error. An entry that is damaged is no entry. Several processes may share a folder, which
 * must be one that only they write: a verdict planted there would be taken for the prover's. A wrong one can mislead a
 * search, but proves nothing: the proof gate does not look here.
 *
 * <p>Safe for use by many threads.
 */
public final class SentenceCache {
    private static final String SUFFIX = ".verdict";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final long bytesMax;
    private long bytes;

    private record File(Path path, long size, FileTime used) {}

    /**
     * The cache in {@code folder}, which is made if it is not there.
     *
     * @param bytesMax how much it may hold, at least 0; over that, what was unused longest is deleted, down to three
     *     quarters
     */
    public SentenceCache(Path folder, long bytesMax) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.bytesMax = bytesMax;
        bytes = files().stream().mapToLong(File::size).sum();
    }

    /** The verdict on the sentence that leads to {@code after}, if there is one. */
    Optional<CachedVerdict> find(StateId after) {
        Path entry = entry(after);
        try {
            String text = Files.readString(entry);
            int line = text.indexOf('\n');
            String content = text.substring(line + 1);
            if (line < 0 || !hash(content).equals(text.substring(0, line))) {
                return Optional.empty();
            }
            CachedVerdict verdict = JSON.readValue(content, CachedVerdict.class);
            // When it was last of use decides how long it stays.
            Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
            return Optional.of(verdict);
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** Keeps {@code verdict}; a cache that cannot be written keeps nothing. */
    synchronized void keep(StateId after, CachedVerdict verdict) {
        String content = JSON.writeValueAsString(verdict);
        Path entry = entry(after);
        try {
            long before = Files.exists(entry) ? Files.size(entry) : 0;
            Files.createDirectories(entry.resolveSibling(""));
            Path mine = Files.createTempFile(folder, "new", ".part");
            try {
                Files.writeString(mine, hash(content) + "\n" + content);
                bytes += Files.size(mine) - before;
                Files.move(mine, entry, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(mine);
            }
            if (bytes > bytesMax) {
                evict();
            }
        } catch (IOException e) {
            // The next who asks asks the prover.
        }
    }

    /** Forgets the verdict on the sentence that leads to {@code after}. */
    synchronized void remove(StateId after) {
        try {
            Files.deleteIfExists(entry(after));
        } catch (IOException e) {
            // It will be found wrong again.
        }
    }

    private void evict() throws IOException {
        List<File> oldestFirst = new ArrayList<>(files());
        oldestFirst.sort(Comparator.comparing(File::used));
        bytes = oldestFirst.stream().mapToLong(File::size).sum();
        for (File file : oldestFirst) {
            if (bytes <= bytesMax / 4 * 3) {
                return;
            }
            Files.deleteIfExists(file.path());
            bytes -= file.size();
        }
    }

    private List<File> files() throws IOException {
        List<File> found = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder, 2)) {
            for (Path path :
                    paths.filter(each -> each.toString().endsWith(SUFFIX)).toList()) {
                try {
                    found.add(new File(path, Files.size(path), Files.getLastModifiedTime(path)));
                } catch (NoSuchFileException e) {
                    // Another process has deleted it meanwhile.
                }
            }
        }
        return found;
    }

    private Path entry(StateId state) {
        return folder.resolve(state.hash().substring(0, 2)).resolve(state.hash() + SUFFIX);
    }

    private static String hash(String content) {
        return Sha256.hex(content.getBytes(StandardCharsets.UTF_8));
    }
}
