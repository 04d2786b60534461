package dev.espalier.store.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the file system does in one step or not at all. */
final class Folders {
    private Folders() {}

    /** Forces a file, or the entries of a folder, to the device. */
    static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The files in {@code folder}, by name. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    /** A second name for {@code from} where the file system has that, a copy elsewhere. */
    static void link(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            Files.copy(from, to);
        }
    }

    /** Removes {@code path} and all in it, if it is there. */
    static void remove(Path path) throws IOException {
        if (Files.exists(path)) {
            List<Path> found;
            try (Stream<Path> walk = Files.walk(path)) {
                found = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path each : found) {
                Files.delete(each);
            }
        }
    }
}
