package dev.espalier.store.swap;

import dev.espalier.core.Bytes;
import dev.espalier.core.MalformedPayloadException;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What nodes tell each other in an epoch. Each message begins with its code and the identity of the attempt. */
sealed interface EpochMessage {
    /** Identifies the attempt. */
    long id();

    /**
     * The leader: hold puts, to go on with that core.
     *
     * @param number the epoch's number
     * @param limitMillis how long it may take until every node is prepared
     */
    record Propose(long id, long number, String core, String hash, long limitMillis) implements EpochMessage {}

    /**
     * A member: puts are held, and all own ones are durable.
     *
     * @param lastPut the last own put
     * @param time where the clock of the keys stands still, in milliseconds since 1970
     */
    record Ready(long id, long lastPut, long time) implements EpochMessage {}

    /** A member cannot go along. */
    record Refuse(long id, String reason) implements EpochMessage {}

    /**
     * The leader: apply all these puts, then hand over what holds a value beyond {@code time}.
     *
     * @param lastPuts the last put of each node
     */
    record Cut(long id, Map<NodeId, Long> lastPuts, long time) implements EpochMessage {}

    /**
     * A member: the new state is on the disk.
     *
     * @param digest of all that was handed over
     */
    record Prepared(long id, Bytes digest, long keys) implements EpochMessage {}

    /** The epoch counts. */
    record Commit(long id) implements EpochMessage {}

    /** The epoch does not count. */
    record Abort(long id, String reason) implements EpochMessage {}

    /** A member that has prepared: what became of it? */
    record Ask(long id, long number) implements EpochMessage {}

    /** The message as it travels. */
    default Bytes encode() {
        PayloadWriter out = new PayloadWriter();
        switch (this) {
            case Propose propose -> {
                begin(1, out);
                out.writeNatural(propose.number());
                text(propose.core(), out);
                text(propose.hash(), out);
                out.writeNatural(propose.limitMillis());
            }
            case Ready ready -> {
                begin(2, out);
                out.writeNatural(ready.lastPut());
                out.writeNatural(ready.time());
            }
            case Refuse refuse -> {
                begin(3, out);
                text(refuse.reason(), out);
            }
            case Cut cut -> {
                begin(4, out);
                out.writeNatural(cut.lastPuts().size());
                cut.lastPuts().forEach((node, last) -> {
                    out.writeNodeId(node);
                    out.writeNatural(last);
                });
                out.writeNatural(cut.time());
            }
            case Prepared prepared -> {
                begin(5, out);
                out.writeBytes(prepared.digest());
                out.writeNatural(prepared.keys());
            }
            case Commit commit -> begin(6, out);
            case Abort abort -> {
                begin(7, out);
                text(abort.reason(), out);
            }
            case Ask ask -> {
                begin(8, out);
                out.writeNatural(ask.number());
            }
        }
        return Bytes.wrap(out.toByteArray());
    }

    private void begin(int code, PayloadWriter out) {
        out.writeByte(code);
        out.writeNatural(id());
    }

    private static void text(String text, PayloadWriter out) {
        out.writeBytes(Bytes.utf8(text));
    }

    private static String text(PayloadReader in) {
        return new String(in.readBytes().shared(), StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #encode} gave.
     *
     * @throws MalformedPayloadException if the bytes are not such a message
     */
    static EpochMessage decode(Bytes bytes) {
        PayloadReader in = new PayloadReader(bytes.shared());
        int code = in.readByte();
        long id = in.readNatural();
        EpochMessage message = switch (code) {
            case 1 -> new Propose(id, in.readNatural(), text(in), text(in), in.readNatural());
            case 2 -> new Ready(id, in.readNatural(), in.readNatural());
            case 3 -> new Refuse(id, text(in));
            case 4 -> cut(id, in);
            case 5 -> new Prepared(id, in.readBytes(), in.readNatural());
            case 6 -> new Commit(id);
            case 7 -> new Abort(id, text(in));
            case 8 -> new Ask(id, in.readNatural());
            default -> throw in.malformed("a message of unknown code " + code);
        };
        in.expectEnd();
        return message;
    }

    private static Cut cut(long id, PayloadReader in) {
        Map<NodeId, Long> lastPuts = new TreeMap<>();
        for (long left = in.readNatural(); left > 0; left--) {
            if (lastPuts.put(in.readNodeId(), in.readNatural()) != null) {
                throw in.malformed("a node named twice");
            }
        }
        return new Cut(id, lastPuts, in.readNatural());
    }
}
