package dev.espalier.store.config;

import dev.espalier.core.NodeId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything a node is told. Each component is described by the setting of the same name in {@link NodeSettings}.
 *
 * @param nodeId see {@code node-id}
 * @param clusterId see {@code cluster-id}
 * @param bind see {@code bind}
 * @param port see {@code port}; {@link TlsSettings#NO_PORT} for none
 * @param peerPort see {@code peer-port}
 * @param peers see {@code peers}
 * @param dataDir see {@code data-dir}
 * @param core see {@code core}
 * @param durability see {@code durability}
 * @param cacheBytes see {@code cache-bytes}; never 0
 * @param allowUnverifiedCore see {@code allow-unverified-core}
 * @param maxBulkBytes see {@code max-bulk-bytes}
 * @param maxConnections see {@code max-connections}
 * @param outputLimits see {@code client-output-buffer-limit}
 * @param waitLimitMillis see {@code wait-limit-ms}
 * @param pendingLimit see {@code pending-limit}
 * @param requirePass see {@code requirepass}
 * @param protectedMode see {@code protected-mode}
 * @param sessionSecretFile see {@code session-secret-file}; {@code null} for the node's own
 * @param aclFile see {@code aclfile}; {@code null} for none
 * @param refusesReadModifyWrite see {@code read-modify-write}
 * @param replication what is kept for peers, and how it travels
 * @param tls the settings that begin with {@code tls-}
 * @param operations how the node is watched and looked after
 */
public record NodeConfig(
        NodeId nodeId,
        String clusterId,
        String bind,
        int port,
        int peerPort,
        List<PeerAddress> peers,
        Path dataDir,
        String core,
        Durability durability,
        long cacheBytes,
        boolean allowUnverifiedCore,
        int maxBulkBytes,
        int maxConnections,
        OutputLimits outputLimits,
        long waitLimitMillis,
        int pendingLimit,
        String requirePass,
        boolean protectedMode,
        @Nullable Path sessionSecretFile,
        @Nullable Path aclFile,
        boolean refusesReadModifyWrite,
        ReplicationSettings replication,
        TlsSettings tls,
        OperationSettings operations) {

    public NodeConfig {
        peers = List.copyOf(peers);
    }

    /** The configuration of {@code file}, with {@code overrides} (key to value, as in the file) on top. */
    public static NodeConfig load(Path file, Map<String, String> overrides) throws NodeStartException {
        return of(values(file, overrides));
    }

    /** What {@code file} says, with {@code overrides} on top, as text. */
    public static Map<String, String> values(Path file, Map<String, String> overrides) throws NodeStartException {
        Map<String, String> values = new HashMap<>(ConfigFile.read(file));
        values.putAll(overrides);
        return values;
    }

    /** The configuration that {@code values} (key to value, as in a file) and the defaults give. */
    public static NodeConfig of(Map<String, String> values) throws NodeStartException {
        for (String key : values.keySet()) {
            ConfigFile.requireKnown("", key);
        }
        SettingValues read = new SettingValues(values);
        NodeId self = new NodeId(read.integer(NodeSettings.NODE_ID, 0, NodeId.MAX));
        String cluster = read.text(NodeSettings.CLUSTER_ID);
        if (cluster.isEmpty() || cluster.length() > 64) {
            throw new NodeStartException("cluster-id has " + cluster.length() + " characters; give it 1 to 64");
        }
        return new NodeConfig(
                self,
                cluster,
                read.text(NodeSettings.BIND),
                port(read),
                read.integer(NodeSettings.PEER_PORT, 0, 65_535),
                peers(self, read.text(NodeSettings.PEERS)),
                SettingValues.path(NodeSettings.DATA_DIR, read.text(NodeSettings.DATA_DIR)),
                read.text(NodeSettings.CORE),
                read.durability(),
                cacheBytes(read),
                read.yesOrNo(NodeSettings.ALLOW_UNVERIFIED_CORE),
                read.integer(NodeSettings.MAX_BULK_BYTES, 1024, 512 << 20),
                read.integer(NodeSettings.MAX_CONNECTIONS, 1, 1_000_000),
                read.outputLimits(),
                read.integer(NodeSettings.WAIT_LIMIT_MS, 1, 3_600_000),
                read.integer(NodeSettings.PENDING_LIMIT, 1, 10_000_000),
                read.text(NodeSettings.REQUIREPASS),
                read.yesOrNo(NodeSettings.PROTECTED_MODE),
                read.file(NodeSettings.SESSION_SECRET_FILE),
                read.file(NodeSettings.ACLFILE),
                read.oneOf(NodeSettings.READ_MODIFY_WRITE, List.of("node", "refuse"))
                        .equals("refuse"),
                ReplicationSettings.of(read),
                TlsSettings.of(read),
                OperationSettings.of(read));
    }

    private static int port(SettingValues read) throws NodeStartException {
        if (!read.text(NodeSettings.PORT).equals("none")) {
            return read.integer(NodeSettings.PORT, 0, 65_535);
        }
        if (read.text(NodeSettings.TLS_PORT).isEmpty()) {
            throw new NodeStartException(
                    "port is none and tls-port is not set, so no client could connect; set one of them");
        }
        return TlsSettings.NO_PORT;
    }

    /** The rest of the heap holds connections, batches and the newest puts. */
    private static long cacheBytes(SettingValues read) throws NodeStartException {
        long asked = read.number(NodeSettings.CACHE_BYTES, 0, 1L << 40);
        return asked == 0 ? Runtime.getRuntime().maxMemory() / 3 : asked;
    }

    private static List<PeerAddress> peers(NodeId self, String text) throws NodeStartException {
        List<PeerAddress> peers = new ArrayList<>();
        Set<NodeId> seen = new HashSet<>();
        for (String item : text.split(",", -1)) {
            if (!item.isBlank()) {
                PeerAddress peer = peer(item.strip());
                if (peer.id().equals(self)) {
                    throw new NodeStartException("peers: \"" + item.strip() + "\" is this node itself (node-id "
                            + self.number() + "); list only the others");
                }
                if (!seen.add(peer.id())) {
                    throw new NodeStartException(
                            "peers: node " + peer.id().number() + " is listed twice; keep one address");
                }
                peers.add(peer);
            }
        }
        return peers;
    }

    private static PeerAddress peer(String item) throws NodeStartException {
        try {
            return PeerAddress.parse(item);
        } catch (IllegalArgumentException e) {
            throw new NodeStartException("peers: " + e.getMessage(), e);
        }
    }
}
