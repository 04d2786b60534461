package dev.espalier.bench.generator;

import java.util.List;

/**
 * How to start a generator.
 *
 * @param place where it runs, for errors and reports
 * @param line what starts a {@link GeneratorWorker} there, its standard streams being ours
 */
public record GeneratorCommand(String place, List<String> line) {
    public GeneratorCommand {
        line = List.copyOf(line);
    }
}
