package dev.espalier.bench.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One connection's GET, SET, DEL and MGET commands, encoded once: a request changes the digits of the key and of the value's
 * stamp in place and copies the whole, which costs less than encoding it.
 */
final class RequestTemplates {
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] SCAN = "\r\n$4\r\nMGET\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH_DIGITS_MAX = 10;

    private final byte[] get;
    private final byte[] set;
    private final byte[] delete;
    private final byte[] scanned;
    private final byte[] value;
    private final int digits;
    private final int getDigitsAt;
    private final int setDigitsAt;
    private final int deleteDigitsAt;
    private final int scannedDigitsAt;
    private final boolean stamped;

    RequestTemplates(KeySpace keys, ValueSizes sizes, int run) {
        digits = keys.digits();
        stamped = sizes.min() >= ValueStamp.BYTES;
        value = new byte[sizes.max()];
        Arrays.fill(value, (byte) '.');
        if (stamped) {
            ValueStamp.write(run, 0, value, 0);
        }
        String keyArgument = "$" + keys.length() + "\r\n" + keys.prefix();
        String digitsAndEnd = "0".repeat(digits) + "\r\n";
        String getHead = "*2\r\n$3\r\nGET\r\n" + keyArgument;
        getDigitsAt = getHead.length();
        get = (getHead + digitsAndEnd).getBytes(StandardCharsets.US_ASCII);
        String setHead = "*3\r\n$3\r\nSET\r\n" + keyArgument;
        setDigitsAt = setHead.length();
        set = (setHead + digitsAndEnd + "$").getBytes(StandardCharsets.US_ASCII);
        String deleteHead = "*2\r\n$3\r\nDEL\r\n" + keyArgument;
        deleteDigitsAt = deleteHead.length();
        delete = (deleteHead + digitsAndEnd).getBytes(StandardCharsets.US_ASCII);
        scannedDigitsAt = keyArgument.length();
        scanned = (keyArgument + digitsAndEnd).getBytes(StandardCharsets.US_ASCII);
    }

    /** Bytes of the longest request that is about one key. */
    int bytesMax() {
        return set.length + LENGTH_DIGITS_MAX + value.length + 2 * LINE_END.length;
    }

    void writeGet(int key, ByteBuf out) {
        KeySpace.writeDigits(key, get, getDigitsAt, digits);
        out.writeBytes(get);
    }

    /** Writes a scan of {@code count} keys from {@code key} on. */
    void writeScan(int key, int count, ByteBuf out) {
        out.writeByte('*');
        writeDecimal(count + 1, out);
        out.writeBytes(SCAN);
        for (int i = 0; i < count; i++) {
            KeySpace.writeDigits(key + i, scanned, scannedDigitsAt, digits);
            out.writeBytes(scanned);
        }
    }

    void writeDelete(int key, ByteBuf out) {
        KeySpace.writeDigits(key, delete, deleteDigitsAt, digits);
        out.writeBytes(delete);
    }

    /** Writes a put of {@code bytes} bytes, stamped with {@code number} if values are long enough for stamps. */
    void writePut(int key, long number, int bytes, ByteBuf out) {
        KeySpace.writeDigits(key, set, setDigitsAt, digits);
        if (stamped) {
            ValueStamp.writeNumber(number, value, 0);
        }
        out.writeBytes(set);
        writeDecimal(bytes, out);
        out.writeBytes(LINE_END);
        out.writeBytes(value, 0, bytes);
        out.writeBytes(LINE_END);
    }

    private static void writeDecimal(int number, ByteBuf out) {
        int unit = 1;
        while (unit <= number / 10) {
            unit *= 10;
        }
        for (; unit > 0; unit /= 10) {
            out.writeByte('0' + number / unit % 10);
        }
    }
}
