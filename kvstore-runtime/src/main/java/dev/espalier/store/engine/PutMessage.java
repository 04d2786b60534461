package dev.espalier.store.engine;

import dev.espalier.core.Bytes;
import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import dev.espalier.core.Value;

/**
 * A put on its way from the node that made it to every replica.
 *
 * @param origin the node whose client proxy made it
 * @param sequence its number among that node's puts, from 1, without gaps
 * @param key the key put
 * @param value the value put, {@link Value#ABSENT} for a delete
 * @param payload what the core wants to travel along, as {@code writePutRequest} wrote it
 */
public record PutMessage(NodeId origin, long sequence, Bytes key, Value value, Bytes payload) {
    private static final int OBJECT_OVERHEAD_BYTES = 200;

    /** About how much memory this message takes, in bytes. */
    public long weight() {
        Bytes bytes = value.bytesOrNull();
        return (long) key.length() + (bytes == null ? 0 : bytes.length()) + payload.length() + OBJECT_OVERHEAD_BYTES;
    }

    /** Key, value and payload, as log, outbox, inbox and wire carry them. */
    public byte[] encodeBody() {
        PayloadWriter out = new PayloadWriter();
        writeBody(out);
        return out.toByteArray();
    }

    /** Writes what {@link #encodeBody} gives. */
    public void writeBody(PayloadWriter out) {
        out.writeBytes(key);
        out.writeValue(value);
        out.writeBytes(payload);
    }

    /**
     * Reads what {@link #writeBody} wrote.
     *
     * @throws MalformedPayloadException if the bytes are not such a body
     */
    public static PutMessage readBody(NodeId origin, long sequence, PayloadReader in) {
        Bytes key = in.readBytes();
        Value value = in.readValue();
        Bytes payload = in.readBytes();
        return new PutMessage(origin, sequence, key, value, payload);
    }
}
