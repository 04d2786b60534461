package dev.espalier.cli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.marcnuri.helm.Helm;
import dev.espalier.bench.harness.FreePorts;
import dev.espalier.bench.resp.Access;
import dev.espalier.bench.resp.RespClient;
import dev.espalier.bench.resp.RespReply;
import dev.espalier.bench.resp.Target;
import dev.espalier.cli.Main;
import dev.espalier.cli.deploy.KubernetesTypes;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Stands in for a cluster: programs kubectl and helm that hand their arguments to this process, which runs the containers'
 * commands as processes of this machine. Manifests and the rendered chart are read as Kubernetes' types; names of pods in
 * them become ports of this machine. What it cannot show is whether a cluster would schedule them and let them in.
 */
final class StandInCluster {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path CHART = Path.of("..", "deploy", "helm", "espalier");

    private record Pod(String name, String run, int index, Process process, Path log) {}

    private record Refusal(String text) {}

    private final Path directory;
    private final Thread server;
    private final Map<String, HasMetadata> objects = new TreeMap<>();
    private final Map<String, Pod> pods = new TreeMap<>();
    private final Map<String, List<Process>> releases = new TreeMap<>();
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final List<String> calls = new ArrayList<>();
    private volatile boolean closed;

    StandInCluster(Path directory) throws IOException {
        this.directory = directory;
        Path calling = Files.createDirectories(directory.resolve("calls"));
        for (String name : List.of("kubectl", "helm")) {
            Files.writeString(directory.resolve(name), program(calling));
            Files.setPosixFilePermissions(directory.resolve(name), PosixFilePermissions.fromString("rwx------"));
        }
        server = Thread.ofPlatform().name("stand-in").start(() -> serve(calling));
    }

    /** The inventory's words for the two programs. */
    String programs() {
        return "kubectl: [" + directory.resolve("kubectl") + "], helm: [" + directory.resolve("helm") + "]";
    }

    /** What it was asked, a line a call. */
    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** Names of objects, pods and releases that are there. */
    synchronized List<String> contents() {
        List<String> all = new ArrayList<>(objects.keySet());
        all.addAll(pods.keySet());
        releases.keySet().forEach(release -> all.add("release/" + release));
        return all;
    }

    /** Somebody has a release of that name. */
    synchronized void occupy(String release) {
        releases.put(release, List.of());
    }

    private void serve(Path calling) {
        while (!closed) {
            try (Stream<Path> found = Files.list(calling)) {
                for (Path call : found.filter(
                                path -> Files.exists(path.resolve("asked")) && !Files.exists(path.resolve("answered")))
                        .toList()) {
                    answer(call);
                }
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void answer(Path call) throws IOException {
        List<String> words = Files.readAllLines(call.resolve("arguments"));
        String output = "";
        String error = "";
        try {
            Object answer = run(words, Files.readString(call.resolve("input")));
            output = answer instanceof Refusal ? "" : answer.toString();
            error = answer instanceof Refusal(String text) ? text : "";
        } catch (Exception | AssertionError e) {
            error = "the stand-in failed: " + e;
        }
        Files.writeString(call.resolve("output"), output);
        Files.writeString(call.resolve("error"), error);
        Path half = Files.writeString(call.resolve("half"), error.isEmpty() ? "0" : "1");
        Files.move(half, call.resolve("answered"));
    }

    private synchronized Object run(List<String> words, String input) throws Exception {
        calls.add(String.join(" ", words));
        // Program, --namespace, its name.
        List<String> rest = words.subList(3, words.size());
        return switch (words.getFirst() + " " + rest.getFirst()) {
            case "kubectl apply" -> apply(input);
            case "kubectl get" -> pods(option(rest, "--selector"));
            case "kubectl logs" -> logs(rest);
            case "kubectl delete" -> delete(rest.get(1), option(rest, "--selector"));
            case "helm list" -> releases.containsKey(option(rest, "--filter").replaceAll("[\\^$]", "")) ? "shop\n" : "";
            case "helm install" -> install(rest.get(1), rest.get(2), input);
            case "helm uninstall" -> uninstall(rest.get(1));
            default -> new Refusal("the stand-in does not know " + words);
        };
    }

    private static String option(List<String> words, String name) {
        return words.get(words.indexOf(name) + 1);
    }

    private Object apply(String manifests) throws IOException {
        for (JsonNode manifest : YAML.readTree(manifests).path("items")) {
            HasMetadata object = KubernetesTypes.read(manifest);
            objects.put(object.getKind() + "/" + object.getMetadata().getName(), object);
        }
        for (HasMetadata object : List.copyOf(objects.values())) {
            if (object instanceof Job job) {
                start(job);
            }
        }
        return "applied\n";
    }

    private void start(Job job) throws IOException {
        String run = requireNonNull(
                job.getSpec().getTemplate().getMetadata().getLabels().get("espalier.dev/bench-run"));
        Container container =
                job.getSpec().getTemplate().getSpec().getContainers().getFirst();
        String mounted = container.getVolumeMounts().getFirst().getMountPath();
        String secretName = job.getSpec()
                .getTemplate()
                .getSpec()
                .getVolumes()
                .getFirst()
                .getSecret()
                .getSecretName();
        Secret secret = (Secret) objects.get("Secret/" + secretName);
        for (int index = 0; index < job.getSpec().getCompletions(); index++) {
            String name = job.getMetadata().getName() + "-" + index + "-x7k2p";
            Path files = Files.createDirectories(directory.resolve(name));
            for (Map.Entry<String, String> file :
                    requireNonNull(secret).getStringData().entrySet()) {
                Files.writeString(files.resolve(file.getKey()), withPorts(file.getValue()));
            }
            List<String> line = java();
            for (String argument : container.getArgs()) {
                line.add(argument.replace(mounted, files.toString())
                        .replace("$(JOB_COMPLETION_INDEX)", Integer.toString(index)));
            }
            Path log = directory.resolve(name + ".log");
            pods.put("Pod/" + name, new Pod(name, run, index, process(line, log), log));
        }
    }

    /** The image's entry point. */
    private static List<String> java() {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    }

    private static Process process(List<String> line, Path log) throws IOException {
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(log.toFile())
                .start();
    }

    private String withPorts(String task) {
        String local = task;
        for (Map.Entry<String, Integer> host : ports.entrySet()) {
            local = local.replace(
                    "\"host\":\"" + host.getKey() + "\",\"port\":6379",
                    "\"host\":\"127.0.0.1\",\"port\":" + host.getValue());
        }
        return local;
    }

    private Object pods(String selector) {
        var list = YAML.createObjectNode();
        var items = list.putArray("items");
        for (Pod pod : pods.values()) {
            if (selector.equals("espalier.dev/bench-run=" + pod.run())) {
                var item = items.addObject();
                item.putObject("metadata")
                        .put("name", pod.name())
                        .putObject("annotations")
                        // Annotations are strings.
                        .put("batch.kubernetes.io/job-completion-index", Integer.toString(pod.index()));
                item.putObject("spec").put("nodeName", "machine-" + pod.index());
                item.putObject("status")
                        .put(
                                "phase",
                                pod.process().isAlive()
                                        ? "Running"
                                        : pod.process().exitValue() == 0 ? "Succeeded" : "Failed");
            }
        }
        return list.toString();
    }

    private Object logs(List<String> words) throws IOException {
        if (words.contains("--selector")) {
            StringBuilder lines = new StringBuilder();
            for (Pod pod : pods.values()) {
                List<String> log = Files.readAllLines(pod.log());
                lines.append(log.isEmpty() ? "" : log.getLast() + "\n");
            }
            return lines;
        }
        Pod pod = pods.get("Pod/" + words.get(1));
        return pod == null ? new Refusal("pods \"" + words.get(1) + "\" not found") : Files.readString(pod.log());
    }

    private Object delete(String kinds, String selector) {
        if (kinds.equals("persistentvolumeclaims")) {
            return "";
        }
        String run = selector.substring(selector.indexOf('=') + 1);
        objects.values()
                .removeIf(object -> run.equals(object.getMetadata().getLabels().get("espalier.dev/bench-run")));
        pods.values().removeIf(pod -> {
            pod.process().destroyForcibly();
            return pod.run().equals(run);
        });
        return "";
    }

    private Object install(String release, String chart, String values) throws Exception {
        if (releases.containsKey(release)) {
            return new Refusal("INSTALLATION FAILED: cannot reuse a name that is still in use");
        }
        Path file = Files.writeString(directory.resolve("values.yaml"), values);
        String rendered = new Helm(CHART.toAbsolutePath().normalize())
                .template()
                .withName(release)
                .withValuesFile(file)
                .call();
        if (!chart.equals("the-chart")) {
            return new Refusal("INSTALLATION FAILED: path \"" + chart + "\" not found");
        }
        String conf = "";
        Map<String, String> auth = Map.of();
        int nodes = 0;
        for (String document : rendered.split("(?m)^---\\s*$", -1)) {
            JsonNode tree = YAML.readTree(document);
            if (tree.isObject()) {
                HasMetadata object = KubernetesTypes.read(tree);
                if (object instanceof ConfigMap map) {
                    conf = map.getData().get("espalier.conf");
                } else if (object instanceof Secret secret) {
                    auth = secret.getData();
                } else if (object instanceof StatefulSet set) {
                    nodes = set.getSpec().getReplicas();
                }
            }
        }
        releases.put(release, new ArrayList<>());
        startNodes(release, nodes, requireNonNull(conf), auth);
        return "STATUS: deployed\n";
    }

    private static String decoded(@Nullable String secret) {
        return new String(Base64.getDecoder().decode(requireNonNull(secret)), UTF_8);
    }

    private void startNodes(String release, int nodes, String conf, Map<String, String> auth) throws Exception {
        List<Integer> free = FreePorts.find("127.0.0.1", 2 * nodes);
        String password = decoded(auth.get("requirepass"));
        Path secret = Files.writeString(directory.resolve("session-secret"), decoded(auth.get("session-secret")));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        for (int node = 0; node < nodes; node++) {
            Path home = Files.createDirectories(directory.resolve(release + "-" + node));
            List<String> peers = new ArrayList<>();
            for (int other = 0; other < nodes; other++) {
                if (other != node) {
                    peers.add((other + 1) + "@127.0.0.1:" + free.get(nodes + other));
                }
            }
            String own = conf.replace("0.0.0.0", "127.0.0.1")
                            .replace("peer-port 7101", "peer-port " + free.get(nodes + node))
                            .replace("metrics-port 9100", "")
                            .replace("port 6379", "port " + free.get(node))
                            .replace("/etc/espalier-auth/session-secret", secret.toString())
                            .replace("/data/", home + "/")
                    + "\nnode-id " + (node + 1) + "\npeers " + String.join(",", peers) + "\nrequirepass " + password
                    + "\n";
            Path file = Files.writeString(directory.resolve(release + "-" + node + ".conf"), own);
            List<String> line = java();
            line.addAll(List.of("serve", "--config", file.toString()));
            requireNonNull(releases.get(release)).add(process(line, directory.resolve(release + "-" + node + ".log")));
            ports.put(release + "-" + node + "." + release + "-peers", free.get(node));
        }
        for (int node = 0; node < nodes; node++) {
            awaitReady(
                    new Target("127.0.0.1", free.get(node), new Access(null, password, null)),
                    directory.resolve(release + "-" + node + ".log"));
        }
    }

    private static void awaitReady(Target node, Path log) throws Exception {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (true) {
            try (RespClient client = RespClient.connect(node, Duration.ofSeconds(10))) {
                if (client.call("PING").equals(new RespReply.Status("PONG"))) {
                    return;
                }
            } catch (IOException e) {
                if (System.nanoTime() - until > 0) {
                    throw new IOException("not ready: " + Files.readString(log), e);
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private Object uninstall(String release) throws InterruptedException {
        List<Process> nodes = releases.remove(release);
        if (nodes == null) {
            return new Refusal("release: not found");
        }
        end(nodes);
        return "release \"" + release + "\" uninstalled\n";
    }

    private static void end(List<Process> processes) throws InterruptedException {
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    /** Ends whatever still runs. */
    void close() throws InterruptedException {
        closed = true;
        server.join();
        for (List<Process> nodes : releases.values()) {
            end(nodes);
        }
        pods.values().forEach(pod -> pod.process().destroyForcibly());
    }

    /** Hands over a call as a folder and waits for the answer in it. */
    private static String program(Path calling) {
        return """
            #!/bin/sh
            call=$(mktemp -d 'CALLING/XXXXXX')
            printf '%s\\n' "${0##*/}" "$@" > "$call/arguments"
            cat > "$call/input"
            : > "$call/asked"
            while [ ! -f "$call/answered" ]; do sleep 0.05; done
            cat "$call/output"
            cat "$call/error" >&2
            exit "$(cat "$call/answered")"
            """.replace("CALLING", calling.toString());
    }
}
