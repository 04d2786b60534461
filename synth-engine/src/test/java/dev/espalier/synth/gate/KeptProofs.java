package dev.espalier.synth.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the repository's commands compiled is found by tests, and what tests compile by the others: a file is kept under the
 * hash of all that it was made from, so it makes no difference who did. Tests of compiling from nothing do without.
 */
public final class KeptProofs {
    private static final Path FOLDER =
            Path.of("..", ".espalier", "specifications").toAbsolutePath().normalize();

    private KeptProofs() {}

    /** The folder, which the commands use too. */
    public static Path folder() throws IOException {
        return Files.createDirectories(FOLDER);
    }

    /** The same folder under the name {@code link}, for those who delete what they kept in the end: it is the link that goes. */
    public static Path linkedAs(Path link) throws IOException {
        return Files.createSymbolicLink(link, folder());
    }
}
