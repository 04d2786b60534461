package dev.espalier.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of another process of this program: this JVM and class path again. */
public final class ThisJvm {
    /**
     * The system property with flags for the JVMs of such processes, separated by spaces, besides those that they always have.
     * Tests, whose processes live for seconds, leave out the second compiler.
     */
    static final String FLAGS = "espalier.jvm.flags";

    private ThisJvm() {}

    /**
     * Runs {@code mainClass}.
     *
     * @param flags for the JVM, as {@code -Xmx1g}
     */
    public static List<String> running(String mainClass, List<String> flags) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                // Memory that is about to be written is fetched for writing, as the JVM chooses by itself on Intel's
                // processors.
                "-XX:AllocatePrefetchInstr=3"));
        String more = System.getProperty(FLAGS, "").strip();
        if (!more.isEmpty()) {
            line.addAll(List.of(more.split(" +", -1)));
        }
        line.addAll(flags);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        return line;
    }
}
