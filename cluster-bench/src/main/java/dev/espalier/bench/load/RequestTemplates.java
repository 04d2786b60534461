package dev.espalier.bench.load;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One connection's GET and SET commands, encoded once: a request changes the digits of the key and of the value's stamp
 * in place and copies the whole, which costs less than encoding it.
 */
final class RequestTemplates {
    private final byte[] get;
    private final byte[] set;
    private final int digits;
    private final int getDigitsAt;
    private final int setDigitsAt;
    private final int valueAt;
    private final boolean stamped;

    RequestTemplates(KeySpace keys, int valueBytes, int run) {
        digits = keys.digits();
        stamped = valueBytes >= ValueStamp.BYTES;
        byte[] value = new byte[valueBytes];
        Arrays.fill(value, (byte) '.');
        if (stamped) {
            ValueStamp.write(run, 0, value, 0);
        }
        String keyArgument = "$" + keys.length() + "\r\n" + keys.prefix();
        String digitsHere = "0".repeat(digits);
        String getHead = "*2\r\n$3\r\nGET\r\n" + keyArgument;
        getDigitsAt = getHead.length();
        get = (getHead + digitsHere + "\r\n").getBytes(StandardCharsets.US_ASCII);
        String setHead = "*3\r\n$3\r\nSET\r\n" + keyArgument;
        setDigitsAt = setHead.length();
        String beforeValue = setHead + digitsHere + "\r\n$" + valueBytes + "\r\n";
        valueAt = beforeValue.length();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(beforeValue.getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(value);
        all.writeBytes(new byte[] {'\r', '\n'});
        set = all.toByteArray();
    }

    /** Bytes of the longer of the two requests. */
    int bytesMax() {
        return Math.max(get.length, set.length);
    }

    void writeGet(int key, ByteBuf out) {
        KeySpace.writeDigits(key, get, getDigitsAt, digits);
        out.writeBytes(get);
    }

    /** Writes a put whose value is stamped with {@code number}, if values are long enough for stamps. */
    void writePut(int key, long number, ByteBuf out) {
        KeySpace.writeDigits(key, set, setDigitsAt, digits);
        if (stamped) {
            ValueStamp.writeNumber(number, set, valueAt);
        }
        out.writeBytes(set);
    }
}
