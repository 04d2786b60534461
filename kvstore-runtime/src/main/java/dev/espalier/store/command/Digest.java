package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import dev.espalier.store.keyspace.StoredValue;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Redis's DEBUG DIGEST: the same for the same keys, values and databases, in whatever order they come, here and there. */
final class Digest {
    private static final int TYPE_STRING = 0;

    private final MessageDigest sha1;
    private byte[] state;

    /** Of nothing. */
    Digest() {
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-1, which every Java has", e);
        }
        state = new byte[sha1.getDigestLength()];
    }

    /** Adds what comes in no order. */
    void add(byte[] content) {
        byte[] hash = sha1.digest(content);
        for (int i = 0; i < state.length; i++) {
            state[i] ^= hash[i];
        }
    }

    /** Adds what comes behind all before it. */
    void append(byte[] content) {
        add(content);
        state = sha1.digest(state);
    }

    void append(int number) {
        append(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }

    /** Adds what a key holds. */
    void append(StoredValue value) {
        append(TYPE_STRING);
        append(value.content().shared());
        if (value.deadline() != StoredValue.NEVER) {
            add(Bytes.utf8("!!expire!!").shared());
        }
    }

    byte[] bytes() {
        return state.clone();
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(state);
    }
}
