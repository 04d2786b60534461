package dev.espalier.store.config;

import java.util.List;

/**
 * What is kept for peers, and how it travels.
 *
 * @param outboxLimitBytes see {@code outbox-limit-bytes}
 * @param refusesWhenFull see {@code outbox-full}
 */
public record ReplicationSettings(long outboxLimitBytes, boolean refusesWhenFull) {
    static ReplicationSettings of(SettingValues read) throws NodeStartException {
        return new ReplicationSettings(
                read.number(NodeSettings.OUTBOX_LIMIT_BYTES, 1 << 20, 1L << 40),
                read.oneOf(NodeSettings.OUTBOX_FULL, List.of("keep", "refuse")).equals("refuse"));
    }
}
