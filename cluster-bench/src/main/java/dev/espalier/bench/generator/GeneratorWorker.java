package dev.espalier.bench.generator;

import dev.espalier.bench.load.LoadConfig;
import dev.espalier.bench.load.LoadRun;
import dev.espalier.bench.load.LoadShare;
import dev.espalier.bench.load.ShareCodec;
import dev.espalier.bench.report.Environment;
import dev.espalier.bench.report.JsonReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The other end of a {@link GeneratorProcess}: reads its share of a load, a line of JSON, says {@code ready}, waits for a
 * line {@code go}, and answers with what it measured. All answers are lines of JSON with a member {@code event}.
 */
public final class GeneratorWorker {
    static final String GO = "go";
    static final String READY = "ready";
    static final String PROGRESS = "progress";
    static final String DONE = "done";
    static final String FAILED = "failed";

    /** For the others' machines to be found, and images to be pulled there. */
    private static final Duration START_LIMIT = Duration.ofMinutes(10);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private GeneratorWorker() {}

    /** Does it; returns whether the share was generated. */
    public static boolean serve(BufferedReader in, PrintWriter out) throws IOException, InterruptedException {
        try {
            String line = in.readLine();
            if (line == null) {
                return false;
            }
            var share = Shares.decode(line);
            sayReady(out);
            if (!GO.equals(in.readLine())) {
                // Whoever started us is gone.
                return false;
            }
            generate(share, out);
            return true;
        } catch (IOException | IllegalArgumentException | JacksonException e) {
            say(event(FAILED).put("message", e.getMessage()), out);
            return false;
        }
    }

    /**
     * Does a task without anybody to talk to: waits for the other generators at the store, and leaves the same answers.
     *
     * @param task as {@link GeneratorTask#encode} wrote it
     * @return whether its share was generated
     */
    public static boolean perform(String task, PrintWriter out) throws InterruptedException {
        try {
            GeneratorTask given = GeneratorTask.decode(task);
            sayReady(out);
            if (given.preload()) {
                LoadRun.preload(given.share());
            }
            StartingLine.await(given, START_LIMIT);
            generate(given.share(), out);
            return true;
        } catch (IOException | IllegalArgumentException e) {
            say(event(FAILED).put("message", e.getMessage()), out);
            return false;
        }
    }

    private static void sayReady(PrintWriter out) {
        ObjectNode ready = event(READY);
        ready.set("environment", JsonReport.environment(Environment.current()));
        say(ready, out);
    }

    private static void generate(LoadConfig share, PrintWriter out) throws IOException, InterruptedException {
        LoadShare done = LoadRun.share(
                share,
                progress -> say(
                        event(PROGRESS)
                                .put("elapsed_ns", progress.elapsed().toNanos())
                                .put("warming_up", progress.warmingUp())
                                .put("operations", progress.operationsSoFar())
                                .put("operations_per_second", progress.operationsPerSecond())
                                .put("errors", progress.errors()),
                        out));
        ObjectNode result = event(DONE);
        result.set("share", ShareCodec.encode(done));
        say(result, out);
    }

    private static ObjectNode event(String name) {
        return JSON.createObjectNode().put("event", name);
    }

    private static void say(ObjectNode event, PrintWriter out) {
        out.println(event);
        out.flush();
    }
}
