package dev.espalier.bench.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A node's process, spoken to over its standard streams: a JSON object a line, either way. It ends when we do. */
final class ControlledNode implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long END_LIMIT_SECONDS = 10;
    private static final long EXIT_STATUS_LIMIT_SECONDS = 2;
    /** Exit status of a HotSpot virtual machine with {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int OUT_OF_MEMORY_STATUS = 3;

    /**
     * What a node said.
     *
     * @param content the whole message
     * @param nanos when it was read, of {@link System#nanoTime}
     */
    record Event(JsonNode content, long nanos) {
        String name() {
            return content.path("event").asString();
        }
    }

    private final String name;
    private final Path log;
    private final Process process;
    private final BufferedWriter commands;
    private final BlockingQueue<Event> arrived = new LinkedBlockingQueue<>();
    private final List<Event> setAside = new ArrayList<>();

    private ControlledNode(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
        Thread.ofPlatform().daemon().name("node-" + name).start(this::read);
    }

    /** Starts a process; {@code name} is for errors. */
    static ControlledNode start(String name, List<String> command, Path log) throws IOException {
        try {
            return new ControlledNode(
                    name,
                    log,
                    new ProcessBuilder(command).redirectError(log.toFile()).start());
        } catch (IOException e) {
            throw new ProgramFailedException(name + " cannot be started: " + e.getMessage(), e);
        }
    }

    private void read() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                long nanos = System.nanoTime();
                // A virtual machine may have something to say on the same stream.
                if (line.startsWith("{")) {
                    arrived.add(new Event(JSON.readTree(line), nanos));
                }
            }
            arrived.add(failure("it ended"));
        } catch (IOException | JacksonException e) {
            arrived.add(failure("what it says cannot be read (" + e.getMessage() + ")"));
        }
    }

    private static Event failure(String message) {
        return new Event(JSON.createObjectNode().put("event", "failed").put("message", message), System.nanoTime());
    }

    void send(ObjectNode command) throws ProgramFailedException, InterruptedException {
        try {
            commands.write(command.toString());
            commands.newLine();
            commands.flush();
        } catch (IOException e) {
            throw failed("does not take commands (" + e.getMessage() + ")");
        }
    }

    /**
     * Waits for the next event called {@code event}; others are kept for later.
     *
     * @param untilNanos when to give up, of {@link System#nanoTime}
     * @return {@code null} when it did not come in time
     * @throws ProgramFailedException if the node failed meanwhile
     */
    @Nullable
    Event await(String event, long untilNanos) throws ProgramFailedException, InterruptedException {
        for (Iterator<Event> kept = setAside.iterator(); kept.hasNext(); ) {
            Event candidate = kept.next();
            if (candidate.name().equals(event)) {
                kept.remove();
                return candidate;
            }
        }
        while (true) {
            Event next = arrived.poll(Math.max(0, untilNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (next == null || next.name().equals(event)) {
                return next;
            }
            if (next.name().equals("failed")) {
                throw failed("failed: " + next.content().path("message").asString());
            }
            setAside.add(next);
        }
    }

    /** As {@link #await}, and it must come. */
    JsonNode require(String event, long untilNanos) throws ProgramFailedException, InterruptedException {
        Event found = await(event, untilNanos);
        if (found == null) {
            throw failed("did not say \"" + event + "\" in time");
        }
        return found.content();
    }

    private ProgramFailedException failed(String what) throws InterruptedException {
        if (process.waitFor(EXIT_STATUS_LIMIT_SECONDS, TimeUnit.SECONDS)
                && process.exitValue() == OUT_OF_MEMORY_STATUS) {
            return new NodeOutOfMemoryException(name + " ran out of memory; --heap gives it more");
        }
        return new ProgramFailedException(name + " " + what + "; its log is " + log);
    }

    void kill() {
        process.destroyForcibly();
    }

    /** Ends its input, upon which it ends; kills it if it does not. */
    @Override
    public void close() {
        try {
            commands.close();
            if (!process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (IOException e) {
            // It is gone, or does not read any more.
            kill();
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
