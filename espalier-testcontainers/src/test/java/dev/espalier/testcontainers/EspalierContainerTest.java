package dev.espalier.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.DockerImageName;
import redis.clients.jedis.Jedis;

/** The image, where there is a Docker engine to run it; what it is run with, everywhere. */
class EspalierContainerTest {
    @Test
    void whatTheNodeIsStartedWith() {
        try (EspalierContainer container = new EspalierContainer()
                .withNode(2, "two")
                .withPeer(1, "one")
                .withPeer(3, "three")
                .withPassword("p")) {
            assertThat(container.command())
                    .startsWith("serve")
                    .contains(
                            "--node-id=2",
                            "--peers=1@one:7101,3@three:7101",
                            "--requirepass=p",
                            "--bind=0.0.0.0",
                            "--data-dir=/data/node");
            assertThat(container.getExposedPorts()).containsExactlyInAnyOrder(7001, 9100);
        }
    }

    @Test
    void anotherImageIsRefused() {
        assertThatThrownBy(() -> new EspalierContainer(DockerImageName.parse("redis:7")))
                .hasMessageContaining("espalier");
    }

    @Test
    void twoNodesOfTheImageReplicate() throws Exception {
        Assumptions.assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(), "there is no Docker engine to run the image with");
        try (Network network = Network.newNetwork();
                EspalierContainer one = new EspalierContainer()
                        .withNetwork(network)
                        .withNode(1, "one")
                        .withPeer(2, "two");
                EspalierContainer two = new EspalierContainer()
                        .withNetwork(network)
                        .withNode(2, "two")
                        .withPeer(1, "one")) {
            one.start();
            two.start();
            try (Jedis here = new Jedis(one.getHost(), one.clientPort());
                    Jedis there = new Jedis(two.getHost(), two.clientPort())) {
                here.set("tree", "pear");
                long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
                while (!"pear".equals(there.get("tree")) && System.nanoTime() < end) {
                    Thread.sleep(50);
                }
                assertThat(there.get("tree")).isEqualTo("pear");
            }
        }
    }
}
