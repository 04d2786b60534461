package dev.espalier.synth.prover.coqidetop;

import dev.espalier.synth.prover.BoundedReader;
import dev.espalier.synth.prover.ChildPrograms;
import dev.espalier.synth.prover.session.ProverError;
import dev.espalier.synth.prover.session.SessionLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One child process: elements come out of it, and nothing about it is trusted to end. Its memory is measured while it is
 * waited for (of itself, not of what it starts), and the limit of the shell that starts it stands behind that.
 */
final class ProverProcess {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration LAST_WORDS = Duration.ofMillis(500);
    private static final int ERRORS_KEPT = 20_000;
    private static final long HARD_EXTRA_KIB = 2L << 20;
    private static final int SIGNAL_BASE = 128;

    /** What the reading thread hands over: an element, or why there are no more. */
    private record Heard(
            @Nullable XmlElement element, @Nullable ProverLost end) {}

    private final Process process;
    private final SessionLimits limits;
    private final XmlReader reader;
    private final BoundedReader errors;
    private final LinkedBlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final Thread killer = new Thread(this::kill);

    private ProverProcess(Process process, SessionLimits limits) {
        this.process = process;
        this.limits = limits;
        reader = new XmlReader(process.getInputStream(), limits.outputMax());
        errors = BoundedReader.start(process.getErrorStream(), ERRORS_KEPT);
    }

    /** Starts {@code command} in {@code home}. */
    static ProverProcess start(List<String> command, Path home, SessionLimits limits) throws ProverLost {
        long hardKib = limits.memoryBytes() / 512 + HARD_EXTRA_KIB;
        // Where a system has no such limit, the measurement must do.
        List<String> limited =
                new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -v " + hardKib + " 2>/dev/null; exec \"$@\"", "sh"));
        limited.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(limited).directory(home.toFile());
        ChildPrograms.isolate(builder.environment(), home);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new ProverLost(ProverError.DEAD_PROVER, "it could not be started: " + e.getMessage(), e);
        }
        ProverProcess started = new ProverProcess(process, limits);
        try {
            // One that is computing would not notice that nobody listens any more.
            Runtime.getRuntime().addShutdownHook(started.killer);
        } catch (IllegalStateException e) {
            started.kill();
            throw new ProverLost(ProverError.DEAD_PROVER, "nothing is started during a shutdown", e);
        }
        Thread.ofPlatform().daemon().name("prover-" + process.pid()).start(started::read);
        return started;
    }

    private void read() {
        try {
            for (Optional<XmlElement> next = reader.next(); next.isPresent(); next = reader.next()) {
                if (next.get().is("value")) {
                    reader.reset();
                }
                heard.add(new Heard(next.get(), null));
            }
            heard.add(new Heard(null, new ProverLost(ProverError.DEAD_PROVER, "it stopped")));
        } catch (IOException e) {
            heard.add(new Heard(null, new ProverLost(ProverError.DEAD_PROVER, String.valueOf(e.getMessage()), e)));
        } catch (GarbledAnswer e) {
            heard.add(new Heard(null, new ProverLost(ProverError.GARBLED_ANSWER, String.valueOf(e.getMessage()), e)));
        } catch (OutputOverflow e) {
            heard.add(new Heard(null, new ProverLost(ProverError.OUTPUT, String.valueOf(e.getMessage()), e)));
        }
    }

    /** Says {@code text} to it, on another thread: a prover that does not read must not keep us waiting. */
    void send(String text) {
        OutputStream output = process.getOutputStream();
        Thread.ofVirtual().start(() -> {
            try {
                output.write(text.getBytes(StandardCharsets.UTF_8));
                output.flush();
            } catch (IOException e) {
                // It is gone, which whoever waits for the answer finds out.
            }
        });
    }

    /**
     * Waits for its next element for at most {@code limit}, and not much longer than 50 ms.
     *
     * @return empty if there is none yet
     * @throws ProverLost if it ended, or had to be ended for its memory, its output or its grammar
     */
    Optional<XmlElement> poll(Duration limit) throws ProverLost, InterruptedException {
        Duration wait = limit.compareTo(LOOK) < 0 ? limit : LOOK;
        Heard next = heard.poll(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
        if (next == null) {
            watchMemory();
            return Optional.empty();
        }
        if (next.end() != null) {
            throw lost(next.end().error(), String.valueOf(next.end().getMessage()));
        }
        return Optional.ofNullable(next.element());
    }

    private void watchMemory() throws ProverLost, InterruptedException {
        long used = residentBytes();
        if (used > limits.memoryBytes()) {
            throw lost(
                    ProverError.MEMORY,
                    "it used " + (used >> 20) + " MiB of memory; the limit is " + (limits.memoryBytes() >> 20)
                            + " MiB");
        }
    }

    private long residentBytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) << 10;
                }
            }
        } catch (IOException e) {
            // It just ended, or the system has no such file; the hard limit stands.
        }
        return 0;
    }

    /** Kills it, and says why it is lost with what it said last. */
    ProverLost lost(ProverError error, String message) throws InterruptedException {
        boolean byItself = error == ProverError.DEAD_PROVER;
        if (byItself) {
            process.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        }
        String ending = "";
        if (byItself && !process.isAlive()) {
            ending = ending();
            // Before it is killed, which closes what it wrote to.
            errors.await(LAST_WORDS);
        }
        kill();
        String said = byItself ? ("\n" + errors.text()).stripTrailing() : "";
        return new ProverLost(error, "the prover was lost: " + message + ending + said);
    }

    private String ending() {
        int code = process.exitValue();
        return code > SIGNAL_BASE
                ? " (ended by signal " + (code - SIGNAL_BASE) + ")"
                : " (ended with exit code " + code + ")";
    }

    /** Sends it the signal that interrupts a computation; a program may ignore it. */
    void interrupt() {
        if (!process.isAlive()) {
            return;
        }
        try {
            // Java can only end processes; the shell has a command for signals on every system.
            new ProcessBuilder("/bin/sh", "-c", "kill -INT " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    // Waited for, so that it cannot arrive after whatever is said to the prover next.
                    .onExit()
                    .completeOnTimeout(process, 1, TimeUnit.SECONDS)
                    .join();
        } catch (IOException e) {
            // Then it is killed when its grace is over.
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Kills it and what it started. */
    void kill() {
        ChildPrograms.kill(process);
    }

    /** Kills it and waits until it is gone. */
    void close() {
        kill();
        try {
            process.waitFor(limits.grace().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException e) {
            // The machine is shutting down and runs the hook itself.
        }
    }
}
