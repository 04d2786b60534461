package dev.espalier.store.storage;

import dev.espalier.core.NodeId;
import dev.espalier.store.engine.PutMessage;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Keys of the database's column families: big-endian numbers, so that their order is that of the bytes. */
final class DatabaseKeys {
    private DatabaseKeys() {}

    static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    static long number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }

    static byte[] inbox(PutMessage put) {
        return ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                .putInt(put.origin().number())
                .putLong(put.sequence())
                .array();
    }

    /** A fact about a node. */
    static byte[] node(byte[] prefix, NodeId node) {
        return ByteBuffer.allocate(prefix.length + Integer.BYTES)
                .put(prefix)
                .putInt(node.number())
                .array();
    }

    /** A fact about a node's put. */
    static byte[] nodePut(byte[] prefix, NodeId node, long sequence) {
        return ByteBuffer.allocate(prefix.length + Integer.BYTES + Long.BYTES)
                .put(prefix)
                .putInt(node.number())
                .putLong(sequence)
                .array();
    }

    static boolean isNode(byte[] key, byte[] prefix) {
        return key.length == prefix.length + Integer.BYTES && startsWith(key, prefix);
    }

    static boolean isNodePut(byte[] key, byte[] prefix) {
        return key.length == prefix.length + Integer.BYTES + Long.BYTES && startsWith(key, prefix);
    }

    static NodeId nodeIn(byte[] key, byte[] prefix) {
        return new NodeId(ByteBuffer.wrap(key).getInt(prefix.length));
    }

    static long putIn(byte[] key, byte[] prefix) {
        return ByteBuffer.wrap(key).getLong(prefix.length + Integer.BYTES);
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }
}
