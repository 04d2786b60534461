package dev.espalier.cli.bench;

import dev.espalier.bench.generator.GeneratorCommand;
import dev.espalier.cli.ThisJvm;
import java.util.ArrayList;
import java.util.List;

/** Generators on this machine: this JVM and class path again. */
final class LocalGenerators {
    private LocalGenerators() {}

    /** How to start {@code count} of them. */
    static List<GeneratorCommand> commands(int count) {
        List<String> line = ThisJvm.running("dev.espalier.cli.Main", List.of("-Xmx1g"));
        line.addAll(List.of("bench", GeneratorCommandLine.NAME));
        List<GeneratorCommand> commands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            commands.add(new GeneratorCommand("this machine", line));
        }
        return commands;
    }
}
