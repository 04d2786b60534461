package dev.espalier.synth.gate;

import dev.espalier.synth.prover.CommandOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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

    @Override
    public void close() throws IOException {
        workspace.close();
    }
}
