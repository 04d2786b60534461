package dev.espalier.bench.kubernetes;

import dev.espalier.bench.generator.GeneratorLog;
import dev.espalier.bench.generator.GeneratorTask;
import dev.espalier.bench.load.LoadShare;
import dev.espalier.bench.load.ProgressListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The generators of a run as pods: started, watched until all have ended, their logs read, and taken away. */
final class GeneratorJob {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration CALL_LIMIT = Duration.ofMinutes(2);
    /** For images to be pulled and pods to find a place. */
    private static final long START_LIMIT_NANOS = TimeUnit.MINUTES.toNanos(10);

    private static final long POLL_MILLIS = 1_000;
    private static final String INDEX = "batch.kubernetes.io/job-completion-index";

    private final ClusterTool kubectl;
    private final GeneratorManifests manifests;
    private final int generators;

    GeneratorJob(ClusterTool kubectl, GeneratorManifests manifests, int generators) {
        this.kubectl = kubectl;
        this.manifests = manifests;
        this.generators = generators;
    }

    /** What each generator did, and what machine it ran on, by number. */
    record Result(List<LoadShare> shares, Map<String, JsonNode> environments) {}

    private record Pod(String name, int index, String phase, String machine, String trouble) {}

    void apply(List<GeneratorTask> tasks, List<String> arguments) throws IOException, InterruptedException {
        var list = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "List");
        list.putArray("items").add(manifests.secret(tasks)).add(manifests.job(arguments));
        var _ = kubectl.run(list.toString(), CALL_LIMIT, "apply", "--filename", "-");
    }

    /**
     * Waits until all pods have ended and reads their logs.
     *
     * @param runLimit how long they may run once all have started
     * @throws IOException naming the pod that did not start or failed, with what is known of why
     */
    Result await(Duration runLimit, ProgressListener listener) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long runningSince = 0;
        while (true) {
            List<Pod> pods = pods();
            for (Pod pod : pods) {
                if (pod.phase().equals("Failed")) {
                    throw log(pod).failure(pod.name() + " on " + pod.machine());
                }
            }
            boolean all = pods.size() == generators;
            if (all && pods.stream().allMatch(pod -> pod.phase().equals("Succeeded"))) {
                return results(pods);
            }
            boolean started = all && pods.stream().noneMatch(pod -> pod.phase().equals("Pending"));
            long now = System.nanoTime();
            if (!started && now - start > START_LIMIT_NANOS) {
                throw new IOException("not all of " + generators + " generators have started within "
                        + TimeUnit.NANOSECONDS.toMinutes(START_LIMIT_NANOS) + " minutes: " + pods);
            }
            if (started && runningSince == 0) {
                runningSince = now;
            }
            if (started && now - runningSince > runLimit.toNanos()) {
                throw new IOException("the generators have not ended within " + runLimit.toSeconds() + " s: " + pods);
            }
            if (started) {
                tell(listener);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private List<Pod> pods() throws IOException, InterruptedException {
        JsonNode list = JSON.readTree(
                kubectl.run("", CALL_LIMIT, "get", "pods", "--selector", manifests.selector(), "--output", "json"));
        List<Pod> pods = new ArrayList<>();
        for (JsonNode pod : list.path("items")) {
            JsonNode status = pod.path("status");
            List<String> trouble = new ArrayList<>();
            for (JsonNode container : status.path("containerStatuses")) {
                JsonNode waiting = container.at("/state/waiting");
                if (waiting.has("message")) {
                    trouble.add(waiting.path("reason").asString("") + " "
                            + waiting.path("message").asString(""));
                }
            }
            for (JsonNode condition : status.path("conditions")) {
                if (condition.path("status").asString("").equals("False") && condition.has("message")) {
                    trouble.add(condition.path("message").asString(""));
                }
            }
            pods.add(new Pod(
                    pod.at("/metadata/name").asString(""),
                    pod.path("metadata").path("annotations").path(INDEX).asInt(-1),
                    status.path("phase").asString("Pending"),
                    pod.at("/spec/nodeName").asString("no machine yet"),
                    String.join("; ", trouble)));
        }
        return pods;
    }

    private GeneratorLog log(Pod pod) throws IOException, InterruptedException {
        return GeneratorLog.of(kubectl.run("", CALL_LIMIT, "logs", pod.name()));
    }

    private Result results(List<Pod> pods) throws IOException, InterruptedException {
        LoadShare[] shares = new LoadShare[generators];
        Map<String, JsonNode> environments = new LinkedHashMap<>();
        for (Pod pod : pods) {
            GeneratorLog log = log(pod);
            if (pod.index() < 0 || pod.index() >= generators || shares[pod.index()] != null) {
                throw new IOException("the pod " + pod.name() + " has the number " + pod.index()
                        + ", where each of 0 to " + (generators - 1)
                        + " should be there once; is the cluster older than"
                        + " Kubernetes 1.24, which gives them?");
            }
            shares[pod.index()] = log.share(pod.name() + " on " + pod.machine());
            environments.put("generator " + (pod.index() + 1) + " on " + pod.machine(), log.environment());
        }
        return new Result(List.of(shares), environments);
    }

    /** The last line of every pod's log, which is how far it is. */
    private void tell(ProgressListener listener) throws IOException, InterruptedException {
        String lines = kubectl.run("", CALL_LIMIT, "logs", "--selector", manifests.selector(), "--tail", "1");
        ProgressListener.Progress progress = GeneratorLog.progress(lines);
        if (progress != null) {
            listener.progress(progress);
        }
    }

    /** Takes Job, pods and Secret away. */
    void delete() throws IOException, InterruptedException {
        var _ = kubectl.run(
                "",
                CALL_LIMIT,
                "delete",
                "jobs,secrets",
                "--selector",
                manifests.selector(),
                "--ignore-not-found",
                "--wait=false");
    }
}
