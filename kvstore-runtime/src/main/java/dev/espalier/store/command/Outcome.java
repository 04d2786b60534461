package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import dev.espalier.store.keyspace.NumberedKeys;
import dev.espalier.store.resp.ReplyWriter;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What became of a command. */
public sealed interface Outcome {
    /** It was carried out, or refused, and replied. */
    Outcome DONE = new Done();

    /** It replied, and the connection is to be closed. */
    Outcome CLOSE = new Close();

    /** The longest wait there is: as long as the connection lasts. */
    long WITHOUT_LIMIT = Long.MAX_VALUE;

    /** See {@link #DONE}. */
    record Done() implements Outcome {}

    /** See {@link #CLOSE}. */
    record Close() implements Outcome {}

    /**
     * It did and replied nothing and is to be tried again.
     *
     * @param isRead it waits for a put that makes its read possible, perhaps only until the next one: it is to be tried
     *     after each; anything else is tried once an iteration of the event loop
     * @param worthTrying whether another try may get further; cheap to ask
     * @param limitMillis how long to wait at most, 0 for the node's limit
     * @param timedOut writes the reply if the wait ends without success
     */
    record Wait(boolean isRead, BooleanSupplier worthTrying, long limitMillis, Consumer<ReplyWriter> timedOut)
            implements Outcome {
        /** A read of {@code key} whose dependencies are not in yet. */
        static Wait forRead(Bytes key, long limitMillis) {
            return new Wait(
                    true,
                    () -> true,
                    0,
                    reply -> reply.error(
                            "ERR timed out waiting for dependencies of key " + NumberedKeys.name(key) + ": after "
                                    + limitMillis + " ms a put that this node's clients depend on has not arrived; "
                                    + "see INFO replication for the state of the links"));
        }
    }
}
