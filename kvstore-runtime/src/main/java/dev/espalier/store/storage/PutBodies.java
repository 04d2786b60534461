package dev.espalier.store.storage;

import dev.espalier.core.PayloadReader;
import java.util.List;

/**
 * Bodies of own puts with consecutive numbers, each as {@link dev.espalier.store.engine.PutMessage#encodeBody} gives it, packed
 * one behind the other in one array, so that many of them are copied at once. Never changes.
 */
public final class PutBodies {
    /** None at all. */
    public static final PutBodies NONE = new PutBodies(new byte[0], new int[0], 0, 0);

    private final byte[] data;

    /** Where each body of the array ends. */
    private final int[] ends;

    private final int first;
    private final int count;

    /** The bodies of {@code data} from place {@code first} on, {@code count} of them, of which {@code ends} tells where they end. */
    PutBodies(byte[] data, int[] ends, int first, int count) {
        this.data = data;
        this.ends = ends;
        this.first = first;
        this.count = count;
    }

    /** Packs copies of {@code bodies}, in their order. */
    public static PutBodies of(List<byte[]> bodies) {
        int[] ends = new int[bodies.size()];
        int bytes = 0;
        for (int place = 0; place < ends.length; place++) {
            bytes = Math.addExact(bytes, bodies.get(place).length);
            ends[place] = bytes;
        }
        byte[] data = new byte[bytes];
        for (int place = 0; place < ends.length; place++) {
            byte[] body = bodies.get(place);
            System.arraycopy(body, 0, data, ends[place] - body.length, body.length);
        }
        return new PutBodies(data, ends, 0, ends.length);
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** How long all are together, in bytes. */
    public int bytes() {
        return bytes(0, count);
    }

    /** How long those from place {@code from}, counted from 0, to before {@code end} are together, in bytes. */
    public int bytes(int from, int end) {
        return offset(end) - offset(from);
    }

    /** How long the longest is, in bytes; 0 when there is none. */
    public int longest() {
        int longest = 0;
        for (int place = 0; place < count; place++) {
            longest = Math.max(longest, bytes(place, place + 1));
        }
        return longest;
    }

    /** Where in {@link #shared} the body at {@code place} begins; for the place behind the last, where that one ends. */
    public int offset(int place) {
        int at = first + place;
        return at == 0 ? 0 : ends[at - 1];
    }

    /** What the bodies are in, with others perhaps: not to be written to. */
    public byte[] shared() {
        return data;
    }

    /** Reads the body at {@code place}. */
    public PayloadReader reader(int place) {
        return new PayloadReader(data, offset(place), bytes(place, place + 1));
    }
}
