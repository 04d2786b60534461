package dev.espalier.store.keyspace;

import dev.espalier.core.Bytes;
import java.util.Arrays;

/**
 * Redis's numbered databases: a key of database 0 is a key of the replicas as it is, and one of another database a key of
 * theirs with the number in front. So the databases share clocks, order and all that is promised, and take no more than
 * these bytes. What a client's key in database 0 looks like does not matter: one that begins as those of the others do gets
 * the number 0 in front.
 */
public final class NumberedKeys {
    /** How many databases there are. */
    public static final int DATABASES = 16;

    private static final byte[] MARK = Bytes.utf8("\0espalier@").toByteArray();
    private static final int PREFIX_BYTES = MARK.length + 1;

    private NumberedKeys() {}

    /** What replicas call {@code name} of {@code database}. */
    public static Bytes key(int database, Bytes name) {
        if (database == 0 && !isMarked(name)) {
            return name;
        }
        byte[] key = Arrays.copyOf(MARK, PREFIX_BYTES + name.length());
        key[MARK.length] = (byte) database;
        System.arraycopy(name.shared(), 0, key, PREFIX_BYTES, name.length());
        return Bytes.wrap(key);
    }

    /** The database that {@code key} of the replicas is of. */
    public static int database(Bytes key) {
        return isNumbered(key) ? key.at(MARK.length) : 0;
    }

    /** What clients call {@code key} of the replicas. */
    public static Bytes name(Bytes key) {
        return isNumbered(key) ? Bytes.wrap(Arrays.copyOfRange(key.shared(), PREFIX_BYTES, key.length())) : key;
    }

    private static boolean isNumbered(Bytes key) {
        return key.length() >= PREFIX_BYTES
                && isMarked(key)
                && key.at(MARK.length) >= 0
                && key.at(MARK.length) < DATABASES;
    }

    private static boolean isMarked(Bytes key) {
        return key.length() >= MARK.length
                && key.at(0) == 0
                && Arrays.equals(key.shared(), 0, MARK.length, MARK, 0, MARK.length);
    }
}
