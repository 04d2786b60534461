package dev.espalier.bench.generator;

import dev.espalier.bench.load.LoadConfig;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a generator has to do that nobody talks to while it runs, as the pod of a Job.
 *
 * @param run names the load, to tell its generators from those of others on the same store
 * @param number of this generator, from 0
 * @param count of all generators
 * @param preload whether it puts every key before the load
 * @param share its part of the load
 */
public record GeneratorTask(String run, int number, int count, boolean preload, LoadConfig share) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * The tasks that {@code whole} makes; the first generator puts the keys, if they are to be put.
     *
     * @throws IllegalArgumentException if there are too few connections to divide
     */
    public static List<GeneratorTask> of(LoadConfig whole, int count, String run) {
        List<GeneratorTask> tasks = new ArrayList<>();
        for (LoadConfig share : Shares.of(whole, count)) {
            tasks.add(new GeneratorTask(run, tasks.size(), count, whole.preload() && tasks.isEmpty(), share));
        }
        return tasks;
    }

    /** One line of JSON; has the password of the store in it, if there is one. */
    public String encode() {
        var root = JSON.createObjectNode()
                .put("run", run)
                .put("number", number)
                .put("count", count)
                .put("preload", preload);
        root.set("share", JSON.readTree(Shares.encode(share)));
        return root.toString();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static GeneratorTask decode(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            return new GeneratorTask(
                    root.path("run").asString(""),
                    root.path("number").asInt(0),
                    root.path("count").asInt(0),
                    root.path("preload").asBoolean(false),
                    Shares.decode(root.path("share").toString()));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("this is no task of a generator: " + e.getOriginalMessage(), e);
        }
    }
}
