package dev.espalier.store.config;

import java.util.List;

/**
 * What is kept for peers, and how it travels.
 *
 * @param outboxLimitBytes see {@code outbox-limit-bytes}
 * @param refusesWhenFull see {@code outbox-full}
 * @param compression see {@code peer-compression}
 */
public record ReplicationSettings(long outboxLimitBytes, boolean refusesWhenFull, String compression) {
    static ReplicationSettings of(SettingValues read) throws NodeStartException {
        return new ReplicationSettings(
                read.number(NodeSettings.OUTBOX_LIMIT_BYTES, 1 << 10, 1L << 40),
                read.oneOf(NodeSettings.OUTBOX_FULL, List.of("keep", "refuse")).equals("refuse"),
                read.oneOf(NodeSettings.PEER_COMPRESSION, List.of("none", "lz4", "zstd")));
    }
}
