package dev.espalier.synth.gate;

import dev.espalier.core.Sha256;
import dev.espalier.synth.prover.CommandOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A specification and the framework and kit, compiled in a folder of their own, to try new files against. Gone when
 * closed.
 */
public final class CompiledSpecification implements AutoCloseable {
    private final Workspace workspace;
    private final List<String> loadPath;
    private final Path folder;
    private final Loading loading;

    CompiledSpecification(Workspace workspace, List<String> loadPath, Path folder, Loading loading) {
        this.workspace = workspace;
        this.loadPath = List.copyOf(loadPath);
        this.folder = folder;
        this.loading = loading;
    }

    /** Where the compiled files are, and new ones may be written. */
    public Path folder() {
        return folder;
    }

    /** The prover's arguments, where it runs in {@link #folder}. */
    public List<String> loadPath() {
        return loadPath;
    }

    /** How a file comes by the specification. */
    public Loading loading() {
        return loading;
    }

    /**
     * How a file comes by the specification.
     *
     * @param applied its functor, qualified, applied to the parameters {@code P}
     * @param modules the modules to load for that
     * @param source the text of the functor's file
     */
    public record Loading(String applied, List<String> modules, String source) {
        public Loading {
            modules = List.copyOf(modules);
        }
    }

    /**
     * Compiles {@code text} as the file {@code path}, relative to {@link #folder}; its compiled file stays.
     *
     * @throws GateFailure if time or memory were not enough, or the prover broke
     */
    public CommandOutcome compile(String path, String text) throws IOException, InterruptedException, GateFailure {
        Path file = folder.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
        return workspace.compile(folder, loadPath, path);
    }

    /**
     * Refuses {@code text} if it holds what a proof may not: a hole, an axiom, a command that is not on the list.
     *
     * @param path what errors call it
     */
    public static void scan(String path, String text) throws GateFailure {
        SourceScan.check(new SourceFile(path, text, Sha256.hex(text.getBytes(StandardCharsets.UTF_8))));
    }

    /**
     * What {@code theorems} of the functor {@code proof} rest on where parameters are numbers and maps are functions, a list
     * for each in their order; it is empty if the theorem is proved. To apply the functor takes the prover seconds, so all
     * of its theorems are asked about at once.
     *
     * @param proof the functor, qualified, over parameters and a map
     */
    public List<List<String>> assumptions(String proof, List<String> theorems)
            throws IOException, InterruptedException, GateFailure {
        List<CoreParameter> parameters = List.of(CoreParameter.PARAMETERS, CoreParameter.MAP);
        StringBuilder text = new StringBuilder(CoreParameter.requirements(parameters));
        text.append("Require ").append(proof, 0, proof.lastIndexOf('.')).append(".\n");
        text.append(CoreParameter.instances(parameters));
        text.append("Module Theorems := %s %s.\n".formatted(proof, CoreParameter.instantiated(parameters)));
        theorems.forEach(theorem ->
                text.append("Print Assumptions Theorems.").append(theorem).append(".\n"));
        CommandOutcome outcome = compile(own("Assumptions.v"), text.toString());
        if (!outcome.succeeded()) {
            throw new GateFailure(
                    GateFailure.Reason.COMPILATION_FAILED,
                    proof,
                    "the prover does not apply it to numbers and " + outcome.ending(),
                    outcome.said(),
                    "The functor must take PARAMETERS and a MAP, and nothing else");
        }
        List<Map<String, String>> printed = PrintedAssumptions.parse(outcome);
        if (printed.size() != theorems.size()) {
            throw new GateFailure(
                    GateFailure.Reason.PROVER_BROKEN,
                    proof,
                    "the prover told the assumptions of " + printed.size() + " theorems when asked for those of "
                            + theorems,
                    outcome.said(),
                    "Reinstall the prover");
        }
        return printed.stream()
                .map(block -> block.entrySet().stream()
                        .map(entry -> entry.getKey() + entry.getValue())
                        .toList())
                .toList();
    }

    /** Has the independent checker check {@code module}, which is compiled; what it objects to. */
    public List<String> recheck(String module) throws IOException, InterruptedException, GateFailure {
        CommandOutcome outcome = workspace.recheck(folder, loadPath, List.of(module));
        return outcome.succeeded()
                ? CheckerSummary.parse(outcome).objections()
                : List.of("it " + outcome.ending() + ": " + outcome.said());
    }

    /** A path for a file among the new ones. */
    private String own(String file) {
        return loadPath.get(loadPath.size() - 2) + "/" + file;
    }

    @Override
    public void close() throws IOException {
        workspace.close();
    }
}
