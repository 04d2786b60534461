package dev.espalier.cli.spec;

import dev.espalier.cli.Home;
import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.gate.GateLimits;
import dev.espalier.synth.gate.SpecificationBuild;
import dev.espalier.synth.prover.Prover;
import dev.espalier.synth.spec.Catalogue;
import dev.espalier.synth.spec.Specification;
import dev.espalier.synth.spec.SpecificationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The specification library as the commands see it: by name or by file, compiled when asked. */
public final class Library {
    /** Compiling one file of a specification, which is some definitions, within half a minute and two GiB. */
    private static final GateLimits LIMITS =
            new GateLimits(Duration.ofSeconds(30), Duration.ofMinutes(30), 1_000_000, 2_048, false);

    private final Home home;
    private final Catalogue catalogue;

    private Library(Home home, Catalogue catalogue) {
        this.home = home;
        this.catalogue = catalogue;
    }

    /** Reads the library. */
    public static Library open() throws IOException {
        Home home = Home.find();
        try {
            return new Library(home, Catalogue.read(home.specs()));
        } catch (SpecificationException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }

    /** All that have a name. */
    public List<Specification> all() {
        return catalogue.all();
    }

    /** What {@code nameOrFile} means. */
    public Specification find(String nameOrFile) throws IOException {
        if (nameOrFile.endsWith(".v")) {
            return inFile(Path.of(nameOrFile));
        }
        return catalogue.named(nameOrFile).orElseThrow(() -> {
            String hint = nameOrFile.startsWith("strong/")
                    ? "Its points are ryw, mr, mw and wfr joined by +, or none, or causal, and a + at the end for"
                            + " convergence"
                    : "espalier spec list names them; a file's name ends in .v";
            return new CommandFailedException("there is no specification " + nameOrFile + ". " + hint + ".");
        });
    }

    /** The file of another specification with the same name, if there is one. */
    Optional<String> sameName(Specification specification) {
        return catalogue
                .named(specification.name())
                .filter(other -> !other.source().equals(specification.source()))
                .map(other -> "specs/" + other.source().path());
    }

    /** The specification or core in {@code file}. */
    Specification inFile(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailedException(file + " is no file; name one, or a specification of espalier spec list");
        }
        try {
            return catalogue.inFile(file);
        } catch (SpecificationException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }

    /** Its name and, if it has one, its title. */
    public static String heading(Specification specification) {
        return specification.name() + (specification.title().isEmpty() ? "" : ", " + specification.title());
    }

    /** Where {@code specification} is. */
    public Path file(Specification specification) {
        return specification
                .source()
                .outside()
                .orElse(home.specs().resolve(specification.source().path()));
    }

    /** Compiles {@code specification} and extracts it to OCaml. */
    Path extract(Specification specification) throws IOException, InterruptedException {
        try {
            return build().extract(specification.source());
        } catch (GateFailure e) {
            throw Remedies.of(specification, e);
        }
    }

    SpecificationBuild build() throws InterruptedException {
        return new SpecificationBuild(home.specs(), prover(), LIMITS, cache());
    }

    /** Where compiled files and explorers are kept. */
    Path cache() {
        return home.work().resolve("specifications");
    }

    Catalogue catalogue() {
        return catalogue;
    }

    /** Where everything is. */
    public Home home() {
        return home;
    }

    /** The prover, or why there is none. */
    public static Prover prover() throws InterruptedException {
        return switch (Prover.find()) {
            case Prover.Found(Prover prover) -> prover;
            case Prover.Absent(String reason) ->
                throw new CommandFailedException("specifications are compiled by the prover, and " + reason);
        };
    }
}
