package dev.espalier.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import dev.espalier.store.config.NodeConfig;
import dev.espalier.store.config.TlsSettings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The files of deploy/: rendered by Helm itself, read as Kubernetes' types, their settings taken as a node takes them. */
class DeployFilesTest {
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    Path directory;

    private static Map<String, HasMetadata> rendered(String... values) {
        var template = new Helm(DEPLOY.resolve("helm/espalier").toAbsolutePath().normalize())
                .template()
                .withName("shop");
        for (int i = 0; i < values.length; i += 2) {
            template.set(values[i], values[i + 1]);
        }
        Map<String, HasMetadata> found = new LinkedHashMap<>();
        for (String document : template.call().split("(?m)^---\\s*$", -1)) {
            JsonNode tree = YAML.readTree(document);
            if (!tree.isObject()) {
                continue;
            }
            String kind = tree.path("kind").asString();
            if (kind.equals("ServiceMonitor")) {
                continue;
            }
            HasMetadata object = KubernetesTypes.read(tree);
            found.put(kind + "/" + object.getMetadata().getName(), object);
        }
        return found;
    }

    private NodeConfig config(HasMetadata map) throws Exception {
        Path file = directory.resolve("espalier.conf");
        Files.writeString(file, ((ConfigMap) map).getData().get("espalier.conf"));
        return NodeConfig.load(file, Map.of());
    }

    @Test
    void theChartGivesAStatefulSetThatANodeUnderstands() throws Exception {
        Map<String, HasMetadata> objects =
                rendered("auth.password", "sesame", "auth.sessionSecret", "0123456789abcdef");
        assertThat(objects.keySet())
                .containsExactlyInAnyOrder(
                        "StatefulSet/shop",
                        "Service/shop",
                        "Service/shop-peers",
                        "ConfigMap/shop",
                        "Secret/shop-auth",
                        "PodDisruptionBudget/shop");
        StatefulSet set = (StatefulSet) objects.get("StatefulSet/shop");
        assertThat(set.getSpec().getReplicas()).isEqualTo(3);
        assertThat(set.getSpec().getServiceName()).isEqualTo("shop-peers");
        assertThat(set.getSpec().getTemplate().getMetadata().getLabels())
                .containsAllEntriesOf(set.getSpec().getSelector().getMatchLabels())
                .containsAllEntriesOf(
                        ((Service) objects.get("Service/shop")).getSpec().getSelector());
        assertThat(set.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getAffinity()
                        .getPodAntiAffinity()
                        .getRequiredDuringSchedulingIgnoredDuringExecution())
                .hasSize(1);
        assertThat(((Service) objects.get("Service/shop-peers")).getSpec().getClusterIP())
                .isEqualTo("None");
        Container node = set.getSpec().getTemplate().getSpec().getContainers().getFirst();
        assertThat(node.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/health/ready");
        assertThat(node.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/health/live");
        NodeConfig config = config(objects.get("ConfigMap/shop"));
        assertThat(config.port()).isEqualTo(6379);
        assertThat(config.operations().metricsPort()).isEqualTo(9100);
    }

    /** The container's own shell script, run here up to the start of Java. */
    @Test
    void everyPodKnowsItsNumberAndItsPeers() throws Exception {
        StatefulSet set = (StatefulSet) rendered("auth.password", "sesame", "auth.sessionSecret", "0123456789abcdef")
                .get("StatefulSet/shop");
        String script = set.getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getArgs()
                .getFirst()
                .replaceAll("/etc/espalier-auth|/etc/espalier|/tmp", directory.toString())
                .replaceAll("(?m)^exec .*", "");
        Files.writeString(directory.resolve("requirepass"), "sesame");
        for (int ordinal = 0; ordinal < 3; ordinal++) {
            config(rendered("auth.password", "sesame", "auth.sessionSecret", "0123456789abcdef")
                    .get("ConfigMap/shop"));
            // The script reads the map and writes the configuration under one name here.
            Path map = directory.resolve("map.conf");
            Files.move(directory.resolve("espalier.conf"), map, StandardCopyOption.REPLACE_EXISTING);
            ProcessBuilder shell = new ProcessBuilder(
                    "sh", "-ec", script.replace("cat " + directory + "/espalier.conf", "cat " + map));
            shell.environment().put("HOSTNAME", "shop-" + ordinal);
            Process process = shell.redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            NodeConfig config = NodeConfig.load(directory.resolve("espalier.conf"), Map.of());
            assertThat(config.nodeId().number()).isEqualTo(ordinal + 1);
            assertThat(config.requirePass()).isEqualTo("sesame");
            assertThat(config.peers())
                    .hasSize(2)
                    .allMatch(peer -> peer.host().equals("shop-" + (peer.id().number() - 1) + ".shop-peers"));
        }
    }

    @Test
    void withTlsNothingIsSpokenInTheClear() throws Exception {
        Map<String, HasMetadata> objects =
                rendered("auth.existingSecret", "mine", "tls.enabled", "true", "tls.existingSecret", "certificates");
        assertThat(objects).doesNotContainKey("Secret/shop-auth");
        NodeConfig config = config(objects.get("ConfigMap/shop"));
        assertThat(config.port()).isEqualTo(TlsSettings.NO_PORT);
        assertThat(config.tls().port()).isEqualTo(6379);
        assertThat(config.tls().replication()).isTrue();
    }

    @Test
    void aChartWithoutAPasswordIsRefused() {
        assertThatThrownBy(DeployFilesTest::rendered).hasMessageContaining("set auth.password");
    }

    @Test
    void theComposeFileIsOfThreeNodesThatKnowEachOther() throws Exception {
        JsonNode compose = YAML.readTree(DEPLOY.resolve("compose/compose.yaml").toFile());
        Map<Integer, NodeConfig> nodes = new HashMap<>();
        for (Map.Entry<String, JsonNode> service : compose.get("services").properties()) {
            Map<String, String> flags = new HashMap<>();
            for (JsonNode part : service.getValue().get("command")) {
                String flag = part.asString();
                if (!flag.equals("serve")) {
                    flags.put(flag.substring(2, flag.indexOf('=')), flag.substring(flag.indexOf('=') + 1));
                }
            }
            NodeConfig config = NodeConfig.of(flags);
            assertThat(service.getKey()).isEqualTo("node" + config.nodeId().number());
            nodes.put(config.nodeId().number(), config);
        }
        assertThat(nodes.keySet()).containsExactlyInAnyOrder(1, 2, 3);
        nodes.forEach((id, node) -> {
            assertThat(node.peers()).hasSize(2);
            node.peers().forEach(peer -> {
                assertThat(peer.host()).isEqualTo("node" + peer.id().number());
                assertThat(peer.port()).isEqualTo(nodes.get(peer.id().number()).peerPort());
            });
        });
    }
}
