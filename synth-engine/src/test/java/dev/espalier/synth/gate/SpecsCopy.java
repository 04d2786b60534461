package dev.espalier.synth.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.core.Sha256;
import dev.espalier.synth.prover.Prover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The repository's specs in a folder of a test's own, to be changed at will. */
record SpecsCopy(Path folder) {
    static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Path SPECS = REPOSITORY.resolve("specs");

    /** The installed prover; a test that needs it is skipped where there is none. */
    static Prover prover() throws InterruptedException {
        Prover.Search search = Prover.find();
        assumeTrue(search instanceof Prover.Found, () -> "no prover: " + search);
        return ((Prover.Found) search).prover();
    }

    static CoreManifest manifest() throws IOException, GateFailure {
        return CoreManifest.read(REPOSITORY.resolve("verified-cores/vector-clock/core.json"));
    }

    static SpecsCopy in(Path folder) throws IOException, GateFailure {
        return of(List.of("vector-clock"), folder);
    }

    /** What these cores are made of; the files that are frozen there are frozen here as they are. */
    static SpecsCopy of(List<String> cores, Path folder) throws IOException, GateFailure {
        Set<String> files = new TreeSet<>(Set.of("_CoqProject", "FROZEN.sha256"));
        for (String core : cores) {
            files.addAll(CoreManifest.read(REPOSITORY.resolve("verified-cores/" + core + "/core.json"))
                    .files());
        }
        for (String file : files) {
            Path target = folder.resolve(file);
            Files.createDirectories(target.resolveSibling(""));
            Files.copy(SPECS.resolve(file), target);
        }
        return new SpecsCopy(folder);
    }

    /** Replaces the one occurrence of {@code find}; fails if there is not exactly one. */
    void replace(String file, String find, String replacement) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text.split(java.util.regex.Pattern.quote(find), -1))
                .as("%s holds the text to replace exactly once: %s", file, find)
                .hasSize(2);
        Files.writeString(folder.resolve(file), text.replace(find, replacement));
    }

    void append(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), Files.readString(folder.resolve(file)) + text);
    }

    /** Freezes the files that are frozen as they are now. */
    void freeze() throws IOException {
        Path list = folder.resolve("FROZEN.sha256");
        List<String> lines = Files.readAllLines(list);
        StringBuilder frozen = new StringBuilder();
        for (String line : lines) {
            String file = line.substring(line.lastIndexOf(' ') + 1);
            if (!Files.exists(folder.resolve(file))) {
                continue;
            }
            frozen.append(Sha256.hex(Files.readAllBytes(folder.resolve(file))))
                    .append("  ")
                    .append(file)
                    .append('\n');
        }
        Files.writeString(list, frozen.toString());
    }

    GateFailure failureOf(ProofGate gate) {
        Path target = folder.resolve("extracted-here");
        try {
            gate.check(manifest(), target);
        } catch (GateFailure failure) {
            assertThat(target)
                    .as("nothing is extracted by a gate that stays shut")
                    .doesNotExist();
            return failure;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("the gate did not come to an answer", e);
        }
        throw new AssertionError("the gate opened");
    }
}
