package dev.espalier.testcontainers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * One node of the store in a container, ready when it serves clients. Any Redis client can talk to it at {@link #getHost}
 * and {@link #clientPort}. Nodes of a cluster share a network and name each other:
 *
 * <pre>{@code
 * try (Network network = Network.newNetwork();
 *         EspalierContainer one = new EspalierContainer().withNetwork(network).withNode(1, "one").withPeer(2, "two");
 *         EspalierContainer two = new EspalierContainer().withNetwork(network).withNode(2, "two").withPeer(1, "one")) {
 *     one.start();
 *     two.start();
 * }
 * }</pre>
 */
public class EspalierContainer extends GenericContainer<EspalierContainer> {
    /** The image that the build makes. */
    public static final DockerImageName DEFAULT_IMAGE = DockerImageName.parse("espalier:0.1.0");

    private static final int CLIENT_PORT = 7001;
    private static final int PEER_PORT = 7101;
    private static final int METRICS_PORT = 9100;

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<String> peers = new ArrayList<>();

    /** A node of {@link #DEFAULT_IMAGE}. */
    public EspalierContainer() {
        this(DEFAULT_IMAGE);
    }

    /** A node of {@code image}, which is compatible with {@link #DEFAULT_IMAGE}. */
    public EspalierContainer(DockerImageName image) {
        super(image);
        image.assertCompatibleWith(DEFAULT_IMAGE);
        settings.put("bind", "0.0.0.0");
        settings.put("port", Integer.toString(CLIENT_PORT));
        settings.put("peer-port", Integer.toString(PEER_PORT));
        settings.put("metrics-port", Integer.toString(METRICS_PORT));
        settings.put("data-dir", "/data/node");
        // Clients come from outside the container, which the node cannot tell from another machine.
        settings.put("protected-mode", "no");
        withExposedPorts(CLIENT_PORT, METRICS_PORT);
        waitingFor(Wait.forHttp("/health/ready")
                .forPort(METRICS_PORT)
                .forStatusCode(200)
                .withStartupTimeout(Duration.ofMinutes(1)));
    }

    /** Sets {@code setting}, one of those that {@code espalier serve --help} lists. */
    public EspalierContainer withSetting(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /** Makes it node {@code id} of its cluster, which others on its network find under {@code alias}. */
    public EspalierContainer withNode(int id, String alias) {
        return withNetworkAliases(alias).withSetting("node-id", Integer.toString(id));
    }

    /** Names another node of the cluster: its id and its alias on the network. */
    public EspalierContainer withPeer(int id, String alias) {
        peers.add(id + "@" + alias + ":" + PEER_PORT);
        return withSetting("peers", String.join(",", peers));
    }

    /** Has clients give a password. */
    public EspalierContainer withPassword(String password) {
        return withSetting("requirepass", password);
    }

    @Override
    protected void configure() {
        setCommandParts(command());
    }

    /** What the container is started with. */
    String[] command() {
        List<String> command = new ArrayList<>(List.of("serve"));
        settings.forEach((setting, value) -> command.add("--" + setting + "=" + value));
        return command.toArray(String[]::new);
    }

    /** The port on {@link #getHost} that clients connect to. */
    public int clientPort() {
        return getMappedPort(CLIENT_PORT);
    }

    /** Where {@code /metrics} and {@code /health} are. */
    public String metricsAddress() {
        return "http://" + getHost() + ":" + getMappedPort(METRICS_PORT);
    }
}
