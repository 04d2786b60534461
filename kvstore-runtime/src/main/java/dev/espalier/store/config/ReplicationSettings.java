package dev.espalier.store.config;

import java.util.List;

/**
 * What is kept for peers, and how it travels.
 *
 * @param outboxLimitBytes see {@code outbox-limit-bytes}
 * @param refusesWhenFull see {@code outbox-full}
 * @param minReplicasToWrite see {@code min-replicas-to-write}
 * @param minReplicasMaxLagSeconds see {@code min-replicas-max-lag}
 * @param compression see {@code peer-compression}
 * @param gatherPutsBeyond see {@code gather-puts-beyond}
 */
public record ReplicationSettings(
        long outboxLimitBytes,
        boolean refusesWhenFull,
        int minReplicasToWrite,
        int minReplicasMaxLagSeconds,
        String compression,
        int gatherPutsBeyond) {
    static ReplicationSettings of(SettingValues read) throws NodeStartException {
        return new ReplicationSettings(
                read.number(NodeSettings.OUTBOX_LIMIT_BYTES, 1 << 10, 1L << 40),
                read.oneOf(NodeSettings.OUTBOX_FULL, List.of("keep", "refuse")).equals("refuse"),
                read.integer(NodeSettings.MIN_REPLICAS_TO_WRITE, 0, 65_535),
                read.integer(NodeSettings.MIN_REPLICAS_MAX_LAG, 0, 86_400),
                read.oneOf(NodeSettings.PEER_COMPRESSION, List.of("none", "lz4", "zstd")),
                read.integer(NodeSettings.GATHER_PUTS_BEYOND, 0, 65_535));
    }
}
