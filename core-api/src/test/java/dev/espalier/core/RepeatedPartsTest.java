package dev.espalier.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is read, or written, again is what was read or written last at the same place, and nothing else. */
class RepeatedPartsTest {
    private final RepeatedParts parts = new RepeatedParts();

    private Bytes read(int place, byte... payload) {
        PayloadReader in = new PayloadReader(payload, parts);
        Bytes again = in.readAgain(place);
        Bytes value = again != null ? again : in.keep(place, in.position(), in.readBytes());
        in.expectEnd();
        return value;
    }

    @Test
    void theSameBytesGiveTheSameObject() {
        Bytes first = read(0, (byte) 2, (byte) 5, (byte) 6);
        assertThat(read(0, (byte) 2, (byte) 5, (byte) 6)).isSameAs(first);
        assertThat(read(0, (byte) 2, (byte) 5, (byte) 7)).isEqualTo(Bytes.wrap(new byte[] {5, 7}));
        assertThat(read(0, (byte) 2, (byte) 5, (byte) 6)).isEqualTo(first).isNotSameAs(first);
    }

    @Test
    void placesAreApart() {
        Bytes first = read(0, (byte) 1, (byte) 5);
        Bytes other = read(3, (byte) 1, (byte) 5);
        assertThat(other).isNotSameAs(first);
        assertThat(read(2, (byte) 1, (byte) 5)).isNotSameAs(first).isNotSameAs(other);
        assertThat(read(0, (byte) 1, (byte) 5)).isSameAs(first);
        assertThat(read(3, (byte) 1, (byte) 5)).isSameAs(other);
    }

    @Test
    void bytesBehindTheEndAreNotTaken() {
        Bytes first = read(0, (byte) 2, (byte) 5, (byte) 6);
        PayloadReader in = new PayloadReader(new byte[] {2, 5}, parts);
        assertThat((Object) in.readAgain(0)).isNull();
        assertThat(in.position()).isZero();
        assertThat(first.length()).isEqualTo(2);
    }

    @Test
    void aLongPartIsNotKept() {
        PayloadWriter out = new PayloadWriter();
        out.writeBytes(Bytes.wrap(new byte[RepeatedParts.BYTES_MAX]));
        read(0, (byte) 1, (byte) 5);
        Bytes first = read(0, out.toByteArray());
        assertThat(read(0, out.toByteArray())).isEqualTo(first).isNotSameAs(first);
        assertThat(parts.value(0)).isNull();
    }

    @Test
    void theSameObjectIsWrittenAsBefore() {
        PayloadWriter out = new PayloadWriter();
        Bytes value = Bytes.utf8("value");
        assertThat(out.writeAgain(1, value)).isFalse();
        out.writeByte(9);
        out.writeBytes(value);
        out.keep(1, 1, value);
        byte[] once = out.toByteArray();
        out.reset();
        out.writeByte(9);
        assertThat(out.writeAgain(0, value)).isFalse();
        assertThat(out.writeAgain(1, Bytes.utf8("value"))).isFalse();
        assertThat(out.writeAgain(1, value)).isTrue();
        assertThat(out.toByteArray()).isEqualTo(once);
    }
}
