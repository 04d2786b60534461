package dev.espalier.store.peer;

import dev.espalier.core.Bytes;
import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import dev.espalier.store.peer.PeerFrame.Ack;
import dev.espalier.store.peer.PeerFrame.Hello;
import dev.espalier.store.peer.PeerFrame.Put;
import dev.espalier.store.peer.PeerFrame.Reason;
import dev.espalier.store.peer.PeerFrame.Refused;
import dev.espalier.store.peer.PeerFrame.Swap;
import dev.espalier.store.peer.PeerFrame.Welcome;
import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final byte[] MAGIC = "ESPALIER".getBytes(StandardCharsets.US_ASCII);
    private static final int HELLO = 1;
    private static final int WELCOME = 2;
    private static final int REFUSED = 3;
    private static final int PUT = 4;
    private static final int ACK = 5;
    private static final int SWAP = 20;

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
        writeFrame(HELLO, fields, out);
    }

    static void write(Welcome welcome, ByteBuf out) {
        PayloadWriter fields = new PayloadWriter();
        fields.writeNodeId(welcome.from());
        fields.writeNatural(welcome.received());
        fields.writeNatural(welcome.epoch());
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
        if (in.readableBytes() - Integer.BYTES < length) {
            return null;
        }
        // All of the frame at once: many small reads of a buffer cost more than one copy.
        byte[] frame = new byte[length];
        in.skipBytes(Integer.BYTES).readBytes(frame);
        int type = frame[0] & 0xff;
        try {
            return type == PUT ? readPut(frame) : readFields(type, new PayloadReader(frame, 1, length - 1));
        } catch (MalformedPayloadException e) {
            throw new PeerProtocolException("a malformed frame of type " + type + ": " + e.getMessage(), e);
        }
    }

    private static Put readPut(byte[] frame) {
        int fieldsEnd = 1 + PUT_FIELDS_BYTES;
        if (frame.length < fieldsEnd) {
            throw new MalformedPayloadException("a put without a number and an epoch");
        }
        long sequence = (long) LONG.get(frame, 1);
        long epoch = (long) LONG.get(frame, 1 + Long.BYTES);
        if (sequence < 1 || epoch < 0) {
            throw new MalformedPayloadException("a put numbered " + sequence + " of epoch " + epoch);
        }
        return new Put(sequence, epoch, new PayloadReader(frame, fieldsEnd, frame.length - fieldsEnd));
    }

    private static PeerFrame readFields(int type, PayloadReader in) throws PeerProtocolException {
        PeerFrame frame = switch (type) {
            case HELLO -> readHello(in);
            case WELCOME -> new Welcome(in.readNodeId(), in.readNatural(), in.readNatural());
            case REFUSED -> new Refused(reason(in), text(in));
            case ACK -> new Ack(in.readNatural(), in.readNatural());
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
        int version = (int) Math.min(in.readNatural(), Integer.MAX_VALUE);
        return new Hello(version, text(in), in.readNodeId(), in.readNodeId(), text(in), text(in));
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
