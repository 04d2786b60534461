package dev.espalier.store.resp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.espalier.core.Bytes;
import io.netty.buffer.ByteBuf;

/** Writes replies in the version of the protocol that the connection speaks. */
public final class ReplyWriter {
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] OK = "+OK\r\n".getBytes(UTF_8);
    private static final byte[] PONG = "+PONG\r\n".getBytes(UTF_8);
    private static final byte[] NULL_2 = "$-1\r\n".getBytes(UTF_8);
    private static final byte[] NULL_ARRAY_2 = "*-1\r\n".getBytes(UTF_8);
    private static final byte[] TRUE_3 = "#t\r\n".getBytes(UTF_8);
    private static final byte[] FALSE_3 = "#f\r\n".getBytes(UTF_8);
    private static final byte[] NULL_3 = "_\r\n".getBytes(UTF_8);

    private final ByteBuf out;
    private final int version;

    /**
     * @param out where replies go
     * @param version 2 or 3
     */
    public ReplyWriter(ByteBuf out, int version) {
        this.out = out;
        this.version = version;
    }

    /** A writer to the same place in another version. */
    public ReplyWriter inVersion(int other) {
        return other == version ? this : new ReplyWriter(out, other);
    }

    /** The plain success. */
    public void ok() {
        out.writeBytes(OK);
    }

    /** The answer to a ping. */
    public void pong() {
        out.writeBytes(PONG);
    }

    /** A short text without line ends. */
    public void simple(String text) {
        out.writeByte('+');
        out.writeBytes(oneLine(text));
        out.writeBytes(CRLF);
    }

    /** An error whose first word is its code. */
    public void error(String codeAndMessage) {
        out.writeByte('-');
        out.writeBytes(oneLine(codeAndMessage));
        out.writeBytes(CRLF);
    }

    /** A whole number. */
    public void integer(long value) {
        header(':', value);
    }

    /** Any bytes. */
    public void bulk(Bytes value) {
        header('$', value.length());
        out.writeBytes(value.shared());
        out.writeBytes(CRLF);
    }

    /** The bytes of {@code value} from {@code offset} on. */
    public void bulk(Bytes value, int offset) {
        bulk(value, offset, value.length() - offset);
    }

    /** {@code length} bytes of {@code value} from {@code offset} on. */
    public void bulk(Bytes value, int offset, int length) {
        header('$', length);
        out.writeBytes(value.shared(), offset, length);
        out.writeBytes(CRLF);
    }

    /** A text as UTF-8 bytes. */
    public void bulk(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        header('$', bytes.length);
        out.writeBytes(bytes);
        out.writeBytes(CRLF);
    }

    /** A text to be shown as it is: verbatim in version 3, bulk in version 2. */
    public void verbatim(String text) {
        if (version < 3) {
            bulk(text);
        } else {
            byte[] bytes = text.getBytes(UTF_8);
            header('=', bytes.length + 4L);
            out.writeBytes("txt:".getBytes(UTF_8));
            out.writeBytes(bytes);
            out.writeBytes(CRLF);
        }
    }

    /** Nothing, where a value might be. */
    public void nil() {
        out.writeBytes(version < 3 ? NULL_2 : NULL_3);
    }

    /** Nothing, where an array might be. */
    public void nilArray() {
        out.writeBytes(version < 3 ? NULL_ARRAY_2 : NULL_3);
    }

    /** Begins a message of {@code size} replies that answers no command; an array in version 2. */
    public void push(int size) {
        header(version < 3 ? '*' : '>', size);
    }

    /** A fraction: a double in version 3, its digits as bulk in version 2. */
    public void fraction(double value) {
        String text = Double.toString(value);
        if (version < 3) {
            bulk(text);
        } else {
            out.writeByte(',');
            out.writeBytes(text.getBytes(UTF_8));
            out.writeBytes(CRLF);
        }
    }

    /** Yes or no: a boolean in version 3, 1 or 0 in version 2. */
    public void bool(boolean value) {
        if (version < 3) {
            integer(value ? 1 : 0);
        } else {
            out.writeBytes(value ? TRUE_3 : FALSE_3);
        }
    }

    /** A whole number of any size, in its digits; bulk in version 2. */
    public void bigNumber(String digits) {
        if (version < 3) {
            bulk(digits);
        } else {
            out.writeByte('(');
            out.writeBytes(digits.getBytes(UTF_8));
            out.writeBytes(CRLF);
        }
    }

    /** Begins attributes of the next reply, {@code pairs} times two replies; there are none in version 2. */
    public void attribute(int pairs) {
        header('|', pairs);
    }

    /** Begins an array of {@code size} replies. */
    public void array(int size) {
        header('*', size);
    }

    /** Begins a set of {@code size} replies; an array in version 2. */
    public void set(int size) {
        header(version < 3 ? '*' : '~', size);
    }

    /** Begins a map of {@code pairs} times two replies; a flat array in version 2. */
    public void map(int pairs) {
        header(version < 3 ? '*' : '%', version < 3 ? 2L * pairs : pairs);
    }

    private void header(char type, long number) {
        out.writeByte(type);
        if (number >= 0 && number < 10) {
            out.writeByte('0' + (int) number);
        } else {
            out.writeCharSequence(Long.toString(number), UTF_8);
        }
        out.writeBytes(CRLF);
    }

    private static byte[] oneLine(String text) {
        return text.replace('\r', ' ').replace('\n', ' ').getBytes(UTF_8);
    }
}
