package dev.espalier.synth.gate;

import dev.espalier.synth.mutants.MutantFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A wrong proof: one file of {@code specs/mutants/}, whose README tells the format.
 *
 * @param name the file's name
 * @param expected why the gate must stay shut
 * @param message what its message must contain
 * @param freeze whether the specification is frozen anew after the edits
 * @param edits what is changed
 */
record Mutant(String name, GateFailure.Reason expected, String message, boolean freeze, List<MutantFile.Edit> edits) {

    static List<Mutant> all() throws IOException {
        try (var files = Files.list(SpecsCopy.REPOSITORY.resolve("specs/mutants"))) {
            List<Mutant> mutants = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(MutantFile.ENDING))
                    .sorted()
                    .toList()) {
                MutantFile read = MutantFile.read(file);
                mutants.add(new Mutant(
                        read.name(),
                        GateFailure.Reason.valueOf(read.required("expected")),
                        read.required("message"),
                        read.header().getOrDefault("freeze", "no").equals("yes"),
                        read.edits()));
            }
            return mutants;
        }
    }

    void apply(SpecsCopy specs) throws IOException {
        for (MutantFile.Edit edit : edits) {
            specs.replace(edit.file(), edit.find(), edit.replace());
        }
        if (freeze) {
            specs.freeze();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
