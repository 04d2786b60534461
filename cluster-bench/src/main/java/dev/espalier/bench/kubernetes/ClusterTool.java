package dev.espalier.bench.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A command that talks to the cluster: kubectl or helm, in one namespace. */
final class ClusterTool {
    private final List<String> command;

    ClusterTool(List<String> command, String namespace) {
        this.command = new ArrayList<>(command);
        this.command.addAll(List.of("--namespace", namespace));
    }

    /** The command line with these arguments, for people. */
    String line(String... arguments) {
        return String.join(" ", command) + " " + String.join(" ", arguments);
    }

    /**
     * Runs it and waits for its end.
     *
     * @param input its standard input
     * @return its standard output
     * @throws IOException with what it said, if it cannot be run, fails, or takes longer than {@code limit}
     */
    String run(String input, Duration limit, String... arguments) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of(arguments));
        Process process;
        try {
            process = new ProcessBuilder(whole).start();
        } catch (IOException e) {
            throw new IOException(
                    "cannot run " + command.getFirst() + ": " + e.getMessage()
                            + "; install it, or name it in the inventory under kubernetes",
                    e);
        }
        try {
            CompletableFuture<String> said = read(process.errorReader(UTF_8)::readAllAsString);
            CompletableFuture<String> output = read(process.inputReader(UTF_8)::readAllAsString);
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(UTF_8));
            } catch (IOException e) {
                // It did not read all of it; its exit code says whether that is well.
                process.getOutputStream().close();
            }
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(line(arguments) + " did not end within " + limit.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(line(arguments) + " failed with exit code " + process.exitValue() + ": "
                        + said.join().strip());
            }
            return output.join();
        } finally {
            process.destroyForcibly();
        }
    }

    private interface Reading {
        String all() throws IOException;
    }

    private static CompletableFuture<String> read(Reading reading) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                text.complete(reading.all());
            } catch (IOException | UncheckedIOException e) {
                text.complete("(unreadable: " + e.getMessage() + ")");
            }
        });
        return text;
    }
}
