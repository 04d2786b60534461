package dev.espalier.store.command;

import java.util.List;
import java.util.Set;

/** Redis's categories of access control. */
final class Categories {
    /** All of them, in Redis's order; of some there is no command here, and rules may still name them. */
    static final List<String> ALL = List.of(
            "keyspace",
            "read",
            "write",
            "set",
            "sortedset",
            "list",
            "hash",
            "string",
            "bitmap",
            "hyperloglog",
            "geo",
            "stream",
            "pubsub",
            "admin",
            "fast",
            "slow",
            "blocking",
            "dangerous",
            "connection",
            "transaction",
            "scripting");

    private Categories() {}

    /** Those of {@code wanted} that there are, in Redis's order. */
    static List<String> inOrder(Set<String> wanted) {
        return ALL.stream().filter(wanted::contains).toList();
    }
}
