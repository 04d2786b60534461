package dev.espalier.store.storage;

import dev.espalier.core.Bytes;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import dev.espalier.store.engine.InputVisitor;
import dev.espalier.store.engine.PutMessage;

/** The format of input records. Each begins with a byte that says which it is; everything else is length-prefixed. */
final class InputRecords {
    private static final int PUT = 1;
    private static final int GET = 2;
    private static final int APPLIED = 3;

    private InputRecords() {}

    static void writePut(PayloadWriter out, long now, long sequence, byte[] body) {
        out.writeByte(PUT);
        out.writeNatural(now);
        out.writeNatural(sequence);
        out.writeBytes(Bytes.wrap(body));
    }

    static void writeGet(PayloadWriter out, Bytes key) {
        out.writeByte(GET);
        out.writeBytes(key);
    }

    static void writeApplied(PayloadWriter out, PutMessage put) {
        out.writeByte(APPLIED);
        out.writeNodeId(put.origin());
        out.writeNatural(put.sequence());
        put.writeBody(out);
    }

    /**
     * Reads all records of {@code entry} into {@code visitor} and returns how many they were.
     *
     * @throws dev.espalier.core.MalformedPayloadException if the bytes are not records
     */
    static long read(byte[] entry, NodeId self, InputVisitor visitor) {
        PayloadReader in = new PayloadReader(entry);
        long records = 0;
        while (in.remaining() > 0) {
            int type = in.readByte();
            switch (type) {
                case PUT -> readPut(in, self, visitor);
                case GET -> visitor.get(in.readBytes());
                case APPLIED -> {
                    NodeId origin = in.readNodeId();
                    visitor.applied(PutMessage.readBody(origin, in.readNatural(), in));
                }
                default -> throw in.malformed("a record of type " + type);
            }
            records++;
        }
        return records;
    }

    private static void readPut(PayloadReader in, NodeId self, InputVisitor visitor) {
        long now = in.readNatural();
        long sequence = in.readNatural();
        PayloadReader body = new PayloadReader(in.readBytes().shared());
        PutMessage put = PutMessage.readBody(self, sequence, body);
        body.expectEnd();
        visitor.put(now, put);
    }
}
