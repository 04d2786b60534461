package dev.espalier.store.config;

import java.util.List;
import java.util.Locale;

/** Every setting of a node, in the order in which help should show them. */
public final class NodeSettings {
    /** The core that a node runs unless another is named: causal+, grown by the search. */
    public static final String DEFAULT_CORE = "causal-plus";

    static final Setting NODE_ID =
            new Setting("node-id", "1", "number of this node, 0 to 65535, unique in the cluster");
    static final Setting CLUSTER_ID = new Setting(
            "cluster-id", "espalier", "name of the cluster, 1 to 64 characters; nodes of other clusters are refused");
    static final Setting BIND = new Setting("bind", "127.0.0.1", "address to listen on, for clients and peers");
    static final Setting PORT = new Setting(
            "port",
            "7001",
            "port for clients (RESP), 0 to 65535; 0 chooses a free one, none opens none (with tls-port)");
    static final Setting PEER_PORT =
            new Setting("peer-port", "7101", "port for the other nodes, 0 to 65535; 0 chooses a free one");
    static final Setting PEERS =
            new Setting("peers", "", "the other nodes: a comma-separated list of id@host:peer-port");
    static final Setting DATA_DIR = new Setting(
            "data-dir", "espalier-data", "directory of the node's data; created if its parent exists, never shared");
    static final Setting CORE = new Setting("core", DEFAULT_CORE, "name of the verified core to run");
    static final Setting DURABILITY = new Setting(
            "durability",
            "everysec",
            "always, everysec or none: when what was written is synced to the device. What was acknowledged survives the "
                    + "death of the process at each, a loss of power at always, all but its last second at everysec");
    static final Setting CACHE_BYTES = new Setting(
            "cache-bytes",
            "0",
            "memory for entries read from or written to the disk, in bytes, 0 to 1099511627776; 0 is a third of the heap");
    static final Setting MAXMEMORY = new Setting(
            "maxmemory",
            "0",
            "bytes that the names of keys may take in memory, where values are not kept, before clients' commands that may add "
                    + "some are refused (OOM), also as 100mb or 2gb; nothing is evicted, and what other nodes put is taken "
                    + "all the same; 0 for no limit");
    static final Setting ALLOW_UNVERIFIED_CORE = new Setting(
            "allow-unverified-core", "no", "yes runs a core whose certificate is missing or does not match");
    static final Setting MAX_BULK_BYTES =
            new Setting("max-bulk-bytes", "67108864", "largest key or value in bytes, 1024 to 536870912");
    static final Setting MAX_CONNECTIONS =
            new Setting("max-connections", "10000", "most client connections at once, 1 to 1000000");
    static final Setting CLIENT_OUTPUT_BUFFER_LIMIT = new Setting(
            "client-output-buffer-limit",
            OutputLimits.DEFAULT.toString(),
            "how much clients may leave lying of what they are sent: normal or pubsub, hard bytes, soft bytes and the seconds "
                    + "that a client may be beyond these, for one or both kinds; 0 for no limit");
    static final Setting WAIT_LIMIT_MS = new Setting(
            "wait-limit-ms", "5000", "longest wait of a read for its dependencies in milliseconds, 1 to 3600000");
    static final Setting PENDING_LIMIT = new Setting(
            "pending-limit",
            "100000",
            "most puts of one peer that wait for others before its link is paused, 1 to 10000000");

    static final Setting REQUIREPASS =
            new Setting("requirepass", "", "password that clients must give (AUTH); empty for none");
    static final Setting PROTECTED_MODE =
            new Setting("protected-mode", "yes", "yes refuses clients from other machines while there is no password");
    static final Setting SESSION_SECRET_FILE = new Setting(
            "session-secret-file",
            "",
            "file with the secret that session tokens are sealed with, the same on all nodes; made if it does not exist; "
                    + "without this setting a node has a secret of its own and takes its own tokens alone");
    static final Setting ACLFILE = new Setting(
            "aclfile",
            "",
            "file with the users, a line each as ACL LIST shows them, read at the start; ACL SAVE writes it, ACL LOAD reads "
                    + "it anew; without this setting users other than the default one last until the node stops");
    static final Setting READ_MODIFY_WRITE = new Setting(
            "read-modify-write",
            "node",
            "node or refuse: whether commands that read and write run, atomic at their node, or are refused");

    static final Setting OUTBOX_LIMIT_BYTES = new Setting(
            "outbox-limit-bytes",
            "1073741824",
            "most bytes of puts kept on disk for a peer that is away, 1024 to 1099511627776; beyond it they are dropped and "
                    + "the peer catches up from a snapshot");
    static final Setting OUTBOX_FULL = new Setting(
            "outbox-full",
            "keep",
            "keep or refuse: whether the outbox grows, or writes are refused, beyond the limit for the peer that is never cut "
                    + "off (the anchor), or with a core whose state cannot be copied");
    static final Setting MIN_REPLICAS_TO_WRITE = new Setting(
            "min-replicas-to-write",
            "0",
            "how many other nodes must be linked for this one to take clients' writes, 0 to 65535; others are refused "
                    + "(NOREPLICAS); 0 takes them always");
    static final Setting MIN_REPLICAS_MAX_LAG = new Setting(
            "min-replicas-max-lag",
            "10",
            "seconds since a node was last heard of within which it counts for min-replicas-to-write, 0 to 86400; 0 counts "
                    + "none and takes writes always");

    static final Setting PEER_COMPRESSION = new Setting(
            "peer-compression",
            "none",
            "none, lz4 or zstd: how puts and snapshots are compressed on their way to peers, for links between data centres");
    static final Setting GATHER_PUTS_BEYOND = new Setting(
            "gather-puts-beyond",
            "512",
            "puts that every peer has still to acknowledge before further ones wait up to a millisecond, to be sent many "
                    + "at once, 0 to 65535; 0 sends at once always");
    static final Setting TLS_PORT = new Setting(
            "tls-port", "", "port for clients over TLS, 0 to 65535; 0 chooses a free one, empty opens none");
    static final Setting TLS_CERT_FILE = new Setting(
            "tls-cert-file",
            "",
            "PEM file with the node's certificate, and behind it those that lead to its authority");
    static final Setting TLS_KEY_FILE =
            new Setting("tls-key-file", "", "PEM file with the private key of the certificate (PKCS #8)");
    static final Setting TLS_KEY_FILE_PASS =
            new Setting("tls-key-file-pass", "", "password of the private key, where it is encrypted");
    static final Setting TLS_CA_CERT_FILE = new Setting(
            "tls-ca-cert-file",
            "",
            "PEM file with the certificates of the authorities that clients and peers are trusted by");
    static final Setting TLS_AUTH_CLIENTS = new Setting(
            "tls-auth-clients",
            "yes",
            "yes, optional or no: whether a client over TLS must, may or need not show a certificate of the authority");
    static final Setting TLS_REPLICATION = new Setting(
            "tls-replication", "no", "yes speaks TLS with the other nodes, where both sides show a certificate");
    static final Setting TLS_PROTOCOLS =
            new Setting("tls-protocols", "TLSv1.2 TLSv1.3", "versions of TLS, separated by spaces");
    static final Setting TLS_PEER_NAME = new Setting(
            "tls-peer-name",
            "",
            "name that the certificate of a peer must have (a DNS name, or else its common name), {node} standing for the "
                    + "peer's node-id and {cluster} for the cluster-id; empty takes any certificate of the authority");
    static final Setting TLS_AUTO_RELOAD_INTERVAL = new Setting(
            "tls-auto-reload-interval",
            "10",
            "seconds between two looks at the files of keys and certificates, 0 to 86400; changed ones hold for new "
                    + "connections; 0 looks on SIGHUP and CONFIG SET alone");
    static final Setting METRICS_PORT = new Setting(
            "metrics-port",
            "",
            "port for /metrics (Prometheus) and /health over HTTP, 0 to 65535; 0 chooses a free one, empty opens none");
    static final Setting METRICS_BIND =
            new Setting("metrics-bind", "", "address that metrics-port listens on; empty takes that of bind");
    static final Setting LOG_FORMAT =
            new Setting("log-format", "text", "text or json: how the log is written to standard error");
    static final Setting BACKUP_DIR = new Setting(
            "backup-dir",
            "",
            "folder in which BACKUP makes its folders; best on the disk of data-dir; empty refuses BACKUP");
    static final Setting SHUTDOWN_LIMIT_MS = new Setting(
            "shutdown-limit-ms",
            "5000",
            "longest time in milliseconds that a stop waits for replies to leave and for peers to take what they lack, "
                    + "0 to 600000");

    /** All settings. */
    public static final List<Setting> ALL = List.of(
            NODE_ID,
            CLUSTER_ID,
            BIND,
            PORT,
            PEER_PORT,
            PEERS,
            DATA_DIR,
            CORE,
            DURABILITY,
            CACHE_BYTES,
            MAXMEMORY,
            ALLOW_UNVERIFIED_CORE,
            MAX_BULK_BYTES,
            MAX_CONNECTIONS,
            CLIENT_OUTPUT_BUFFER_LIMIT,
            WAIT_LIMIT_MS,
            PENDING_LIMIT,
            REQUIREPASS,
            PROTECTED_MODE,
            SESSION_SECRET_FILE,
            ACLFILE,
            READ_MODIFY_WRITE,
            OUTBOX_LIMIT_BYTES,
            OUTBOX_FULL,
            MIN_REPLICAS_TO_WRITE,
            MIN_REPLICAS_MAX_LAG,
            PEER_COMPRESSION,
            GATHER_PUTS_BEYOND,
            TLS_PORT,
            TLS_CERT_FILE,
            TLS_KEY_FILE,
            TLS_KEY_FILE_PASS,
            TLS_CA_CERT_FILE,
            TLS_AUTH_CLIENTS,
            TLS_REPLICATION,
            TLS_PROTOCOLS,
            TLS_PEER_NAME,
            TLS_AUTO_RELOAD_INTERVAL,
            METRICS_PORT,
            METRICS_BIND,
            LOG_FORMAT,
            BACKUP_DIR,
            SHUTDOWN_LIMIT_MS);

    private NodeSettings() {}

    static boolean isKnown(String name) {
        return ALL.stream().anyMatch(setting -> setting.name().equals(name));
    }

    /** Whether a value of no characters means something. */
    static boolean mayBeEmpty(String name) {
        return ALL.stream()
                .anyMatch(setting ->
                        setting.name().equals(name) && setting.defaultValue().isEmpty());
    }

    /** The known key with the least edit distance to {@code unknown}. */
    static String nearest(String unknown) {
        String typed = unknown.toLowerCase(Locale.ROOT);
        String best = NODE_ID.name();
        int bestDistance = Integer.MAX_VALUE;
        for (Setting setting : ALL) {
            int distance = editDistance(typed, setting.name());
            if (distance < bestDistance) {
                bestDistance = distance;
                best = setting.name();
            }
        }
        return best;
    }

    /** Levenshtein distance, by the two-row dynamic programme of Wagner and Fischer. */
    private static int editDistance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
