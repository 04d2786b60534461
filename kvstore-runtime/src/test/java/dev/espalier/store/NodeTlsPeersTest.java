package dev.espalier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.store.fixture.OpenNodes;
import dev.espalier.store.fixture.TestAuthority;
import dev.espalier.store.fixture.TestNodes;
import io.netty.pkitesting.X509Bundle;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** Nodes that speak TLS with each other. */
class NodeTlsPeersTest {
    @TempDir
    Path directory;

    @RegisterExtension
    final OpenNodes nodes = new OpenNodes();

    private TestAuthority authority;
    private List<Integer> ports;

    @BeforeEach
    void makeCertificates() throws Exception {
        authority = new TestAuthority("authority", directory.resolve("tls"));
        ports = TestNodes.freePorts(2);
    }

    private Node start(int index, TestAuthority signer, String certificateName, Map<String, String> more)
            throws Exception {
        String files = "n" + index;
        X509Bundle certificate = signer.issue(certificateName);
        signer.write(files, certificate);
        Map<String, String> settings = new HashMap<>(TestNodes.settings(index, ports, directory));
        settings.putAll(signer.settings(files));
        settings.put("tls-replication", "yes");
        settings.put("tls-peer-name", "node-{node}.{cluster}");
        settings.putAll(more);
        return nodes.add(TestNodes.start(settings));
    }

    @Test
    void putsTravelBothWays() throws Exception {
        Node one = start(0, authority, "node-1.test", Map.of());
        Node two = start(1, authority, "node-2.test", Map.of());
        try (Jedis here = TestNodes.jedis(one);
                Jedis there = TestNodes.jedis(two)) {
            String big = "x".repeat(1 << 20);
            for (int i = 0; i < 20; i++) {
                here.set("a" + i, big);
                there.set("b" + i, "v");
            }
            TestNodes.await("all puts here and there", () -> here.dbSize() == 40 && there.dbSize() == 40);
            assertThat(there.get("a19")).isEqualTo(big);
            assertThat(here.info("replication")).contains("out=streaming");
        }
    }

    @Test
    void aSnapshotComesOverTlsToo() throws Exception {
        Map<String, String> little = Map.of("core", "causal-plus", "outbox-limit-bytes", "1048576");
        Node one = start(0, authority, "node-1.test", little);
        Node two = start(1, authority, "node-2.test", little);
        try (Jedis here = TestNodes.jedis(one)) {
            here.set("before", "v");
            try (Jedis there = TestNodes.jedis(two)) {
                TestNodes.await("both to meet", () -> "v".equals(there.get("before")));
            }
            two.close();
            String value = "x".repeat(1 << 16);
            for (int i = 0; i < 40; i++) {
                here.set("k" + i, value);
            }
            TestNodes.await("two to be cut off", () -> here.info("replication").contains("behind=yes"));
            Node again = start(1, authority, "node-2.test", little);
            try (Jedis there = TestNodes.jedis(again)) {
                TestNodes.await("the snapshot", () -> there.info("replication").contains("snapshots_taken:1"));
                assertThat(there.get("k39")).isEqualTo(value);
                assertThat(there.dbSize()).isEqualTo(41);
                assertThat(there.info("tls")).contains("tls_handshakes_failed:0");
            }
        }
    }

    @Test
    void aNodeThatIsNotTheOneItSaysIsRefusedByEitherSide() throws Exception {
        Node one = start(0, authority, "node-1.test", Map.of());
        Node impostor = start(1, authority, "node-7.test", Map.of());
        List<String> troubles = new ArrayList<>();
        try (Jedis here = TestNodes.jedis(one);
                Jedis there = TestNodes.jedis(impostor)) {
            there.set("forged", "put");
            TestNodes.await("both links to be refused", () -> {
                troubles.clear();
                troubles.add(here.info("replication"));
                troubles.add(there.info("replication"));
                return troubles.stream().allMatch(text -> text.contains("out=refused"));
            });
            assertThat(troubles.get(0)).contains("CN=node-7.test is not that of node n2; whose name is node-2.test");
            assertThat(troubles.get(1)).contains("refusing this node").contains("node-7.test");
            assertThat(here.info("stats")).doesNotContain("peer_handshakes_refused:0");
            assertThat(here.exists("forged")).isFalse();
        }
    }

    @Test
    void strangersAndPlainTextAreRefused() throws Exception {
        TestAuthority stranger = new TestAuthority("stranger", directory.resolve("other"));
        Node one = start(0, authority, "node-1.test", Map.of());
        Node other = start(1, stranger, "node-2.test", Map.of());
        try (Jedis here = TestNodes.jedis(one);
                Jedis there = TestNodes.jedis(other)) {
            there.set("forged", "put");
            TestNodes.await(
                    "the refusal of the stranger",
                    () -> here.info("replication").contains("trouble=not trusted ("));
            assertThat(here.exists("forged")).isFalse();
            there.configSet("tls-ca-cert-file", authority.file().toString());
            try (Socket plain = new Socket("127.0.0.1", ports.get(0))) {
                plain.setSoTimeout(5000);
                plain.getOutputStream().write(new byte[64]);
                assertThat(plain.getInputStream().readAllBytes())
                        .as("an alert and the end")
                        .hasSizeLessThan(64);
            }
        }
    }

    @Test
    void aNodeWithoutTlsIsNotTalkedTo() throws Exception {
        Node one = start(0, authority, "node-1.test", Map.of());
        Node plain = nodes.add(TestNodes.start(TestNodes.settings(1, ports, directory)));
        try (Jedis here = TestNodes.jedis(one);
                Jedis there = TestNodes.jedis(plain)) {
            there.set("unprotected", "put");
            here.set("secret", "put");
            TestNodes.await(
                    "the trouble to show",
                    () -> here.info("replication").contains("trouble=")
                            && !here.info("replication").contains("trouble=\r\n")
                            && here.info("tls").matches("(?s).*tls_handshakes_failed:[1-9].*"));
            assertThat(here.exists("unprotected")).isFalse();
            assertThat(there.exists("secret")).isFalse();
        }
    }
}
