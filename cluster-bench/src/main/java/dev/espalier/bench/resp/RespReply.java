package dev.espalier.bench.resp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** One whole RESP reply. */
public sealed interface RespReply {
    /** A status such as {@code OK}. */
    record Status(String text) implements RespReply {}

    /** An error, its text without the minus sign. */
    record Failure(String text) implements RespReply {}

    /** A number. */
    record IntegerNumber(long value) implements RespReply {}

    /** A byte string; the array is the reply's own. */
    @SuppressWarnings("ArrayRecordComponent") // equals and hashCode are by content
    record Bulk(byte[] content) implements RespReply {
        /** The content as UTF-8. */
        public String text() {
            return new String(content, StandardCharsets.UTF_8);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bulk that && Arrays.equals(content, that.content);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(content);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /** No value. */
    record Null() implements RespReply {
        @Override
        public String toString() {
            return "(absent)";
        }
    }

    /** An array of replies. */
    record Many(List<RespReply> elements) implements RespReply {
        public Many {
            elements = List.copyOf(elements);
        }
    }
}
