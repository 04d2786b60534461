package dev.espalier.synth.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A wrong core, made of a correct one.
 *
 * @param name for example {@code vector-clock-put-guard-dropped}
 * @param why what is wrong with it, for a reader
 * @param operator the kind of change, for example {@code guard dropped}
 * @param file the correct core, relative to {@code specs/}
 * @param specification the specification that the correct core refines
 * @param edits what is changed in the file
 */
public record CoreMutant(
        String name, String why, String operator, String file, String specification, List<MutantFile.Edit> edits) {
    public CoreMutant {
        edits = List.copyOf(edits);
    }

    /** Those of {@code specs/mutants/cores}, in the order of their names. */
    public static List<CoreMutant> all(Path specs) throws IOException {
        List<CoreMutant> mutants = new ArrayList<>();
        try (Stream<Path> files = Files.list(specs.resolve("mutants/cores"))) {
            for (Path path : files.filter(file -> file.toString().endsWith(MutantFile.ENDING))
                    .sorted()
                    .toList()) {
                MutantFile file = MutantFile.read(path);
                mutants.add(new CoreMutant(
                        file.name(),
                        file.required("why"),
                        file.required("operator"),
                        file.required("file"),
                        file.required("specification"),
                        file.edits()));
            }
        }
        return mutants;
    }

    /** The wrong core's source. */
    public String apply(String source) {
        String text = source;
        for (MutantFile.Edit edit : edits) {
            text = edit.apply(text);
        }
        return text;
    }
}
