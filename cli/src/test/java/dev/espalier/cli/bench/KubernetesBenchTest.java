package dev.espalier.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.cli.CommandRun;
import dev.espalier.cli.deploy.KubernetesTypes;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The bench in a cluster that {@link StandInCluster} stands in for: it has never run on a real one. */
final class KubernetesBenchTest {
    @TempDir
    private Path directory;

    private StandInCluster cluster;

    @BeforeEach
    void up() throws IOException {
        cluster = new StandInCluster(directory);
    }

    @AfterEach
    void down() throws InterruptedException {
        cluster.close();
    }

    private CommandRun bench(String inventory, String... arguments) throws IOException {
        Path file = Files.writeString(directory.resolve("cluster.yaml"), inventory);
        List<String> line = new ArrayList<>(List.of("bench", "--inventory=" + file));
        line.addAll(List.of(arguments));
        return CommandRun.of(line.toArray(String[]::new));
    }

    private String withChart() {
        return "{core: causal-plus, durability: none, cost: {currency: EUR, store-per-hour: 1, generator-per-hour: 2},"
                + " kubernetes: {" + cluster.programs() + ", namespace: garden, image: 'registry/espalier:1.2',"
                + " chart: the-chart, release: shop, nodes: 2, generators: 2,"
                + " values: {config: {log-format: text}, antiAffinity: preferred}}}";
    }

    @Test
    void theStoreIsInstalledLoadedByTheJobsPodsAndTakenAway() throws IOException {
        CommandRun run = bench(withChart(), "--json", "-c4", "-P2", "--keys=20", "--ops=1000", "--warm-up=200ms");
        assertThat(run.code()).as(run.err() + run.out() + cluster.calls()).isZero();
        JsonNode result = JsonMapper.builder().build().readTree(run.out());
        assertThat(result.at("/all/operations").asLong()).isEqualTo(1_000);
        // Both generators reached both nodes, each of which let them in by the password that was drawn.
        assertThat(result.path("targets"))
                .hasSize(2)
                .allMatch(target -> target.path("operations").asLong() > 100);
        assertThat(result.at("/targets/1/target").asString()).isEqualTo("shop-1.shop-peers:6379");
        assertThat(result.path("errors")).isEmpty();
        JsonNode facts = result.path("configuration");
        assertThat(facts.path("generator_2_on_machine-1").asString()).contains("processors");
        assertThat(facts.path("cost_of_an_hour_of_all_hosts").asString()).isEqualTo("6.000 EUR");
        assertThat(cluster.contents()).isEmpty();
        assertThat(cluster.calls())
                .allMatch(call -> call.contains(" --namespace garden "))
                .anyMatch(call ->
                        call.contains("delete persistentvolumeclaims --selector" + " app.kubernetes.io/instance=shop"));
        Path conf = directory.resolve("shop-0.conf");
        assertThat(conf).content().contains("durability none", "core causal-plus", "log-format text");
        String password = Files.readAllLines(conf).stream()
                .filter(line -> line.startsWith("requirepass "))
                .findFirst()
                .orElseThrow()
                .substring("requirepass ".length());
        assertThat(password).hasSize(48);
        assertThat(run.out() + run.err() + cluster.calls()).doesNotContain(password);
    }

    @Test
    void aGeneratorThatFailsIsNamedAndNothingIsLeft() throws IOException {
        CommandRun run = bench(
                "{store: [{host: 127.0.0.1, port: 1, running: true}], kubernetes: {" + cluster.programs()
                        + ", image: espalier, generators: 2}}",
                "--duration=1s");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "the generator at espalier-bench-", "on machine-", "failed:", "cannot connect to 127.0.0.1:1");
        assertThat(cluster.contents()).isEmpty();
        assertThat(cluster.calls()).noneMatch(call -> call.startsWith("helm"));
    }

    @Test
    void aReleaseOfSomebodyElseIsLeftAlone() throws IOException {
        cluster.occupy("shop");
        CommandRun run = bench(withChart(), "--duration=1s");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("there is a release shop in the namespace garden already");
        assertThat(cluster.contents()).containsExactly("release/shop");
    }

    @Test
    void aDryRunPrintsWhatTheClusterWouldBeGiven() throws IOException {
        Path password = Files.writeString(directory.resolve("password"), "sesame");
        CommandRun run = bench(withChart(), "--dry-run", "-c8", "--password-file=" + password);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(cluster.calls()).isEmpty();
        assertThat(run.out()).doesNotContain("sesame").contains("install shop the-chart --values -");
        List<JsonNode> documents = Stream.of(run.out().split("(?m)^---.*$", -1))
                .map(text -> new YAMLMapper().readTree(text))
                .filter(JsonNode::isObject)
                .toList();
        assertThat(documents.getFirst().at("/image/tag").asString()).isEqualTo("1.2");
        List<HasMetadata> objects = documents.subList(1, documents.size()).stream()
                .map(KubernetesTypes::read)
                .toList();
        assertThat(objects).hasSize(2);
        Secret secret = (Secret) objects.getFirst();
        Job job = (Job) objects.getLast();
        assertThat(secret.getStringData()).containsOnlyKeys("task-0", "task-1");
        assertThat(job.getSpec().getCompletionMode()).isEqualTo("Indexed");
        assertThat(job.getSpec().getParallelism()).isEqualTo(2);
        assertThat(job.getSpec().getBackoffLimit()).isZero();
        PodSpec pod = job.getSpec().getTemplate().getSpec();
        assertThat(pod.getRestartPolicy()).isEqualTo("Never");
        assertThat(pod.getContainers().getFirst().getArgs())
                .containsExactly("bench", "generator", "--task", "/etc/espalier-bench/task-$(JOB_COMPLETION_INDEX)");
        assertThat(pod.getVolumes().getFirst().getSecret().getSecretName())
                .isEqualTo(secret.getMetadata().getName());
    }

    @Test
    void whatDoesNotGoTogetherIsNamed() throws IOException {
        assertThat(bench("{kubernetes: {generators: 2, nodes: 1}}").err()).contains("kubernetes needs the \"image\"");
        assertThat(bench("{kubernetes: {image: i, nodes: 1}, store: [{host: a, running: true}]}")
                        .err())
                .contains("give one of them");
        assertThat(bench("{kubernetes: {image: i}, store: [{host: a}]}").err()).contains("has to run already");
        assertThat(bench("{kubernetes: {image: i}}").err()).contains("no hosts under \"store\"");
        assertThat(bench("{kubernetes: {image: i, nodes: 1, release: Shop_1}}").err())
                .contains("small letters, digits and hyphens");
        assertThat(bench("{kubernetes: {image: i, nodes: 1, generators: 2}, generators: [{host: b}]}")
                        .err())
                .contains("does not go with \"kubernetes\"");
        assertThat(bench("{store: [{host: a}], generators: [{host: b}]}", "--dry-run")
                        .err())
                .contains("has no \"kubernetes\"");
        assertThat(bench(
                                "{kubernetes: {kubectl: [/nowhere/kubectl], helm: [/nowhere/helm], image: i, nodes: 1}}",
                                "--duration=1s")
                        .err())
                .contains("cannot run /nowhere/helm");
    }
}
