package dev.espalier.synth.gate;

import dev.espalier.core.Sha256;
import dev.espalier.synth.gate.GateFailure.Reason;
import dev.espalier.synth.prover.CommandOutcome;
import dev.espalier.synth.prover.Prover;
import dev.espalier.synth.rocq.Requirement;
import dev.espalier.synth.rocq.Sentence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Compiles a specification with all that it loads, under the same rules as a proof, and extracts it to OCaml, so that
 * it can be explored. What is compiled is kept, so that only what changed is compiled again.
 */
public final class SpecificationBuild {
    /** The modules of Rocq's library that hold axioms, or load those that do, by the last part of their names. */
    private static final Pattern AXIOMATIC = Pattern.compile("(^|\\.)(Classical\\w*|ClassicalFacts|Description|"
            + "IndefiniteDescription|Epsilon|ChoiceFacts|SetoidChoice|RelationalChoice|Diaconescu|Berardi|Hurkens|"
            + "FunctionalExtensionality|PropExtensionality|ProofIrrelevance|ExtensionalFunctionRepresentative|Eqdep|"
            + "JMeq|Equality|Program|Ensembles|Finite_sets\\w*|Powerset\\w*|Image|Infinite_sets|Reals|R\\w*_?def\\w*|"
            + "Rbase|RIneq|Raxioms|Rdefinitions|Rfunctions|PArray|Floats|Float\\w*|Int63|Uint63|Sint63|AdmitAxiom)$");

    private static final String EXTRACTED = "Extracted.ml";

    /** What a point of the strong family is called when it is extracted. */
    private static final String POINT = "Specification";

    private final Path specs;
    private final Prover prover;
    private final GateLimits limits;
    private final Path cache;

    /**
     * @param specs the folder of specifications; it is only read
     * @param cache where compiled files are kept; one that only this class writes
     */
    public SpecificationBuild(Path specs, Prover prover, GateLimits limits, Path cache) {
        this.specs = specs;
        this.prover = prover;
        this.limits = limits;
        this.cache = cache;
    }

    /**
     * Extracts {@code functor}; the result is a file of its own that holds the functor and all that it needs, kept in
     * the cache. The functor's name in it is that of the source, or {@code Specification} for a point of the strong
     * family.
     *
     * @throws GateFailure if a source breaks a rule, does not compile, or does not extract; it names the line
     */
    public Path extract(FunctorSource functor) throws GateFailure, IOException, InterruptedException {
        SourceFile root = extraction(functor);
        Sources sources = sources(functor);
        for (String path : sources.compiled()) {
            SourceScan.check(sources.file(path));
            refuseAxiomaticLibraries(sources.file(path));
        }
        Path kept = Files.createDirectories(cache).resolve(key(root, sources) + ".ml");
        String name = functor.guarantees().isPresent() ? POINT : functor.functor();
        if (!Files.isRegularFile(kept) || ExtractedNames.isRenamed(Files.readString(kept), name)) {
            build(root, sources, name, kept);
        }
        return kept;
    }

    /** A specification assumes nothing, whoever assumed it first. */
    private static void refuseAxiomaticLibraries(SourceFile file) throws GateFailure {
        for (Sentence sentence : file.sentences()) {
            for (Requirement requirement : Requirement.of(sentence).orElse(List.of())) {
                if (AXIOMATIC.matcher(requirement.name()).find()) {
                    throw new GateFailure(
                            Reason.AXIOM,
                            file.path() + ":" + requirement.line(),
                            "Coq's " + requirement.name() + " rests on axioms",
                            "Do without it: a specification computes, and decides by eq_dec and booleans");
                }
            }
        }
    }

    /**
     * The sources that {@code functor} is made of, with their SHA-256 in hexadecimal: what is frozen when a core is
     * proved of it.
     */
    public Map<String, String> hashes(FunctorSource functor) throws GateFailure, IOException {
        Sources sources = sources(functor);
        return sources.hashes(sources.compiled());
    }

    /**
     * Compiles {@code path} and all that it loads, with {@code text} in the place of the file {@code replaced}: does a
     * proof still go through if the core is another?
     *
     * @throws GateFailure if not, or if a source breaks a rule
     */
    public void compile(String path, String replaced, String text)
            throws GateFailure, IOException, InterruptedException {
        Sources sources = Sources.none(LogicalPaths.read(specs));
        sources.replace(new SourceFile(replaced, text, Sha256.hex(text.getBytes(StandardCharsets.UTF_8))));
        sources.addReachable(specs, path);
        for (String each : sources.compiled()) {
            SourceScan.check(sources.file(each));
        }
        try (Workspace workspace = Workspace.create(prover, limits)) {
            compile(workspace, sources);
        }
    }

    /**
     * Compiles {@code functor} and {@code more} sources of the folder of specifications, with all that they load, to try
     * new files against.
     *
     * @param more paths relative to the folder, such as {@code kit/Decide.v}
     * @param folder a folder for new files, and its logical name after {@code Espalier.}
     * @throws GateFailure if a source breaks a rule or does not compile
     */
    public CompiledSpecification open(FunctorSource functor, List<String> more, String folder, String name)
            throws GateFailure, IOException, InterruptedException {
        Sources sources = sources(functor);
        for (String path : more) {
            sources.addReachable(specs, path);
        }
        for (String path : sources.compiled()) {
            SourceScan.check(sources.file(path));
            refuseAxiomaticLibraries(sources.file(path));
        }
        Workspace workspace = Workspace.create(prover, limits);
        try {
            compile(workspace, sources);
            sources.paths().add(folder, name);
            List<String> modules = new ArrayList<>(List.of(sources.nameOf(functor.path())));
            String applied = modules.getFirst() + "." + functor.functor() + " P";
            if (functor.guarantees().isPresent()) {
                modules.add("Espalier.Strong.Guarantees");
                applied += " Espalier.Strong.Guarantees." + functor.guarantees().get();
            }
            Path compiled = workspace.folder(Compilation.FOLDER);
            Files.createDirectories(compiled.resolve(folder));
            return new CompiledSpecification(
                    workspace,
                    sources.paths().arguments(Path.of("")),
                    compiled,
                    new CompiledSpecification.Loading(
                            applied, modules, sources.file(functor.path()).text()));
        } catch (GateFailure | IOException | InterruptedException | RuntimeException e) {
            workspace.close();
            throw e;
        }
    }

    /** Deletes a folder that compiled files were kept in. */
    public static void delete(Path cache) throws IOException {
        Workspace.delete(cache);
    }

    private void compile(Workspace workspace, Sources sources) throws GateFailure, IOException, InterruptedException {
        new Compilation(workspace, sources, Dependencies.of(sources), Optional.of(new CompiledCache(cache, prover)))
                .run();
    }

    private Sources sources(FunctorSource functor) throws GateFailure, IOException {
        LogicalPaths paths = LogicalPaths.read(specs);
        if (functor.outside().isPresent()) {
            paths.add(FunctorSource.OUTSIDE, "Outside");
        }
        Sources sources = Sources.reachableFrom(specs, paths, functor(functor));
        if (functor.guarantees().isPresent()) {
            sources.addReachable(specs, "strong/Guarantees.v");
        }
        return sources;
    }

    private SourceFile functor(FunctorSource functor) throws IOException, GateFailure {
        if (functor.outside().isEmpty()) {
            return SourceFile.read(specs, functor.path());
        }
        Path file = functor.outside().get().toAbsolutePath();
        SourceFile read = SourceFile.read(file.resolveSibling(""), String.valueOf(file.getFileName()));
        return new SourceFile(functor.path(), read.text(), read.hash());
    }

    private static SourceFile extraction(FunctorSource functor) {
        String file = functor.path();
        String folder = file.substring(0, file.indexOf('/'));
        String logical = Character.toUpperCase(folder.charAt(0)) + folder.substring(1);
        String name = functor.stem() + "." + functor.functor();
        String text = """
                From Coq Require Extraction ExtrOcamlBasic ExtrOcamlNatInt.
                From Espalier.%s Require %s.
                """.formatted(logical, functor.stem());
        if (functor.guarantees().isPresent()) {
            text += """
                    From Espalier.Framework Require Import Parameters.
                    From Espalier.Strong Require Guarantees.
                    Module %s (P : PARAMETERS) := %s P Guarantees.%s.
                    """.formatted(POINT, name, functor.guarantees().get());
            name = POINT;
        }
        text += "Extraction \"%s\" %s.\n".formatted(EXTRACTED, name);
        return new SourceFile("Extract.v", text, Sha256.hex(text.getBytes(StandardCharsets.UTF_8)));
    }

    private String key(SourceFile root, Sources sources) {
        StringBuilder made = new StringBuilder(prover.version() + "\n" + prover.compiler() + "\n" + root.hash());
        sources.hashes(sources.compiled())
                .forEach((path, hash) ->
                        made.append('\n').append(path).append(' ').append(hash));
        return Sha256.hex(made.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void build(SourceFile root, Sources sources, String name, Path kept)
            throws GateFailure, IOException, InterruptedException {
        try (Workspace workspace = Workspace.create(prover, limits)) {
            compile(workspace, sources);
            Path folder = workspace.folder("extraction");
            Files.writeString(folder.resolve(root.path()), root.text());
            List<String> loadPath = sources.paths().arguments(Path.of("..", Compilation.FOLDER));
            CommandOutcome outcome = workspace.compile(folder, loadPath, root.path());
            Path extracted = folder.resolve(EXTRACTED);
            if (!outcome.succeeded() || !Files.isRegularFile(extracted)) {
                throw new GateFailure(
                        Reason.EXTRACTION_FAILED,
                        sources.compiled().getFirst(),
                        "the prover does not extract it and " + outcome.ending(),
                        outcome.said(),
                        "Write the specification with computable guards: booleans, not propositions");
            }
            Path part = Files.createTempFile(cache, "new", ".part");
            Files.writeString(part, ExtractedNames.restored(Files.readString(extracted), name));
            Files.move(part, kept, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
