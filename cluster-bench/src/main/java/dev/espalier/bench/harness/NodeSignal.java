package dev.espalier.bench.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Does to the process of a node what Java has no call for: with the commands {@code kill} and {@code prlimit}. */
final class NodeSignal {
    private static final long LIMIT_SECONDS = 10;

    private NodeSignal() {}

    /** Stops the process where it is, until {@link #resume}; its connections stay. */
    static void pause(long pid) throws IOException, InterruptedException {
        run(List.of("kill", "-STOP", Long.toString(pid)));
    }

    /** Lets a paused process go on. */
    static void resume(long pid) throws IOException, InterruptedException {
        run(List.of("kill", "-CONT", Long.toString(pid)));
    }

    /** Lets the process write to no file beyond its first byte; what is open stays open. */
    static void forbidWrites(long pid) throws IOException, InterruptedException {
        run(List.of("prlimit", "--pid=" + pid, "--fsize=1:unlimited"));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IOException(
                    "the command " + command.getFirst() + " cannot be run (" + e.getMessage()
                            + "); install it (Debian's util-linux and procps), or leave that fault out",
                    e);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("\"" + String.join(" ", command) + "\" failed: " + output.strip());
        }
    }
}
