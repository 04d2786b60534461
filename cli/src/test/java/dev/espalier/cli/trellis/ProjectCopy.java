package dev.espalier.cli.trellis;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.synth.prover.coqidetop.CoqIdeTop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A project's folder of a test's own, with this one's specifications and what was compiled of them. */
final class ProjectCopy {
    private static final String HOME = "espalier.home";
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private final Path root;

    private ProjectCopy(Path root) {
        this.root = root;
    }

    /** In {@code root}; commands of this process find it from now on, until {@link #forget}. Skips where there is no prover. */
    static ProjectCopy in(Path root) throws IOException, InterruptedException {
        assumeTrue(CoqIdeTop.find() instanceof CoqIdeTop.Found, "no coqidetop");
        for (Path folder : List.of(Path.of("specs"), Path.of("verified-cores", "causal-plus"))) {
            try (Stream<Path> walk = Files.walk(PROJECT.resolve(folder))) {
                for (Path file : walk.filter(Files::isRegularFile).toList()) {
                    if (file.toString().matches(".*(\\.v|\\.ml|\\.mli|\\.java|\\.json|FROZEN.sha256|_CoqProject)")) {
                        Path copy = root.resolve(PROJECT.relativize(file).toString());
                        Files.createDirectories(copy.resolveSibling(""));
                        Files.copy(file, copy);
                    }
                }
            }
        }
        Path kept = Files.createDirectories(PROJECT.resolve(".espalier").resolve("specifications"));
        for (String place : List.of(".espalier", ".espalier/synth")) {
            Files.createSymbolicLink(
                    Files.createDirectories(root.resolve(place)).resolve("specifications"), kept);
        }
        System.setProperty(HOME, root.toString());
        return new ProjectCopy(root);
    }

    Path root() {
        return root;
    }

    /** Commands find no copy any more, if they did. */
    static void forget() {
        System.clearProperty(HOME);
    }
}
