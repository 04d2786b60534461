package dev.espalier.store.peer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** What {@link PeerFrameWriter} and {@link PeerFrameReader} agree on: types of frames, how long they and their parts are. */
final class PeerFrameFormat {
    /** Longest frame before the handshake is done, in bytes. */
    static final int HANDSHAKE_BYTES_MAX = 4096;

    /** Longest frame afterwards: the largest key and value that can be configured, and room for the payload. */
    static final int FRAME_BYTES_MAX = (2 * 512 + 16) << 20;

    /** Fields of a put frame before its body: sequence number and epoch. */
    static final int PUT_FIELDS_BYTES = 2 * Long.BYTES;

    /** What {@link PeerFrameWriter#writePutHeader} writes: length, type and fields. */
    static final int PUT_HEADER_BYTES = Integer.BYTES + 1 + PUT_FIELDS_BYTES;

    /** How many puts one frame may hold. */
    static final int PUTS_MAX = 1 << 12;

    /** Longest frame of more than one put: only then is it short enough that nothing else waits long behind it. */
    static final int PUTS_BYTES_MAX = 2 << 20;

    /** Fields of a frame of many puts before their bodies: number of the first, epoch, and how many. */
    static final int PUTS_FIELDS_BYTES = PUT_FIELDS_BYTES + Integer.BYTES;

    /** What {@link PeerFrameWriter#writePutsHeader} writes: length, type and fields. */
    static final int PUTS_HEADER_BYTES = Integer.BYTES + 1 + PUTS_FIELDS_BYTES;

    static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    static final byte[] MAGIC = "ESPALIER".getBytes(StandardCharsets.US_ASCII);
    static final int HELLO = 1;
    static final int WELCOME = 2;
    static final int REFUSED = 3;
    static final int PUT = 4;
    static final int ACK = 5;
    static final int BEHIND = 6;
    static final int WANT = 7;
    static final int NOT_YET = 8;
    static final int IMAGE = 9;
    static final int ROWS = 10;
    static final int IMAGE_END = 11;
    static final int MEMBERS = 12;
    static final int COMPRESSED = 13;
    static final int PUTS = 14;
    static final int SWAP = 20;

    /** Fields of a compressed frame: code and plain length. */
    static final int COMPRESSED_FIELDS_BYTES = 1 + Integer.BYTES;

    private PeerFrameFormat() {}
}
