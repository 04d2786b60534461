package dev.espalier.cli.bench;

import dev.espalier.bench.program.NodeCommand;
import dev.espalier.store.program.ProgramNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a node in programs mode: this JVM and class path again, with the flags of nodes. */
public final class ProgramNodeCommandLine implements NodeCommand {
    private final List<String> flags;
    private final String mainClass;

    /** Nodes with {@code flags} for the virtual machine besides those that nodes always have. */
    ProgramNodeCommandLine(List<String> flags) {
        this(flags, ProgramNode.class.getName());
    }

    /** As above, with another main class that takes the same arguments: for tests. */
    ProgramNodeCommandLine(List<String> flags, String mainClass) {
        this.flags = List.copyOf(flags);
        this.mainClass = mainClass;
    }

    @Override
    public List<String> of(int node, int nodes, String core) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                // Links come and go with each round, which nodes warn of.
                "-Despalier.log=ERROR"));
        line.addAll(flags);
        line.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                mainClass,
                Integer.toString(node),
                Integer.toString(nodes),
                core));
        return line;
    }
}
