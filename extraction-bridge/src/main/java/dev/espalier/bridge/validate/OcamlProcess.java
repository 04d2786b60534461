package dev.espalier.bridge.validate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The native program, which lives as long as it answers: killed when it does not, and started again. */
final class OcamlProcess implements AutoCloseable {
    /** What the wall clock may show beyond the processor time that the program allows itself. */
    private static final long GRACE_MILLIS = 5_000;

    private static final String END = "%end";

    private final Program program;
    private final List<String> head;
    private final Duration limit;
    private final List<String> remembered = new ArrayList<>();
    private @Nullable Session session;

    /** Gives the program, at the first need. */
    interface Program {
        Path linked() throws IOException, InterruptedException;
    }

    private static final class Session {
        private final Process process;
        private final Writer in;
        private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

        Session(Path program) throws IOException {
            // OCaml's own limit of memory does not cover the stack.
            String script = "ulimit -s 65536 2>/dev/null || ulimit -s $(ulimit -H -s); ulimit -v 4000000; exec \"$0\"";
            process = new ProcessBuilder("sh", "-c", script, program.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
            Thread reader = new Thread(() -> read(process), "validated-ocaml");
            reader.setDaemon(true);
            reader.start();
        }

        private void read(Process from) {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.UTF_8))) {
                String line = lines.readLine();
                while (line != null) {
                    answers.add(line);
                    line = lines.readLine();
                }
            } catch (IOException closed) {
                // The process was killed: its end is what there is to say.
            }
            answers.add(END);
        }
    }

    /**
     * A program that is started when it is asked first.
     *
     * @param head what it reads before requests
     * @param limit the processor time of a call
     */
    OcamlProcess(Program program, List<String> head, Duration limit) {
        this.program = program;
        this.head = head;
        this.limit = limit;
    }

    /** Starts the program, unless it runs; whether its initial values could be computed. */
    boolean start() throws IOException, InterruptedException {
        if (session != null) {
            return true;
        }
        Session started = new Session(program.linked());
        try {
            for (String line : head) {
                started.in.write(line + "\n");
            }
            started.in.write(String.format(Locale.ROOT, "%.3f%n", limit.toMillis() / 1e3));
            for (String line : remembered) {
                started.in.write(line + "\n");
            }
            started.in.flush();
        } catch (IOException ended) {
            started.process.destroyForcibly();
            return false;
        }
        String ready = started.answers.poll(limit.toMillis() + 6 * GRACE_MILLIS, TimeUnit.MILLISECONDS);
        if (!"ready".equals(ready)) {
            started.process.destroyForcibly();
            return false;
        }
        session = started;
        return true;
    }

    /** Tells the program {@code line}, now and whenever it is started again; there is no answer. */
    void tell(String line) throws IOException {
        remembered.add(line);
        if (session != null) {
            session.in.write(line + "\n");
        }
    }

    /**
     * How a call ends.
     *
     * @param mode how arithmetic behaves that leaves its range, as {@code espalier_checked.ml} has it
     */
    Outcome call(String request, int mode) throws IOException, InterruptedException {
        if (!start()) {
            throw new ValidationException("the native program does not start again");
        }
        Session running = Objects.requireNonNull(session);
        String answer;
        try {
            running.in.write("#" + mode + "\n" + request + "\n");
            running.in.flush();
            answer = running.answers.poll(limit.toMillis() + GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (IOException ended) {
            answer = END;
        }
        if (answer == null || answer.equals(END)) {
            close();
            return new Outcome.GaveUp(answer == null ? "time" : "stack or memory");
        }
        return switch (answer.charAt(0)) {
            case '=' -> new Outcome.Gave(answer.substring(1));
            case '!' -> new Outcome.Threw(answer.substring(1));
            default -> new Outcome.GaveUp(answer.substring(1));
        };
    }

    @Override
    public void close() {
        if (session != null) {
            session.process.destroyForcibly();
            session = null;
        }
    }
}
