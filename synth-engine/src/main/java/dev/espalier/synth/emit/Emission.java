package dev.espalier.synth.emit;

import dev.espalier.core.Sha256;
import dev.espalier.synth.growth.Theorem;
import dev.espalier.synth.search.Event;
import dev.espalier.synth.spec.Catalogue;
import dev.espalier.synth.spec.Specification;
import dev.espalier.synth.spec.SpecificationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files that make a grown core a core of the repository.
 *
 * @param name the core's name
 * @param specification the specification's name, as the certificate will have it
 * @param sources texts of files by their paths below {@code specs/}, in the order in which they are to be put there
 * @param frozen hashes of the files that are specification from now on, by path
 * @param manifest the text of {@code core.json}
 * @param theorems what the core's proof has, of what may be claimed
 * @param lacking what it does not have
 */
public record Emission(
        CoreName name,
        String specification,
        Map<String, String> sources,
        Map<String, String> frozen,
        String manifest,
        List<String> theorems,
        List<String> lacking) {
    private static final String GROWN = "grown/";

    /**
     * The files for the core of {@code found}; nothing is written.
     *
     * @param specs the folder of specifications; it is only read
     * @throws EmissionException if the core cannot have this name, or the specification is no longer that of the search
     */
    public static Emission of(Path specs, CoreName name, Specification specification, SearchFolder found)
            throws IOException, EmissionException {
        LoadedSpecification loaded =
                LoadedSpecification.of(specification, found.start().sources().keySet());
        String module = name.module();
        List<Theorem> proven = ProofAdaptation.theorems(found.proof());
        List<String> theorems = proven.stream().map(Theorem::word).toList();
        ProofAdaptation adaptation = new ProofAdaptation(name, loaded);
        Map<String, String> sources = new LinkedHashMap<>();
        String project = Files.readString(specs.resolve(LoadedFiles.PROJECT));
        if (loaded.copied().isPresent()) {
            if (!project.contains("-Q " + LoadedSpecification.OWN + " ")) {
                project += "-Q " + LoadedSpecification.OWN + " Espalier.Own\n";
                sources.put(LoadedFiles.PROJECT, project);
            }
            sources.put(loaded.path(), loaded.copied().get());
            ownName(specs, specification, loaded);
        }
        String statement = GROWN + module + "Statement.v";
        String core = GROWN + module + ".v";
        String proof = GROWN + module + "Proof.v";
        sources.put(core, adaptation.core(found.core()));
        sources.put(statement, StatementText.statement(name, loaded, proven));
        sources.put(proof, adaptation.proof(found.proof()));
        String extraction = "extraction/" + module + ".v";
        sources.put(extraction, StatementText.extraction(name));
        unique(specs, sources.keySet());
        LoadedFiles files = new LoadedFiles(specs, sources);
        unchanged(found.start(), files, loaded);
        List<String> claimed = files.of(statement, Set.of(core));
        List<String> proved = files.of(proof, new LinkedHashSet<>(claimed));
        Map<String, String> frozen = new LinkedHashMap<>();
        for (String path : claimed) {
            frozen.put(path, hash(files.text(path)));
        }
        List<String> lacking = Arrays.stream(Theorem.values())
                .filter(theorem -> !proven.contains(theorem))
                .map(Theorem::word)
                .toList();
        return new Emission(
                name,
                loaded.name(),
                sources,
                frozen,
                manifest(name, loaded, found, claimed, proved, theorems),
                theorems,
                lacking);
    }

    /** The library refuses two specifications of the same name, and with them every command. */
    private static void ownName(Path specs, Specification specification, LoadedSpecification loaded)
            throws IOException, EmissionException {
        try {
            for (Specification other : Catalogue.read(specs).all()) {
                String path = other.source().path();
                if (other.name().equals(specification.name()) && !path.equals(loaded.path())) {
                    throw new EmissionException(
                            String.valueOf(specification.source().outside().orElse(Path.of(loaded.path()))),
                            "specs/" + path + " has the same name, " + specification.name(),
                            "Give it another after @specification, and search again");
                }
            }
        } catch (SpecificationException e) {
            throw new EmissionException("specs", String.valueOf(e.getMessage()), "Mend that file first");
        }
    }

    /** Rocq finds a file by its name alone, wherever it is; extractions nobody loads. */
    private static void unique(Path specs, Set<String> paths) throws IOException, EmissionException {
        try (Stream<Path> walk = Files.walk(specs, 2)) {
            Set<String> all = new LinkedHashSet<>(paths);
            walk.filter(Files::isRegularFile)
                    .forEach(file -> all.add(specs.relativize(file).toString().replace('\\', '/')));
            for (String there : all) {
                for (String path : paths) {
                    if (!path.equals(there)
                            && !there.startsWith("extraction/")
                            && !path.startsWith("extraction/")
                            && last(path).equals(last(there))) {
                        throw new EmissionException(
                                "specs/" + path,
                                "specs/" + there + " has the same file name, and the prover tells files by that",
                                path.startsWith(LoadedSpecification.OWN)
                                        ? "Rename the specification's file, and search again"
                                        : "Call the core otherwise with --name");
                    }
                }
            }
        }
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The search names the hashes of the sources that it was made with. */
    private static void unchanged(Event.Start start, LoadedFiles files, LoadedSpecification loaded)
            throws IOException, EmissionException {
        for (Map.Entry<String, String> source : start.sources().entrySet()) {
            String path = source.getKey().startsWith("outside/") ? loaded.path() : source.getKey();
            if (!hash(files.text(path)).equals(source.getValue())) {
                throw new EmissionException(
                        source.getKey(),
                        "it is not the file that the search was made with",
                        "Restore it, or search again: espalier synth " + start.specification());
            }
        }
    }

    private static String manifest(
            CoreName name,
            LoadedSpecification loaded,
            SearchFolder found,
            List<String> claimed,
            List<String> proved,
            List<String> theorems) {
        String module = name.module();
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("core", name.core());
        manifest.put("specificationName", loaded.name());
        manifest.put("description", "Grown core for " + loaded.name() + ": " + found.design());
        manifest.put("specification", claimed);
        manifest.put("proof", proved);
        manifest.put("statementModule", "Espalier.Grown." + module + "Statement.STATEMENT");
        manifest.put("proofModule", "Espalier.Grown." + module + "Proof.Proof");
        manifest.put("theorems", theorems);
        manifest.put("extraction", "extraction/" + module + ".v");
        manifest.put("extractedName", module);
        Map<String, Object> origin = new LinkedHashMap<>();
        origin.put("specification", loaded.name());
        origin.put("seed", found.start().seed());
        origin.put("design", found.end().id());
        origin.put("core", found.end().coreHash());
        origin.put("proof", found.end().proofHash());
        manifest.put(Origin.MEMBER, origin);
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(manifest) + "\n";
    }

    /** The file that is the user's own specification's copy, if there is one. */
    public Optional<String> copied() {
        return sources.keySet().stream()
                .filter(path -> path.startsWith(LoadedSpecification.OWN + "/"))
                .findFirst();
    }

    static String hash(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
