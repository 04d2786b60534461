package dev.espalier.bench.kubernetes;

import dev.espalier.bench.generator.GeneratorTask;
import dev.espalier.bench.remote.Inventory.Kubernetes;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the generators of a run are to the cluster: a Secret with a task each, for a task holds the password of the store;
 * and an indexed Job, of whose pods each reads the task of its number.
 */
final class GeneratorManifests {
    /** All objects of a run carry it. */
    static final String RUN_LABEL = "espalier.dev/bench-run";

    private static final String TASKS = "/etc/espalier-bench";
    private static final String TASK = "task-";
    private static final int USER = 10_001;
    /** The cluster forgets the Job by itself so long after its end, should we not have come to it. */
    private static final int FORGOTTEN_AFTER_SECONDS = 3_600;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Kubernetes cluster;
    private final String run;

    /** @param run names the run, and its objects; letters and digits */
    GeneratorManifests(Kubernetes cluster, String run) {
        this.cluster = cluster;
        this.run = run;
    }

    /** The name of both objects. */
    String name() {
        return "espalier-bench-" + run;
    }

    /** Selects the run's objects and pods. */
    String selector() {
        return RUN_LABEL + "=" + run;
    }

    /** The tasks, by number. */
    ObjectNode secret(List<GeneratorTask> tasks) {
        ObjectNode secret = object("v1", "Secret");
        ObjectNode data = secret.put("type", "Opaque").putObject("stringData");
        for (GeneratorTask task : tasks) {
            data.put(TASK + task.number(), task.encode());
        }
        return secret;
    }

    /**
     * The generators.
     *
     * @param arguments of the image's entry point that make it a generator, up to the name of the task's file
     */
    ObjectNode job(List<String> arguments) {
        ObjectNode job = object("batch/v1", "Job");
        ObjectNode spec = job.putObject("spec")
                .put("completionMode", "Indexed")
                .put("completions", cluster.generators())
                .put("parallelism", cluster.generators())
                // A generator that starts anew would measure something else than the others.
                .put("backoffLimit", 0)
                .put("ttlSecondsAfterFinished", FORGOTTEN_AFTER_SECONDS);
        ObjectNode template = spec.putObject("template");
        template.putObject("metadata").set("labels", labels());
        ObjectNode pod = template.putObject("spec").put("restartPolicy", "Never");
        pod.putObject("securityContext")
                .put("runAsNonRoot", true)
                .put("runAsUser", USER)
                .put("runAsGroup", USER)
                .put("fsGroup", USER)
                .putObject("seccompProfile")
                .put("type", "RuntimeDefault");
        if (!cluster.generatorNodeSelector().isEmpty()) {
            pod.set("nodeSelector", cluster.generatorNodeSelector());
        }
        keepAwayFromTheStore(pod);
        ObjectNode container =
                pod.putArray("containers").addObject().put("name", "generator").put("image", cluster.image());
        var words = container.putArray("args");
        arguments.forEach(words::add);
        words.add(TASKS + "/" + TASK + "$(JOB_COMPLETION_INDEX)");
        if (!cluster.generatorResources().isEmpty()) {
            container.set("resources", cluster.generatorResources());
        }
        ObjectNode rights = container.putObject("securityContext");
        rights.put("allowPrivilegeEscalation", false).put("readOnlyRootFilesystem", true);
        rights.putObject("capabilities").putArray("drop").add("ALL");
        var mounts = container.putArray("volumeMounts");
        mounts.addObject().put("name", "tasks").put("mountPath", TASKS).put("readOnly", true);
        mounts.addObject().put("name", "tmp").put("mountPath", "/tmp");
        var volumes = pod.putArray("volumes");
        volumes.addObject()
                .put("name", "tasks")
                .putObject("secret")
                .put("secretName", name())
                // Octal 0440: for the group that fsGroup names.
                .put("defaultMode", 288);
        volumes.addObject().put("name", "tmp").putObject("emptyDir");
        return job;
    }

    /** A generator on a node's machine would measure itself; where there are too few machines, it may. */
    private void keepAwayFromTheStore(ObjectNode pod) {
        ObjectNode rule = pod.putObject("affinity")
                .putObject("podAntiAffinity")
                .putArray("preferredDuringSchedulingIgnoredDuringExecution")
                .addObject()
                .put("weight", 100);
        ObjectNode term = rule.putObject("podAffinityTerm").put("topologyKey", "kubernetes.io/hostname");
        term.putObject("labelSelector").putObject("matchLabels").put("app.kubernetes.io/name", "espalier");
    }

    private ObjectNode object(String version, String kind) {
        ObjectNode object = JSON.createObjectNode().put("apiVersion", version).put("kind", kind);
        object.putObject("metadata").put("name", name()).set("labels", labels());
        return object;
    }

    private ObjectNode labels() {
        return JSON.createObjectNode()
                .put("app.kubernetes.io/name", "espalier-bench")
                .put(RUN_LABEL, run);
    }
}
