package dev.espalier.cli.bench;

import dev.espalier.bench.generator.GeneratorCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Generators on this machine: this JVM and class path again. */
final class LocalGenerators {
    private LocalGenerators() {}

    /** How to start {@code count} of them. */
    static List<GeneratorCommand> commands(int count) {
        List<String> line = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.espalier.cli.Main",
                "bench",
                GeneratorCommandLine.NAME);
        List<GeneratorCommand> commands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            commands.add(new GeneratorCommand("this machine", line));
        }
        return commands;
    }
}
