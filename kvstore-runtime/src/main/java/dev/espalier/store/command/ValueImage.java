package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import dev.espalier.store.keyspace.StoredValue;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A string as DUMP gives it and RESTORE takes it, in the format of Redis's database files: a type, the string (its length
 * and bytes, or a small number, or bytes compressed by LZF), two bytes of version, and a checksum, these two with their
 * lowest byte first. Images made here are not compressed, which Redis reads as well.
 */
final class ValueImage {
    private static final byte STRING = 0;

    /** Of Redis 7.0; images of later versions may be of formats that this does not know. */
    private static final int VERSION = 10;

    private static final int FOOTER_BYTES = Short.BYTES + Long.BYTES;
    private static final int ONE_BYTE = 0xc0;
    private static final int TWO_BYTES = 0xc1;
    private static final int FOUR_BYTES = 0xc2;
    private static final int COMPRESSED = 0xc3;
    private static final int LENGTH_OF_FOUR_BYTES = 0x80;
    private static final int LENGTH_OF_EIGHT_BYTES = 0x81;

    private ValueImage() {}

    /** The image of {@code value}. */
    static Bytes of(StoredValue value) {
        ByteBuffer image = ByteBuffer.allocate(value.length() + 1 + 1 + Integer.BYTES + FOOTER_BYTES);
        image.put(STRING);
        if (!putNumber(value, image)) {
            putLength(value.length(), image);
            image.put(value.stored().shared(), value.offset(), value.length());
        }
        image.order(ByteOrder.LITTLE_ENDIAN).putShort((short) VERSION);
        image.putLong(Crc64.of(image.array(), image.position()));
        return Bytes.wrap(Arrays.copyOf(image.array(), image.position()));
    }

    /** How many bytes the string takes in an image. */
    static int stringBytes(StoredValue value) {
        return of(value).length() - 1 - FOOTER_BYTES;
    }

    private static boolean putNumber(StoredValue value, ByteBuffer image) {
        if (value.length() > 11 || !Arguments.isInteger(value.content())) {
            return false;
        }
        long number = Arguments.integer(value.content());
        image.order(ByteOrder.LITTLE_ENDIAN);
        if (number == (byte) number) {
            image.put((byte) ONE_BYTE).put((byte) number);
        } else if (number == (short) number) {
            image.put((byte) TWO_BYTES).putShort((short) number);
        } else if (number == (int) number) {
            image.put((byte) FOUR_BYTES).putInt((int) number);
        } else {
            return false;
        }
        return true;
    }

    private static void putLength(int length, ByteBuffer image) {
        image.order(ByteOrder.BIG_ENDIAN);
        if (length < 1 << 6) {
            image.put((byte) length);
        } else if (length < 1 << 14) {
            image.putShort((short) (0x4000 | length));
        } else {
            image.put((byte) LENGTH_OF_FOUR_BYTES).putInt(length);
        }
    }

    /**
     * The string of an image.
     *
     * @param most longest value in bytes
     * @throws CommandError if it is damaged, of a later version, of no string, or too long
     */
    static Bytes read(Bytes image, int most) {
        int end = image.length() - FOOTER_BYTES;
        ByteBuffer bytes = ByteBuffer.wrap(image.shared()).order(ByteOrder.LITTLE_ENDIAN);
        if (end < 0
                || bytes.getShort(end) > VERSION
                || bytes.getShort(end) < 0
                || bytes.getLong(end + Short.BYTES) != Crc64.of(image.shared(), end + Short.BYTES)) {
            throw new CommandError("ERR DUMP payload version or checksum are wrong");
        }
        try {
            bytes.limit(end);
            if (bytes.get() != STRING) {
                throw new CommandError(
                        "ERR Bad data format: this is no image of a string, and a key holds a string here");
            }
            Bytes string = string(bytes, most);
            if (!bytes.hasRemaining()) {
                return string;
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new CommandError("ERR Bad data format");
        }
        throw new CommandError("ERR Bad data format");
    }

    private static Bytes string(ByteBuffer bytes, int most) {
        int first = bytes.get(bytes.position()) & 0xff;
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        switch (first) {
            case ONE_BYTE -> {
                bytes.get();
                return Bytes.utf8(Long.toString(bytes.get()));
            }
            case TWO_BYTES -> {
                bytes.get();
                return Bytes.utf8(Long.toString(bytes.getShort()));
            }
            case FOUR_BYTES -> {
                bytes.get();
                return Bytes.utf8(Long.toString(bytes.getInt()));
            }
            case COMPRESSED -> {
                bytes.get();
                int compressed = length(bytes, bytes.remaining());
                byte[] content = new byte[length(bytes, most)];
                expand(bytes, bytes.position() + compressed, content);
                return Bytes.wrap(content);
            }
            default -> {
                byte[] content = new byte[length(bytes, Math.min(most, bytes.remaining()))];
                bytes.get(content);
                return Bytes.wrap(content);
            }
        }
    }

    private static int length(ByteBuffer bytes, int most) {
        int first = bytes.get() & 0xff;
        bytes.order(ByteOrder.BIG_ENDIAN);
        long length = switch (first >> 6) {
            case 0 -> first;
            case 1 -> (first & 0x3f) << 8 | bytes.get() & 0xff;
            default ->
                switch (first) {
                    case LENGTH_OF_FOUR_BYTES -> bytes.getInt() & 0xffffffffL;
                    case LENGTH_OF_EIGHT_BYTES -> bytes.getLong();
                    default -> throw new CommandError("ERR Bad data format");
                };
        };
        if (length < 0 || length > most) {
            throw new CommandError(
                    "ERR Bad data format: a string of it is longer than the image, or than a value may be");
        }
        return (int) length;
    }

    /**
     * Expands what LZF made: pieces of up to 32 bytes that stand for themselves, and references to 3 to 264 bytes that came
     * up to 8192 before.
     *
     * @param end where it ends
     */
    private static void expand(ByteBuffer bytes, int end, byte[] content) {
        int at = 0;
        while (bytes.position() < end) {
            int control = bytes.get() & 0xff;
            if (control < 32) {
                bytes.get(content, at, control + 1);
                at += control + 1;
            } else {
                int length = control >> 5;
                length += 2 + (length == 7 ? bytes.get() & 0xff : 0);
                int from = at - ((control & 0x1f) << 8) - (bytes.get() & 0xff) - 1;
                // Byte by byte: what is copied may reach into what it makes.
                for (int i = 0; i < length; i++) {
                    content[at++] = content[from++];
                }
            }
        }
        if (bytes.position() != end || at != content.length) {
            throw new CommandError("ERR Bad data format");
        }
    }
}
