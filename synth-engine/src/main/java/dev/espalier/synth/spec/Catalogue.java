package dev.espalier.synth.spec;

import dev.espalier.synth.gate.FunctorSource;
import dev.espalier.synth.spec.Specification.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The specifications of a folder, found by what their files say; and those that a user's own file holds. */
public final class Catalogue {
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*\\.v");
    private static final String STRONG = "strong/Strong.v";

    private final Path specs;
    private final List<Specification> specifications;

    private Catalogue(Path specs, List<Specification> specifications) {
        this.specs = specs;
        this.specifications = List.copyOf(specifications);
    }

    /**
     * Reads the headers of all files of {@code specs}.
     *
     * @throws SpecificationException if a file calls itself a specification and is none, or two have the same name
     */
    public static Catalogue read(Path specs) throws IOException, SpecificationException {
        List<Specification> found = new ArrayList<>();
        for (Path file : sources(specs)) {
            String path = specs.relativize(file).toString().replace('\\', '/');
            SpecificationReader reader = SpecificationReader.of(file, path);
            if (reader.isNamed()) {
                Specification next = reader.read(path, Optional.empty());
                for (Specification other : found) {
                    if (other.name().equals(next.name())) {
                        throw new SpecificationException(
                                path,
                                "its name " + next.name() + " is that of "
                                        + other.source().path(),
                                "Rename one");
                    }
                }
                found.add(next);
            }
        }
        found.sort(Comparator.comparing(Specification::name));
        if (Files.isRegularFile(specs.resolve(STRONG))) {
            StrongPoint.all().forEach(point -> found.add(of(point)));
        }
        return new Catalogue(specs, found);
    }

    private static List<Path> sources(Path specs) throws IOException {
        try (Stream<Path> files = Files.walk(specs, 2)) {
            return files.filter(file -> file.toString().endsWith(".v") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    private static Specification of(StrongPoint point) {
        return new Specification(
                point.name(),
                point.title(),
                point.promise(),
                Kind.CORE,
                new FunctorSource(STRONG, Optional.empty(), "Strong", Optional.of(point.module())),
                Map.of(),
                Optional.empty());
    }

    /** All, those of files first, in the order of their names; then the strong family from weak to strong. */
    public List<Specification> all() {
        return specifications;
    }

    /** The specification called {@code name}. */
    public Optional<Specification> named(String name) {
        String wanted = StrongPoint.named(name).map(StrongPoint::name).orElse(name);
        return specifications.stream()
                .filter(specification -> specification.name().equals(wanted))
                .findFirst();
    }

    /**
     * The specification, or core, in {@code file}, which may be anywhere.
     *
     * @throws SpecificationException if there is none in it; the message names the line
     */
    public Specification inFile(Path file) throws IOException, SpecificationException {
        Path absolute = file.toAbsolutePath().normalize();
        SpecificationReader reader = SpecificationReader.of(absolute, file.toString());
        Path root = specs.toAbsolutePath().normalize();
        if (absolute.startsWith(root) && root.relativize(absolute).getNameCount() == 2) {
            return reader.read(root.relativize(absolute).toString().replace('\\', '/'), Optional.empty());
        }
        String name = String.valueOf(absolute.getFileName());
        if (!FILE_NAME.matcher(name).matches()) {
            throw new SpecificationException(
                    file.toString(),
                    "the prover loads no file of this name",
                    "Call it a letter, then letters, digits and underscores, and .v");
        }
        return reader.read(FunctorSource.OUTSIDE + "/" + name, Optional.of(absolute));
    }
}
