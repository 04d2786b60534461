package dev.espalier.synth.gate;

import dev.espalier.synth.gate.GateFailure.Reason;
import dev.espalier.synth.prover.CommandOutcome;
import dev.espalier.synth.prover.ExternalCommand;
import dev.espalier.synth.prover.Prover;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A folder of one run of the gate, gone when it is over. The checkout is only read, so runs beside each other, or on a
 * read-only checkout, do not meet; and no file that someone left in the checkout is taken for a result.
 */
final class Workspace implements AutoCloseable {
    private final Path root;
    private final Prover prover;
    private final GateLimits limits;

    private Workspace(Path root, Prover prover, GateLimits limits) {
        this.root = root;
        this.prover = prover;
        this.limits = limits;
    }

    static Workspace create(Prover prover, GateLimits limits) throws IOException {
        return new Workspace(Files.createTempDirectory("espalier-gate"), prover, limits);
    }

    /** The folder {@code name} of this workspace, made if need be. */
    Path folder(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    Prover prover() {
        return prover;
    }

    /** Compiles {@code file}, which is relative to {@code folder}, where the prover runs. */
    CommandOutcome compile(Path folder, List<String> loadPath, String file)
            throws IOException, InterruptedException, GateFailure {
        List<String> arguments = new ArrayList<>();
        arguments.add("-q");
        arguments.addAll(loadPath);
        arguments.add(file);
        return run(prover.compiler(), arguments, folder, limits.compilation(), file);
    }

    /** Has the independent checker check {@code modules}. */
    CommandOutcome recheck(Path folder, List<String> loadPath, List<String> modules)
            throws IOException, InterruptedException, GateFailure {
        List<String> arguments = new ArrayList<>(List.of("-silent", "-o"));
        arguments.addAll(loadPath);
        arguments.addAll(modules);
        return run(prover.checker(), arguments, folder, limits.checker(), String.join(" ", modules));
    }

    /** The shell sets the limit and becomes the program, so that signals and exit codes are the program's. */
    private List<String> withinMemory() {
        int kilobytes = limits.memoryMegabytesMax() * 1024;
        return List.of("/bin/sh", "-c", "ulimit -v \"$0\" && exec \"$@\"", String.valueOf(kilobytes));
    }

    /** Runs {@code program}; fails if its time is over, or if it was killed, which tells nothing about the proof. */
    CommandOutcome run(Path program, List<String> arguments, Path folder, Duration limit, String about)
            throws IOException, InterruptedException, GateFailure {
        List<String> command = new ArrayList<>(withinMemory());
        command.add(program.toString());
        command.addAll(arguments);
        // The shell would start, and only then find that the program is not there.
        if (!Files.isExecutable(program)) {
            throw notStarted(about, program, "there is no such program");
        }
        CommandOutcome outcome;
        try {
            outcome = new ExternalCommand(command, folder, limit, limits.outputBytesMax()).run();
        } catch (IOException e) {
            throw notStarted(about, program, String.valueOf(e.getMessage()));
        }
        if (outcome.timedOut()) {
            throw new GateFailure(
                    Reason.TIMEOUT,
                    about,
                    program.getFileName() + " exceeded its limit of " + limit.toMillis() + " ms",
                    outcome.said(),
                    "Find the slow sentence, or give the gate a longer limit");
        }
        if (outcome.killed()) {
            throw new GateFailure(
                    Reason.PROVER_BROKEN,
                    about,
                    program.getFileName() + " " + outcome.ending(),
                    outcome.said(),
                    "Look for a crash or a lack of memory, and run the gate again");
        }
        return outcome;
    }

    private static GateFailure notStarted(String about, Path program, String cause) {
        return new GateFailure(
                Reason.PROVER_BROKEN, about, program.getFileName() + " could not be started: " + cause, "Reinstall it");
    }

    @Override
    public void close() throws IOException {
        delete(root);
    }

    /** Deletes {@code folder} and what is in it. */
    static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
