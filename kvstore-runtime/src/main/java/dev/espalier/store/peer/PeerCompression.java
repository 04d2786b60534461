package dev.espalier.store.peer;

import com.github.luben.zstd.Zstd;
import dev.espalier.store.peer.PeerFrame.Compressed;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Locale;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;

/** How frames are compressed on a link, many of them together. Each sender chooses, among those that its receiver can read. */
public enum PeerCompression {
    /** Not at all: the fastest where the network is not the limit. */
    NONE(0),
    /** LZ4, its fast compressor. */
    LZ4(1),
    /** Zstandard at level 1. */
    ZSTD(2);

    /** What a node of this version can read, a bit each. */
    static final int READABLE = LZ4.bit() | ZSTD.bit();

    /** More frames than this are not compressed together, and nothing longer is decompressed. */
    static final int PLAIN_BYTES_MAX = 8 << 20;

    /** Shorter frames are not worth it. */
    private static final int PLAIN_BYTES_MIN = 256;

    private static final int ZSTD_LEVEL = 1;

    private final int code;

    PeerCompression(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    private int bit() {
        return this == NONE ? 0 : 1 << code;
    }

    /** The compression called {@code name}, in lower case. */
    public static PeerCompression named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** This one, if a receiver that can read {@code readable} can read it; none otherwise. */
    PeerCompression among(int readable) {
        return (readable & bit()) != 0 ? this : NONE;
    }

    /** Compresses whole frames, and takes charge of them; they come back as they are where that would not make them shorter. */
    ByteBuf compress(ByteBuf frames) {
        int length = frames.readableBytes();
        if (this == NONE || length < PLAIN_BYTES_MIN || length > PLAIN_BYTES_MAX) {
            return frames;
        }
        byte[] plain = new byte[length];
        frames.getBytes(frames.readerIndex(), plain);
        byte[] packed = this == LZ4
                ? LZ4Factory.fastestInstance().fastCompressor().compress(plain)
                : Zstd.compress(plain, ZSTD_LEVEL);
        if (packed.length >= length) {
            return frames;
        }
        ByteBuf out = frames.alloc().buffer(packed.length + 32);
        frames.release();
        PeerFrameWriter.write(new Compressed(code, length, packed), out);
        return out;
    }

    /**
     * The frames that {@code frame} holds.
     *
     * @throws PeerProtocolException if it is none that {@link #compress} makes
     */
    static ByteBuf decompress(Compressed frame) throws PeerProtocolException {
        byte[] plain = new byte[frame.plainBytes()];
        int written;
        if (frame.code() == LZ4.code) {
            try {
                written = LZ4Factory.fastestInstance().safeDecompressor().decompress(frame.packed(), plain);
            } catch (LZ4Exception e) {
                throw new PeerProtocolException("frames that LZ4 cannot decompress: " + e.getMessage(), e);
            }
        } else if (frame.code() == ZSTD.code) {
            long result = Zstd.decompressByteArray(plain, 0, plain.length, frame.packed(), 0, frame.packed().length);
            if (Zstd.isError(result)) {
                throw new PeerProtocolException(
                        "frames that Zstandard cannot decompress: " + Zstd.getErrorName(result));
            }
            written = (int) result;
        } else {
            throw new PeerProtocolException("frames in unknown compression " + frame.code());
        }
        if (written != plain.length) {
            throw new PeerProtocolException(
                    "compressed frames of " + written + " bytes where " + plain.length + " were announced");
        }
        return Unpooled.wrappedBuffer(plain);
    }

    /** As the setting has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
