package dev.espalier.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.core.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What causality lets each node read, computed from the history alone: the causal past of a node's proxy is its own puts,
 * the puts it read, and theirs; a read must not return a put that another put of the same key in that past overwrote.
 */
final class CausalOracle {
    private record PutKey(NodeId origin, long sequence) {}

    private record Put(PutKey id, Bytes key, Map<NodeId, Long> past) {}

    private final Map<PutKey, Put> puts = new HashMap<>();
    private final Map<Bytes, List<PutKey>> byKey = new HashMap<>();
    private final Map<NodeId, Map<NodeId, Long>> pasts = new HashMap<>();
    private final Map<NodeId, Map<NodeId, Long>> committedPasts = new HashMap<>();

    private Map<NodeId, Long> past(NodeId node) {
        return pasts.computeIfAbsent(node, id -> new HashMap<>());
    }

    /** The value that marks put {@code sequence} of {@code node}. */
    static Value mark(NodeId node, long sequence, boolean delete) {
        return delete ? Value.ABSENT : Value.of(Bytes.utf8(node.number() + ":" + sequence));
    }

    void put(NodeId node, long sequence, Bytes key) {
        PutKey id = new PutKey(node, sequence);
        Map<NodeId, Long> past = past(node);
        past.put(node, sequence);
        puts.put(id, new Put(id, key, new HashMap<>(past)));
        List<PutKey> ofKey = byKey.computeIfAbsent(key, k -> new ArrayList<>());
        ofKey.remove(id);
        ofKey.add(id);
    }

    void read(NodeId node, Bytes key, Value value) {
        Map<NodeId, Long> past = past(node);
        Put read = find(value);
        for (PutKey id : byKey.getOrDefault(key, List.of())) {
            Put other = puts.get(id);
            if (other != null && other.key().equals(key) && includes(past, id)) {
                boolean overwritten = read == null || (!id.equals(read.id()) && includes(other.past(), read.id()));
                assertThat(overwritten)
                        .as("node %s read %s of key %s although %s of its past overwrote it", node, value, key, id)
                        .isFalse();
            }
        }
        if (read != null) {
            read.past().forEach((origin, sequence) -> past.merge(origin, sequence, Math::max));
        }
    }

    private @Nullable Put find(Value value) {
        Bytes bytes = value.bytesOrNull();
        if (bytes == null) {
            return null;
        }
        String[] parts = bytes.toString().split(":", -1);
        return puts.get(new PutKey(new NodeId(Integer.parseInt(parts[0])), Long.parseLong(parts[1])));
    }

    private static boolean includes(Map<NodeId, Long> past, PutKey id) {
        return past.getOrDefault(id.origin(), 0L) >= id.sequence();
    }

    void committed(NodeId node) {
        committedPasts.put(node, new HashMap<>(past(node)));
    }

    void crashed(NodeId node) {
        pasts.put(node, new HashMap<>(committedPasts.getOrDefault(node, Map.of())));
    }
}
