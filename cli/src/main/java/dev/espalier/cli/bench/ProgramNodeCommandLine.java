package dev.espalier.cli.bench;

import dev.espalier.bench.program.NodeCommand;
import dev.espalier.cli.ThisJvm;
import dev.espalier.store.program.ProgramNode;
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
        // Links come and go with each round, which nodes warn of.
        List<String> all = new ArrayList<>(List.of("-XX:+ExitOnOutOfMemoryError", "-Despalier.log=ERROR"));
        all.addAll(flags);
        List<String> line = ThisJvm.running(mainClass, all);
        line.addAll(List.of(Integer.toString(node), Integer.toString(nodes), core));
        return line;
    }
}
