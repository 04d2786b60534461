package dev.espalier.bench.harness;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The process of a node: started so that it outlives us, and found again by its number and start time. */
final class NodeProcess {
    /** The system's boot time, from which start times are counted, may be read differently by a second. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

    private static final long POLL_MILLIS = 10;

    private NodeProcess() {}

    static ProcessHandle start(List<String> command, Path workingDirectory, Path logFile) throws IOException {
        List<String> whole = new ArrayList<>();
        // In a session of its own, so that an interrupt at our terminal does not reach it.
        Optional<Path> setsid = onPath("setsid");
        setsid.ifPresent(path -> whole.add(path.toString()));
        whole.addAll(command);
        Process process = new ProcessBuilder(whole)
                .directory(workingDirectory.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()))
                .start();
        return process.toHandle();
    }

    static Instant startTime(ProcessHandle process) {
        // A process that is gone already has no start time; any will do then, for none will be found alive.
        return process.info().startInstant().orElseGet(Instant::now);
    }

    /** The process, if it is the one that was started and still runs. */
    static Optional<ProcessHandle> find(long pid, Instant started) {
        return ProcessHandle.of(pid)
                .filter(NodeProcess::isRunning)
                .filter(process -> process.info()
                        .startInstant()
                        .map(at -> Duration.between(started, at).abs().compareTo(START_TOLERANCE) <= 0)
                        .orElse(false));
    }

    /** Asks the process to end and, after {@code grace}, ends it. Returns whether it ended by itself. */
    static boolean stop(ProcessHandle process, Duration grace) throws InterruptedException {
        process.destroy();
        if (awaitExit(process, grace)) {
            return true;
        }
        kill(process);
        return false;
    }

    /** Ends the process at once (SIGKILL) and waits until it is gone. */
    static void kill(ProcessHandle process) throws InterruptedException {
        process.destroyForcibly();
        if (!awaitExit(process, Duration.ofSeconds(10))) {
            throw new IllegalStateException("process " + process.pid()
                    + " is still there 10 s after SIGKILL; it hangs in the kernel, look at its state with ps");
        }
    }

    private static boolean awaitExit(ProcessHandle process, Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (isRunning(process)) {
            if (System.nanoTime() - until >= 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return true;
    }

    /** Whether the process runs; one that ended and whose parent did not ask for its exit code (a zombie) does not. */
    static boolean isRunning(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            // pid (name) state ...; the name may hold anything, so the state is sought from the last parenthesis.
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return !stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
        } catch (IOException e) {
            // No /proc here, or the process ended just now; either way the handle knows.
            return process.isAlive();
        }
    }

    private static Optional<Path> onPath(String name) {
        String path = System.getenv("PATH");
        if (path == null) {
            return Optional.empty();
        }
        for (String directory : path.split(File.pathSeparator, -1)) {
            Path candidate = Path.of(directory.isEmpty() ? "." : directory, name);
            if (Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
