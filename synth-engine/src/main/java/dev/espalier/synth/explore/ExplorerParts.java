package dev.espalier.synth.explore;

import dev.espalier.synth.prover.CommandOutcome;
import dev.espalier.synth.prover.ExternalCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The exploration without any machine, compiled. It is the same for all explorers, so those of a process share it: each
 * compiler compiles it once, into a folder that is deleted when the process ends.
 */
final class ExplorerParts {
    /** In the order of what they use. */
    private static final List<String> PARTS = List.of(
            "instance",
            "machine",
            "naming",
            "budget",
            "program",
            "system",
            "search",
            "bounds",
            "deliveries",
            "guards",
            "core_run",
            "sessions",
            "nodes",
            "worlds",
            "node_worlds",
            "witness",
            "replay",
            "explored",
            "litmus",
            "enumeration",
            "difference",
            "vacuity",
            "text",
            "questions");

    private static final Duration COMPILE_LIMIT = Duration.ofMinutes(2);
    private static final int MESSAGE_BYTES_MAX = 20_000;

    private static final Map<Path, ExplorerParts> COMPILED = new HashMap<>();

    private final Path compiler;
    private final Path folder;

    private ExplorerParts(Path compiler, Path folder) {
        this.compiler = compiler;
        this.folder = folder;
    }

    /** What {@code compiler} makes of them; only the first call compiles. */
    static synchronized ExplorerParts compiledBy(Path compiler)
            throws IOException, InterruptedException, ExplorationFailure {
        ExplorerParts present = COMPILED.get(compiler);
        if (present != null && present.isWhole()) {
            return present;
        }
        ExplorerParts made = new ExplorerParts(compiler, Files.createTempDirectory("espalier-exploration"));
        Runtime.getRuntime().addShutdownHook(new Thread(made::delete));
        made.compile();
        COMPILED.put(compiler, made);
        return made;
    }

    /** Whoever tidies the temporary folder does not ask. */
    private boolean isWhole() {
        return PARTS.stream().allMatch(part -> Files.isRegularFile(folder.resolve(part + ".cmx")));
    }

    private void compile() throws IOException, InterruptedException, ExplorationFailure {
        List<String> arguments = new ArrayList<>(List.of("-c"));
        for (String part : PARTS) {
            String file = part + ".ml";
            try (InputStream source = ExplorerParts.class.getResourceAsStream(file)) {
                if (source == null) {
                    throw new IllegalStateException(file + " is missing from this program");
                }
                Files.copy(source, folder.resolve(file));
            }
            arguments.add(file);
        }
        CommandOutcome outcome = run(arguments, folder);
        if (!outcome.succeeded()) {
            throw new ExplorationFailure("the exploration does not compile with " + compiler + ": "
                    + outcome.errors().strip() + "; use OCaml 4.13 or newer");
        }
    }

    /** What a program is linked of before its machines. */
    List<String> linked() {
        return PARTS.stream().map(part -> part + ".cmx").toList();
    }

    /** Runs the compiler in {@code where}, which finds the parts besides what is there. */
    CommandOutcome run(List<String> arguments, Path where) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(compiler.toString(), "-w", "-a", "-O3", "-I", folder.toString()));
        command.addAll(arguments);
        return new ExternalCommand(command, where, COMPILE_LIMIT, MESSAGE_BYTES_MAX).run();
    }

    private void delete() {
        try {
            Explorer.delete(folder);
        } catch (IOException e) {
            System.err.println("left behind: " + folder + ": " + e.getMessage());
        }
    }
}
