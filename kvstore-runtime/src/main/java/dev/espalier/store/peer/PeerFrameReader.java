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
import static dev.espalier.store.peer.PeerFrameFormat.PUTS_BYTES_MAX;
import static dev.espalier.store.peer.PeerFrameFormat.PUTS_FIELDS_BYTES;
import static dev.espalier.store.peer.PeerFrameFormat.PUTS_MAX;
import static dev.espalier.store.peer.PeerFrameFormat.PUT_FIELDS_BYTES;
import static dev.espalier.store.peer.PeerFrameFormat.REFUSED;
import static dev.espalier.store.peer.PeerFrameFormat.ROWS;
import static dev.espalier.store.peer.PeerFrameFormat.SWAP;
import static dev.espalier.store.peer.PeerFrameFormat.WANT;
import static dev.espalier.store.peer.PeerFrameFormat.WELCOME;

import dev.espalier.core.Bytes;
import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;
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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads frames totally: any bytes give a frame, the wish for more, or an exception. */
final class PeerFrameReader {
    private PeerFrameReader() {}

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
