package dev.espalier.store.storage;

import dev.espalier.core.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys that hold a value, as durable as the state that they belong to: whoever knows them tells this index, and asks it
 * after a start.
 */
public interface KeptKeys {
    /** The deadline of a value that stays. */
    long NEVER = Long.MAX_VALUE;

    /**
     * A key and until when it holds its value.
     *
     * @param deadline milliseconds since the epoch, or {@link #NEVER}
     */
    record KeptKey(Bytes key, long deadline) {}

    /** From now on {@code key} holds a value until {@code deadline}. */
    void holds(Bytes key, long deadline);

    /** From now on {@code key} holds nothing. */
    void gone(Bytes key);

    /**
     * At most {@code most} keys, in the order of their bytes, beginning behind {@code after}; what the present tick did to
     * them is seen.
     *
     * @param after {@code null} for the first keys
     * @throws UnreadableStateException if they cannot be read
     */
    List<KeptKey> from(@Nullable Bytes after, int most);
}
