package dev.espalier.store.peer;

import static dev.espalier.store.peer.PeerFrameFormat.ACK;
import static dev.espalier.store.peer.PeerFrameFormat.BEHIND;
import static dev.espalier.store.peer.PeerFrameFormat.COMPRESSED;
import static dev.espalier.store.peer.PeerFrameFormat.COMPRESSED_FIELDS_BYTES;
import static dev.espalier.store.peer.PeerFrameFormat.HELLO;
import static dev.espalier.store.peer.PeerFrameFormat.IMAGE;
import static dev.espalier.store.peer.PeerFrameFormat.IMAGE_END;
import static dev.espalier.store.peer.PeerFrameFormat.INT;
import static dev.espalier.store.peer.PeerFrameFormat.LONG;
import static dev.espalier.store.peer.PeerFrameFormat.MAGIC;
import static dev.espalier.store.peer.PeerFrameFormat.MEMBERS;
import static dev.espalier.store.peer.PeerFrameFormat.NOT_YET;
import static dev.espalier.store.peer.PeerFrameFormat.PUT;
import static dev.espalier.store.peer.PeerFrameFormat.PUTS;
import static dev.espalier.store.peer.PeerFrameFormat.PUTS_FIELDS_BYTES;
import static dev.espalier.store.peer.PeerFrameFormat.PUT_FIELDS_BYTES;
import static dev.espalier.store.peer.PeerFrameFormat.PUT_HEADER_BYTES;
import static dev.espalier.store.peer.PeerFrameFormat.REFUSED;
import static dev.espalier.store.peer.PeerFrameFormat.ROWS;
import static dev.espalier.store.peer.PeerFrameFormat.SWAP;
import static dev.espalier.store.peer.PeerFrameFormat.WANT;
import static dev.espalier.store.peer.PeerFrameFormat.WELCOME;

import dev.espalier.core.Bytes;
import dev.espalier.core.PayloadWriter;
import dev.espalier.store.peer.PeerFrame.Ack;
import dev.espalier.store.peer.PeerFrame.Behind;
import dev.espalier.store.peer.PeerFrame.Compressed;
import dev.espalier.store.peer.PeerFrame.Hello;
import dev.espalier.store.peer.PeerFrame.Image;
import dev.espalier.store.peer.PeerFrame.ImageEnd;
import dev.espalier.store.peer.PeerFrame.Members;
import dev.espalier.store.peer.PeerFrame.NotYet;
import dev.espalier.store.peer.PeerFrame.Refused;
import dev.espalier.store.peer.PeerFrame.Rows;
import dev.espalier.store.peer.PeerFrame.Swap;
import dev.espalier.store.peer.PeerFrame.Want;
import dev.espalier.store.peer.PeerFrame.Welcome;
import dev.espalier.store.storage.OriginMark;
import io.netty.buffer.ByteBuf;

/** Writes frames. */
final class PeerFrameWriter {
    private PeerFrameWriter() {}

    static void write(Hello hello, ByteBuf out) {
        PayloadWriter fields = new PayloadWriter();
        for (byte b : MAGIC) {
            fields.writeByte(b);
        }
        fields.writeNatural(hello.version());
        fields.writeBytes(Bytes.utf8(hello.clusterId()));
        fields.writeNodeId(hello.from());
        fields.writeNodeId(hello.to());
        fields.writeBytes(Bytes.utf8(hello.coreName()));
        fields.writeBytes(Bytes.utf8(hello.coreHash()));
        if (hello.version() > 2) {
            fields.writeNatural(hello.versionLeast());
            fields.writeNatural(hello.incarnation());
            fields.writeNatural(hello.membership());
            fields.writeNatural(hello.compressions());
            fields.writeNatural(hello.purpose().code());
        }
        writeFrame(HELLO, fields, out);
    }

    static void write(Welcome welcome, ByteBuf out) {
        PayloadWriter fields = new PayloadWriter();
        fields.writeNodeId(welcome.from());
        fields.writeNatural(welcome.received());
        fields.writeNatural(welcome.epoch());
        if (welcome.version() > 2) {
            fields.writeNatural(welcome.version());
            fields.writeNatural(welcome.incarnation());
            fields.writeNatural(welcome.membership());
            fields.writeNatural(welcome.compressions());
        }
        writeFrame(WELCOME, fields, out);
    }

    static void write(Refused refused, ByteBuf out) {
        PayloadWriter fields = new PayloadWriter();
        fields.writeNatural(refused.reason().code());
        fields.writeBytes(Bytes.utf8(refused.message()));
        writeFrame(REFUSED, fields, out);
    }

    static void write(Ack ack, ByteBuf out) {
        PayloadWriter fields = new PayloadWriter();
        fields.writeNatural(ack.received());
        fields.writeNatural(ack.synced());
        writeFrame(ACK, fields, out);
    }

    static void write(Behind behind, ByteBuf out) {
        PayloadWriter fields = new PayloadWriter();
        fields.writeNatural(behind.start());
        writeFrame(BEHIND, fields, out);
    }

    static void write(Compressed compressed, ByteBuf out) {
        out.writeInt(1 + COMPRESSED_FIELDS_BYTES + compressed.packed().length);
        out.writeByte(COMPRESSED);
        out.writeByte(compressed.code());
        out.writeInt(compressed.plainBytes());
        out.writeBytes(compressed.packed());
    }

    static void write(Members members, ByteBuf out) {
        PayloadWriter fields = new PayloadWriter();
        fields.writeBytes(members.encoded());
        writeFrame(MEMBERS, fields, out);
    }

    static void write(Want want, ByteBuf out) {
        PayloadWriter fields = new PayloadWriter();
        fields.writeNatural(want.needs().size());
        want.needs().forEach((node, sequence) -> {
            fields.writeNodeId(node);
            fields.writeNatural(sequence);
        });
        writeFrame(WANT, fields, out);
    }

    static void write(NotYet notYet, ByteBuf out) {
        PayloadWriter fields = new PayloadWriter();
        fields.writeBytes(Bytes.utf8(notYet.reason()));
        writeFrame(NOT_YET, fields, out);
    }

    static void write(Image image, ByteBuf out) {
        PayloadWriter fields = new PayloadWriter();
        fields.writeBytes(Bytes.utf8(image.shape()));
        fields.writeBytes(image.state());
        fields.writeNatural(image.marks().size());
        for (OriginMark mark : image.marks()) {
            fields.writeNodeId(mark.origin());
            fields.writeNatural(mark.applied());
            fields.writeNatural(mark.epoch());
            fields.writeNatural(mark.incarnation());
        }
        writeFrame(IMAGE, fields, out);
    }

    static void write(Rows rows, ByteBuf out) {
        out.writeInt(1 + rows.chunk().length());
        out.writeByte(ROWS);
        out.writeBytes(rows.chunk().shared());
    }

    static void write(ImageEnd end, ByteBuf out) {
        PayloadWriter fields = new PayloadWriter();
        fields.writeNatural(end.rows());
        fields.writeNatural(Integer.toUnsignedLong(end.checksum()));
        writeFrame(IMAGE_END, fields, out);
    }

    static void write(Swap swap, ByteBuf out) {
        PayloadWriter fields = new PayloadWriter();
        fields.writeBytes(swap.content());
        writeFrame(SWAP, fields, out);
    }

    /** Writes all of a put frame but its body of {@code bodyBytes} bytes. */
    static void writePutHeader(long sequence, long epoch, int bodyBytes, ByteBuf out) {
        byte[] header = new byte[PUT_HEADER_BYTES];
        writePutHeader(sequence, epoch, bodyBytes, header, 0);
        out.writeBytes(header);
    }

    /** Writes all of a put frame but its body of {@code bodyBytes} bytes to where {@code at} is. */
    static void writePutHeader(long sequence, long epoch, int bodyBytes, byte[] out, int at) {
        INT.set(out, at, 1 + PUT_FIELDS_BYTES + bodyBytes);
        out[at + Integer.BYTES] = PUT;
        LONG.set(out, at + Integer.BYTES + 1, sequence);
        LONG.set(out, at + Integer.BYTES + 1 + Long.BYTES, epoch);
    }

    /** Writes all of a frame of {@code count} puts but their bodies of {@code bodyBytes} bytes together. */
    static void writePutsHeader(long first, int count, long epoch, int bodyBytes, byte[] out, int at) {
        INT.set(out, at, 1 + PUTS_FIELDS_BYTES + bodyBytes);
        out[at + Integer.BYTES] = PUTS;
        LONG.set(out, at + Integer.BYTES + 1, first);
        LONG.set(out, at + Integer.BYTES + 1 + Long.BYTES, epoch);
        INT.set(out, at + Integer.BYTES + 1 + PUT_FIELDS_BYTES, count);
    }

    private static void writeFrame(int type, PayloadWriter fields, ByteBuf out) {
        out.writeInt(1 + fields.length());
        out.writeByte(type);
        out.writeBytes(fields.toByteArray());
    }
}
