package dev.espalier.store.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.core.NodeId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeConfigTest {
    @TempDir
    Path directory;

    private Path file(String text) throws Exception {
        return Files.writeString(directory.resolve("espalier.conf"), text);
    }

    @Test
    void readsBothFormsCommentsAndOverrides() throws Exception {
        Path file = file("# a node\n\nnode-id 3\nport = 7777\npeers=1@a:1, 2@[::1]:2\ndurability always\n");
        NodeConfig config = NodeConfig.load(file, Map.of("port", "8888"));
        assertThat(config.nodeId()).isEqualTo(new NodeId(3));
        assertThat(config.port()).isEqualTo(8888);
        assertThat(config.durability()).isEqualTo(Durability.ALWAYS);
        assertThat(config.peers())
                .containsExactly(new PeerAddress(new NodeId(1), "a", 1), new PeerAddress(new NodeId(2), "[::1]", 2));
    }

    @Test
    void everyDefaultIsValid() throws Exception {
        NodeConfig config = NodeConfig.of(Map.of());
        assertThat(config.durability()).isEqualTo(Durability.EVERYSEC);
        assertThat(config.maxBulkBytes()).isEqualTo(64 << 20);
        assertThat(NodeSettings.ALL)
                .as("a component or a setting that nothing reads")
                .hasSize(NodeConfig.class.getRecordComponents().length
                        - 3
                        + ReplicationSettings.class.getRecordComponents().length
                        + TlsSettings.class.getRecordComponents().length
                        + OperationSettings.class.getRecordComponents().length);
    }

    @Test
    void anUnknownKeyNamesLineKeyAndTheNearestKnownOne() throws Exception {
        Path file = file("node-id 1\nbort 7001\n");
        assertThatThrownBy(() -> NodeConfig.load(file, Map.of()))
                .isInstanceOf(NodeStartException.class)
                .hasMessage(file + ":2: unknown setting \"bort\"; the nearest known one is \"port\"");
    }

    @Test
    void wrongValuesNameWhatIsAllowed() {
        assertRefused(Map.of("port", "70000"), "port is \"70000\" but must be a number from 0 to 65535");
        assertRefused(Map.of("node-id", "x"), "node-id is \"x\" but must be a number from 0 to 65535");
        assertRefused(Map.of("durability", "maybe"), "durability is \"maybe\" but must be always, everysec or none");
        assertRefused(Map.of("allow-unverified-core", "2"), "must be yes or no");
        assertRefused(Map.of("peers", "1@a:7102"), "is this node itself");
        assertRefused(Map.of("peers", "2@a:7102,2@b:7102"), "node 2 is listed twice");
        assertRefused(Map.of("peers", "a:7102"), "is not id@host:peer-port");
        assertRefused(Map.of("peers", "2@a:x"), "is not id@host:peer-port");
        assertRefused(Map.of("cluster-id", ""), "give it 1 to 64");
        assertRefused(Map.of("data-dir", "a\0b"), "is not a path");
    }

    private static void assertRefused(Map<String, String> values, String message) {
        assertThatThrownBy(() -> NodeConfig.of(values))
                .isInstanceOf(NodeStartException.class)
                .hasMessageContaining(message);
    }

    @Test
    void filesThatCannotBeReadOrSayThingsTwiceAreRefused() throws Exception {
        assertThatThrownBy(() -> NodeConfig.load(directory.resolve("none"), Map.of()))
                .hasMessageContaining("does not exist");
        Path twice = file("port 1\nport 2\n");
        assertThatThrownBy(() -> NodeConfig.load(twice, Map.of())).hasMessageContaining(":2: port is given twice");
        Path empty = file("port\n");
        assertThatThrownBy(() -> NodeConfig.load(empty, Map.of())).hasMessageContaining(":1: port has no value");
    }
}
