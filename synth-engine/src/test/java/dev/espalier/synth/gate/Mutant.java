package dev.espalier.synth.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A wrong proof: one file of {@code specs/mutants/}, whose README tells the format.
 *
 * @param name the file's name
 * @param expected why the gate must stay shut
 * @param message what its message must contain
 * @param freeze whether the specification is frozen anew after the edits
 * @param edits what is changed
 */
record Mutant(String name, GateFailure.Reason expected, String message, boolean freeze, List<Edit> edits) {
    record Edit(String file, String find, String replace) {}

    static List<Mutant> all() throws IOException {
        try (var files = Files.list(SpecsCopy.REPOSITORY.resolve("specs/mutants"))) {
            List<Mutant> mutants = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".mutant"))
                    .sorted()
                    .toList()) {
                mutants.add(read(file));
            }
            return mutants;
        }
    }

    private static Mutant read(Path path) throws IOException {
        Map<String, String> header = new HashMap<>();
        List<Edit> edits = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        String find = "";
        boolean inEdit = false;
        for (String line : Files.readAllLines(path)) {
            switch (line) {
                case "--- find" -> inEdit = true;
                case "--- replace" -> find = take(part);
                case "--- end" -> {
                    edits.add(new Edit(header.getOrDefault("file", ""), find, take(part)));
                    inEdit = false;
                }
                default -> {
                    if (inEdit) {
                        part.append(line).append('\n');
                    } else if (!line.isEmpty() && !line.startsWith(" ")) {
                        int colon = line.indexOf(": ");
                        header.put(line.substring(0, colon), line.substring(colon + 2));
                    }
                }
            }
        }
        assertThat(header.keySet()).as(path.toString()).contains("why", "file");
        assertThat(edits).as(path.toString()).isNotEmpty();
        return new Mutant(
                path.getFileName().toString(),
                GateFailure.Reason.valueOf(required(header, "expected")),
                required(header, "message"),
                header.getOrDefault("freeze", "no").equals("yes"),
                edits);
    }

    private static String required(Map<String, String> header, String name) {
        return Objects.requireNonNull(header.get(name), () -> "a mutant needs a line \"" + name + ":\"");
    }

    /** Without the last line's end, so that a part of a line can be replaced. */
    private static String take(StringBuilder part) {
        String text = part.isEmpty() ? "" : part.substring(0, part.length() - 1);
        part.setLength(0);
        return text;
    }

    void apply(SpecsCopy specs) throws IOException {
        for (Edit edit : edits) {
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
