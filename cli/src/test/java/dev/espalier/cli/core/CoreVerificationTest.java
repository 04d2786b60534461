package dev.espalier.cli.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.cli.CommandRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Certificates hold for what is in the repository, and for nothing else. The prover's part is tested with the gate. */
final class CoreVerificationTest {
    private static final String HOME = "espalier.home";

    @TempDir
    private Path home;

    @BeforeEach
    void copyTheProject() throws IOException {
        Path project = Path.of("..").toAbsolutePath().normalize();
        copy(project.resolve("specs"), home.resolve("specs"));
        copy(
                project.resolve("verified-cores").resolve("vector-clock"),
                home.resolve("verified-cores").resolve("vector-clock"));
        System.setProperty(HOME, home.toString());
    }

    @AfterEach
    void forgetTheCopy() {
        System.clearProperty(HOME);
    }

    private static CommandRun verify() {
        return CommandRun.of("core", "verify", "--no-prover", "vector-clock");
    }

    @Test
    void theCommittedCoreMatchesItsCertificate() {
        CommandRun run = verify();
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out())
                .contains("running classes")
                .contains("NOT re-checked")
                .doesNotContain("failed");
    }

    /** One file of each kind at a time, and the check that concerns it. */
    static List<Map<String, String>> editedFiles() {
        String core = "verified-cores/vector-clock/";
        return List.of(
                Map.of(
                        "specs/strong/Strong.v",
                        "specification",
                        "specs/reference/VectorClock.v",
                        "proof sources",
                        core + "extracted/VectorClock.ml",
                        "extracted OCaml",
                        core + "generated/dev/espalier/cores/vectorclock/VectorClock.java",
                        "generated Java"),
                Map.of(
                        "specs/reference/VectorClockStatement.v", "specification",
                        "specs/reference/VectorClockProof.v", "proof sources"));
    }

    @ParameterizedTest
    @MethodSource("editedFiles")
    void editedFilesFail(Map<String, String> checks) throws IOException {
        for (String file : checks.keySet()) {
            Path path = home.resolve(file);
            Files.writeString(path, Files.readString(path) + "\n");
        }
        CommandRun run = verify();
        assertThat(run.code()).isEqualTo(1);
        assertThat(checks.values()).allSatisfy(check -> assertThat(run.out()).containsPattern(check + " +failed"));
    }

    @Test
    void anAddedSourceFails() throws IOException {
        Files.writeString(
                home.resolve("verified-cores/vector-clock/generated/dev/espalier/cores/vectorclock/Extra.java"),
                "package dev.espalier.cores.vectorclock; class Extra {}\n");
        CommandRun run = verify();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("Extra.java is not in the certificate");
    }

    @Test
    void anAlteredGuardFailsEvenWithItsHashesMadeToMatch() throws IOException {
        Path folder = home.resolve("verified-cores/vector-clock");
        Path implementation = folder.resolve("extracted/VectorClock.ml");
        String before = Files.readString(implementation);
        String after = before.replace("then below (put_depends p) (clock r)", "then true");
        assertThat(after).isNotEqualTo(before);
        Files.writeString(implementation, after);
        Path certificate = folder.resolve("certificate.json");
        Files.writeString(
                certificate,
                Files.readString(certificate)
                        .replace(
                                CoreFolder.hashes(Path.of("../verified-cores/vector-clock/extracted"))
                                        .get("VectorClock.ml"),
                                CoreFolder.hashes(folder.resolve("extracted")).get("VectorClock.ml")));
        CommandRun run = verify();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).containsPattern("extracted OCaml +passed").containsPattern("translation +failed");
    }

    @Test
    void aCertificateThatClaimsMoreValidationThanThereIsFails() throws IOException {
        Path certificate = home.resolve("verified-cores/vector-clock/certificate.json");
        String before = Files.readString(certificate);
        String entry = "\"translation\" : \"agrees with native OCaml on 99999999 inputs, seed 1\"";
        String after = before.contains("\"translation\" :")
                ? before.replaceAll("\"translation\" : \"[^\"]*\"", entry)
                : before.replace("\"audit\" : {", "\"audit\" : {\n    " + entry + ",");
        assertThat(after).contains(entry);
        Files.writeString(certificate, after);
        CommandRun run = verify();
        if (run.out().contains("NOT compared with OCaml")) {
            return; // without OCaml nobody can tell, and it is said so
        }
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern(
                        "validation +failed +agrees with native OCaml on \\d{4} inputs, seed 1; the certificate says");
    }

    @Test
    void anUnknownCoreIsNamed() {
        CommandRun run = CommandRun.of("core", "verify", "--no-prover", "none");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("none").contains("vector-clock");
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            try {
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
