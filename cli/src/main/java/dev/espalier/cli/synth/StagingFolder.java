package dev.espalier.cli.synth;

import dev.espalier.cli.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder to make something in before it is moved to its place; gone when closed. What a process left there that was
 * killed is removed by the next.
 */
record StagingFolder(Path path) implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("emit-(\\d{1,10})-.*");

    /** A new folder below {@code work}. */
    static StagingFolder in(Path work) throws IOException {
        Files.createDirectories(work);
        for (Path left : leftBehind(work)) {
            Folders.delete(left);
        }
        return new StagingFolder(Files.createTempDirectory(
                work, "emit-" + ProcessHandle.current().pid() + "-"));
    }

    private static List<Path> leftBehind(Path work) throws IOException {
        try (Stream<Path> folders = Files.list(work)) {
            return folders.filter(folder -> {
                        Matcher name = NAME.matcher(String.valueOf(folder.getFileName()));
                        return name.matches()
                                && ProcessHandle.of(Long.parseLong(name.group(1)))
                                        .isEmpty();
                    })
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        Folders.delete(path);
    }
}
