package dev.espalier.bench.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.espalier.bench.load.LoadConfig;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A generator that was started, here or through a shell on another machine. It ends when we do. */
final class GeneratorProcess implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LINES_KEPT = 20;
    private static final long END_LIMIT_SECONDS = 5;
    private static final Duration LAST_WORDS_LIMIT = Duration.ofSeconds(2);

    private final GeneratorCommand command;
    private final Process process;
    private final BufferedWriter in;
    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final Deque<String> other = new ArrayDeque<>();
    private final Thread reader;

    private GeneratorProcess(GeneratorCommand command, Process process) {
        this.command = command;
        this.process = process;
        this.in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
        this.reader = Thread.ofPlatform()
                .daemon()
                .name("generator-" + command.place())
                .start(this::read);
    }

    static GeneratorProcess start(GeneratorCommand command) throws IOException {
        try {
            return new GeneratorProcess(
                    command,
                    new ProcessBuilder(command.line()).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new GeneratorFailedException(
                    "the generator at " + command.place() + " cannot be started: " + e.getMessage(), e);
        }
    }

    private void read() {
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            keep(String.valueOf(e.getMessage()));
        }
        events.add(JSON.createObjectNode()
                .put("event", GeneratorWorker.FAILED)
                .put("message", "it ended, having said: " + said()));
    }

    private void take(String line) {
        // Shells and virtual machines may have something to say on the same stream.
        if (line.startsWith("{\"event\"")) {
            try {
                events.add(JSON.readTree(line));
                return;
            } catch (JacksonException e) {
                // No event after all.
            }
        }
        keep(line);
    }

    private void keep(String line) {
        synchronized (other) {
            other.addLast(line);
            if (other.size() > LINES_KEPT) {
                other.removeFirst();
            }
        }
    }

    private String said() {
        synchronized (other) {
            return other.isEmpty() ? "nothing" : String.join("\n", other);
        }
    }

    /** What it said, to the end if it has ended: its stream of commands may break before its answers are read. */
    private String lastWords() {
        try {
            reader.join(LAST_WORDS_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return said();
    }

    void configure(LoadConfig share) throws GeneratorFailedException {
        send(Shares.encode(share));
    }

    void go() throws GeneratorFailedException {
        send(GeneratorWorker.GO);
    }

    private void send(String line) throws GeneratorFailedException {
        try {
            in.write(line);
            in.newLine();
            in.flush();
        } catch (IOException e) {
            throw failed("does not take commands (" + e.getMessage() + "), having said: " + lastWords());
        }
    }

    /** What it says next within {@code nanos}; {@code null} if nothing. */
    @Nullable
    JsonNode next(long nanos) throws GeneratorFailedException, InterruptedException {
        JsonNode event = events.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        if (event != null && event.path("event").asString("").equals(GeneratorWorker.FAILED)) {
            throw failed("failed: " + event.path("message").asString(""));
        }
        return event;
    }

    /** What it says next of that name, within {@code nanos}. */
    JsonNode require(String name, long nanos) throws GeneratorFailedException, InterruptedException {
        JsonNode event = next(nanos);
        if (event == null || !event.path("event").asString("").equals(name)) {
            throw failed("did not say \"" + name + "\" in time; it said: " + (event == null ? said() : event));
        }
        return event;
    }

    String place() {
        return command.place();
    }

    private GeneratorFailedException failed(String what) {
        return new GeneratorFailedException("the generator at " + command.place() + " " + what, null);
    }

    /** Ends its input, upon which it ends; kills it if it does not. */
    @Override
    public void close() {
        try {
            in.close();
            if (!process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            // It is gone, or does not read any more.
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
