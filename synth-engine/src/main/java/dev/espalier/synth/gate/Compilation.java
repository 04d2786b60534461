package dev.espalier.synth.gate;

import dev.espalier.synth.gate.GateFailure.Reason;
import dev.espalier.synth.prover.CommandOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compiles the sources of a core in a workspace, each after those that it loads. */
final class Compilation {
    static final String FOLDER = "sources";
    private static final Pattern LOCATION = Pattern.compile("File \"\\./([^\"]+)\", line (\\d+)");

    private final Workspace workspace;
    private final Sources sources;
    private final Dependencies dependencies;
    private final Optional<CompiledCache> cache;
    private final Path folder;
    private final Map<String, Duration> took = new HashMap<>();

    Compilation(Workspace workspace, Sources sources, Dependencies dependencies, Optional<CompiledCache> cache)
            throws IOException {
        this.workspace = workspace;
        this.sources = sources;
        this.dependencies = dependencies;
        this.cache = cache;
        folder = workspace.folder(FOLDER);
    }

    void run() throws IOException, InterruptedException, GateFailure {
        for (String name : sources.paths().folders()) {
            Files.createDirectories(folder.resolve(name));
        }
        for (String path : dependencies.inOrder()) {
            compile(sources.file(path));
        }
    }

    /** How long {@code path} took to compile, in this run or when the cache got it. */
    Duration took(String path) {
        return took.getOrDefault(path, Duration.ZERO);
    }

    private void compile(SourceFile source) throws IOException, InterruptedException, GateFailure {
        Path file = folder.resolve(source.path());
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, source.text());
        Path compiled = folder.resolve(source.path() + "o");
        String name = sources.nameOf(source.path());
        List<String> loaded = List.copyOf(dependencies.direct(source.path()));
        Optional<Duration> before =
                cache.isPresent() ? cache.get().fetch(source, name, loaded, compiled) : Optional.empty();
        if (before.isPresent()) {
            took.put(source.path(), before.get());
            return;
        }
        CommandOutcome outcome = workspace.compile(folder, sources.paths().arguments(Path.of("")), source.path());
        if (!outcome.succeeded()) {
            throw refused(source.path(), outcome);
        }
        requireFresh(source.path(), file, compiled, outcome);
        if (cache.isPresent()) {
            cache.get().keep(source, name, loaded, compiled, outcome.took());
        }
        took.put(source.path(), outcome.took().truncatedTo(ChronoUnit.MILLIS));
    }

    private static void requireFresh(String path, Path file, Path compiled, CommandOutcome outcome)
            throws IOException, GateFailure {
        boolean fresh = Files.isRegularFile(compiled)
                && Files.size(compiled) > 0
                && Files.getLastModifiedTime(compiled).compareTo(Files.getLastModifiedTime(file)) >= 0;
        if (!fresh) {
            throw new GateFailure(
                    Reason.PROVER_BROKEN,
                    path,
                    "the prover reported success and left no new compiled file",
                    outcome.said(),
                    "Look for a full disk; reinstall the prover");
        }
    }

    private static GateFailure refused(String path, CommandOutcome outcome) {
        Matcher location = LOCATION.matcher(outcome.errors());
        String place = location.find() ? location.group(1) + ":" + location.group(2) : path;
        return new GateFailure(
                Reason.COMPILATION_FAILED,
                place,
                "the prover refuses it and " + outcome.ending(),
                outcome.said(),
                "Mend the proof at that line");
    }
}
