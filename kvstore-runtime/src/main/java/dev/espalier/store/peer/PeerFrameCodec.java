package dev.espalier.store.peer;

import dev.espalier.core.Bytes;
import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import dev.espalier.store.peer.PeerFrame.Ack;
import dev.espalier.store.peer.PeerFrame.Behind;
import dev.espalier.store.peer.PeerFrame.Compressed;
import dev.espalier.store.peer.PeerFrame.Hello;
import dev.espalier.store.peer.PeerFrame.Image;
import dev.espalier.store.peer.PeerFrame.ImageEnd;
import dev.espalier.store.peer.PeerFrame.Members;
import dev.espalier.store.peer.PeerFrame.NotYet;
import dev.espalier.store.peer.PeerFrame.Purpose;
import dev.espalier.store.peer.PeerFrame.Puts;
import dev.espalier.store.peer.PeerFrame.Reason;
import dev.espalier.store.peer.PeerFrame.Refused;
import dev.espalier.store.peer.PeerFrame.Rows;
import dev.espalier.store.peer.PeerFrame.Swap;
import dev.espalier.store.peer.PeerFrame.Want;
import dev.espalier.store.peer.PeerFrame.Welcome;
import dev.espalier.store.storage.OriginMark;
import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes frames, and reads them totally: any bytes give a frame, the wish for more, or an exception. */
final class PeerFrameCodec {
    /** Longest frame before the handshake is done, in bytes. */
    static final int HANDSHAKE_BYTES_MAX = 4096;

    /** Longest frame afterwards: the largest key and value that can be configured, and room for the payload. */
    static final int FRAME_BYTES_MAX = (2 * 512 + 16) << 20;

    /** Fields of a put frame before its body: sequence number and epoch. */
    private static final int PUT_FIELDS_BYTES = 2 * Long.BYTES;

    /** What {@link #writePutHeader} writes: length, type and fields. */
    static final int PUT_HEADER_BYTES = Integer.BYTES + 1 + PUT_FIELDS_BYTES;

    /** How many puts one frame may hold. */
    static final int PUTS_MAX = 1 << 12;

    /** Longest frame of more than one put: only then is it short enough that nothing else waits long behind it. */
    static final int PUTS_BYTES_MAX = 2 << 20;

    /** Fields of a frame of many puts before their bodies: number of the first, epoch, and how many. */
    private static final int PUTS_FIELDS_BYTES = PUT_FIELDS_BYTES + Integer.BYTES;

    /** What {@link #writePutsHeader} writes: length, type and fields. */
    static final int PUTS_HEADER_BYTES = Integer.BYTES + 1 + PUTS_FIELDS_BYTES;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final byte[] MAGIC = "ESPALIER".getBytes(StandardCharsets.US_ASCII);
    private static final int HELLO = 1;
    private static final int WELCOME = 2;
    private static final int REFUSED = 3;
    private static final int PUT = 4;
    private static final int ACK = 5;
    private static final int BEHIND = 6;
    private static final int WANT = 7;
    private static final int NOT_YET = 8;
    private static final int IMAGE = 9;
    private static final int ROWS = 10;
    private static final int IMAGE_END = 11;
    private static final int MEMBERS = 12;
    private static final int COMPRESSED = 13;
    private static final int PUTS = 14;
    private static final int SWAP = 20;

    /** Fields of a compressed frame: code and plain length. */
    private static final int COMPRESSED_FIELDS_BYTES = 1 + Integer.BYTES;

    private PeerFrameCodec() {}

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

    /** Takes one frame off {@code in}; {@code null}, and nothing taken, when it is not all there. */
    static @Nullable PeerFrame read(ByteBuf in, int bytesMax) throws PeerProtocolException {
        if (in.readableBytes() < Integer.BYTES) {
            return null;
        }
        int length = in.getInt(in.readerIndex());
        if (length < 1 || length > bytesMax) {
            throw new PeerProtocolException(
                    "a frame of " + Integer.toUnsignedLong(length) + " bytes, outside 1.." + bytesMax);
        }
        boolean typeIsThere = in.readableBytes() > Integer.BYTES;
        if (typeIsThere && length > PUTS_BYTES_MAX && in.getByte(in.readerIndex() + Integer.BYTES) == PUTS) {
            throw new PeerProtocolException("puts of " + length + " bytes in one frame, more than " + PUTS_BYTES_MAX);
        }
        if (in.readableBytes() - Integer.BYTES < length) {
            return null;
        }
        // All of the frame at once: many small reads of a buffer cost more than one copy.
        byte[] frame = new byte[length];
        in.skipBytes(Integer.BYTES).readBytes(frame);
        int type = frame[0] & 0xff;
        try {
            return switch (type) {
                case PUT -> readPut(frame);
                case PUTS -> readPuts(frame);
                case COMPRESSED -> readCompressed(frame);
                case ROWS -> new Rows(Bytes.wrap(Arrays.copyOfRange(frame, 1, length)));
                default -> readFields(type, new PayloadReader(frame, 1, length - 1));
            };
        } catch (MalformedPayloadException e) {
            throw new PeerProtocolException("a malformed frame of type " + type + ": " + e.getMessage(), e);
        }
    }

    private static Puts readPut(byte[] frame) {
        int fieldsEnd = 1 + PUT_FIELDS_BYTES;
        if (frame.length < fieldsEnd) {
            throw new MalformedPayloadException("a put without a number and an epoch");
        }
        return puts(frame, fieldsEnd, 1);
    }

    private static Puts readPuts(byte[] frame) {
        int fieldsEnd = 1 + PUTS_FIELDS_BYTES;
        if (frame.length < fieldsEnd) {
            throw new MalformedPayloadException("puts without a number, an epoch and a count");
        }
        int count = (int) INT.get(frame, 1 + PUT_FIELDS_BYTES);
        if (count < 1 || count > PUTS_MAX) {
            throw new MalformedPayloadException(
                    Integer.toUnsignedLong(count) + " puts in one frame, outside 1.." + PUTS_MAX);
        }
        return puts(frame, fieldsEnd, count);
    }

    private static Puts puts(byte[] frame, int fieldsEnd, int count) {
        long first = (long) LONG.get(frame, 1);
        long epoch = (long) LONG.get(frame, 1 + Long.BYTES);
        if (first < 1 || first > Long.MAX_VALUE - count || epoch < 0) {
            throw new MalformedPayloadException("a put numbered " + first + " of epoch " + epoch);
        }
        return new Puts(first, count, epoch, new PayloadReader(frame, fieldsEnd, frame.length - fieldsEnd));
    }

    private static Compressed readCompressed(byte[] frame) {
        int fieldsEnd = 1 + COMPRESSED_FIELDS_BYTES;
        if (frame.length < fieldsEnd) {
            throw new MalformedPayloadException("compressed frames without a length");
        }
        int plainBytes = (int) INT.get(frame, 2);
        if (plainBytes < 1 || plainBytes > PeerCompression.PLAIN_BYTES_MAX) {
            throw new MalformedPayloadException(
                    "compressed frames of " + Integer.toUnsignedLong(plainBytes) + " bytes");
        }
        return new Compressed(frame[1] & 0xff, plainBytes, Arrays.copyOfRange(frame, fieldsEnd, frame.length));
    }

    private static PeerFrame readFields(int type, PayloadReader in) throws PeerProtocolException {
        PeerFrame frame = switch (type) {
            case HELLO -> readHello(in);
            case WELCOME -> readWelcome(in);
            case REFUSED -> new Refused(reason(in), text(in));
            case ACK -> new Ack(in.readNatural(), in.readNatural());
            case BEHIND -> new Behind(in.readNatural());
            case MEMBERS -> new Members(in.readBytes());
            case WANT -> readWant(in);
            case NOT_YET -> new NotYet(text(in));
            case IMAGE -> readImage(in);
            case IMAGE_END -> new ImageEnd(in.readNatural(), readChecksum(in));
            case SWAP -> new Swap(in.readBytes());
            default -> throw new PeerProtocolException("a frame of unknown type " + type);
        };
        in.expectEnd();
        return frame;
    }

    private static Hello readHello(PayloadReader in) throws PeerProtocolException {
        for (byte b : MAGIC) {
            if (in.readByte() != b) {
                throw new PeerProtocolException("a first frame without the protocol's magic bytes");
            }
        }
        int version = small(in);
        String clusterId = text(in);
        NodeId from = in.readNodeId();
        NodeId to = in.readNodeId();
        String coreName = text(in);
        String coreHash = text(in);
        if (version <= 2) {
            return new Hello(version, version, clusterId, from, to, coreName, coreHash, 0, 0, 0, Purpose.PUTS);
        }
        Hello hello = new Hello(
                version,
                small(in),
                clusterId,
                from,
                to,
                coreName,
                coreHash,
                in.readNatural(),
                in.readNatural(),
                small(in),
                purpose(in));
        if (version > PeerFrame.VERSION) {
            skip(in);
        }
        return hello;
    }

    private static int small(PayloadReader in) {
        return (int) Math.min(in.readNatural(), Integer.MAX_VALUE);
    }

    private static void skip(PayloadReader in) {
        while (in.remaining() > 0) {
            in.readByte();
        }
    }

    private static Purpose purpose(PayloadReader in) {
        long code = in.readNatural();
        for (Purpose purpose : Purpose.values()) {
            if (purpose.code() == code) {
                return purpose;
            }
        }
        throw in.malformed("a connection for purpose " + code);
    }

    private static Welcome readWelcome(PayloadReader in) {
        NodeId from = in.readNodeId();
        long received = in.readNatural();
        long epoch = in.readNatural();
        if (in.remaining() == 0) {
            return new Welcome(from, received, epoch, 2, 0, 0, 0);
        }
        int version = small(in);
        if (version < 3) {
            throw in.malformed("a welcome of version " + version + " with fields of version 3");
        }
        return new Welcome(from, received, epoch, version, in.readNatural(), in.readNatural(), small(in));
    }

    private static Want readWant(PayloadReader in) {
        Map<NodeId, Long> needs = new TreeMap<>();
        for (long left = in.readNatural(); left > 0; left--) {
            if (needs.put(in.readNodeId(), in.readNatural()) != null) {
                throw in.malformed("a node named twice");
            }
        }
        return new Want(needs);
    }

    private static Image readImage(PayloadReader in) {
        String shape = text(in);
        Bytes state = in.readBytes();
        List<OriginMark> marks = new ArrayList<>();
        for (long left = in.readNatural(); left > 0; left--) {
            marks.add(new OriginMark(in.readNodeId(), in.readNatural(), in.readNatural(), in.readNatural()));
        }
        return new Image(shape, state, marks);
    }

    private static int readChecksum(PayloadReader in) {
        long checksum = in.readNatural();
        if (checksum > 0xffff_ffffL) {
            throw in.malformed("a checksum of more than 32 bits");
        }
        return (int) checksum;
    }

    private static Reason reason(PayloadReader in) {
        long code = in.readNatural();
        for (Reason reason : Reason.values()) {
            if (reason.code() == code) {
                return reason;
            }
        }
        throw in.malformed("a refusal with code " + code);
    }

    private static String text(PayloadReader in) {
        return new String(in.readBytes().shared(), StandardCharsets.UTF_8);
    }
}
