package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import dev.espalier.store.resp.ReplyWriter;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some of a command's keys and what becomes of what they hold, in the words of Redis's key specifications: {@code RO},
 * {@code RW}, {@code OW} or {@code RM}, then any of {@code access}, {@code update}, {@code insert}, {@code delete}.
 *
 * @param positions where they are
 * @param flags what may become of them, whatever the other arguments are
 * @param inCall the same for given arguments, where it depends on them; {@code null} where it does not
 */
record KeySpec(
        CommandSpec.KeyPositions positions,
        List<String> flags,
        @Nullable Function<List<Bytes>, List<String>> inCall) {
    static final List<String> READ = List.of("RO", "access");
    static final List<String> REPLACED = List.of("OW", "update");
    static final List<String> READ_AND_REPLACED = List.of("RW", "access", "update");

    /** The flag of what is a channel. */
    static final String CHANNEL = "not_key";

    /** A key among the arguments of a call. */
    record Use(Bytes key, List<String> flags) {
        /** Whether what the key holds is told or copied. */
        boolean reads() {
            return flags.contains("access");
        }

        /** Whether what the key holds is changed. */
        boolean writes() {
            return flags.contains("update") || flags.contains("insert") || flags.contains("delete");
        }
    }

    static KeySpec of(CommandSpec.KeyPositions positions, String... flags) {
        return new KeySpec(positions, List.of(flags), null);
    }

    /** Whether these are channels rather than keys. */
    boolean isOfChannels() {
        return flags.contains(CHANNEL);
    }

    /** The keys among {@code arguments}. */
    List<Use> uses(List<Bytes> arguments) {
        List<String> now = inCall == null ? flags : inCall.apply(arguments);
        return positions.of(arguments).stream().map(key -> new Use(key, now)).toList();
    }

    /** As COMMAND tells it. */
    void write(ReplyWriter reply) {
        int last = positions.last() < 0 ? positions.last() : positions.last() - positions.first();
        reply.map(3);
        reply.bulk("flags");
        reply.set(flags.size() + (inCall == null ? 0 : 1));
        flags.forEach(reply::simple);
        if (inCall != null) {
            reply.simple("variable_flags");
        }
        reply.bulk("begin_search");
        reply.map(2);
        reply.bulk("type");
        reply.bulk("index");
        reply.bulk("spec");
        reply.map(1);
        reply.bulk("index");
        reply.integer(positions.first());
        reply.bulk("find_keys");
        reply.map(2);
        reply.bulk("type");
        reply.bulk("range");
        reply.bulk("spec");
        reply.map(3);
        reply.bulk("lastkey");
        reply.integer(last);
        reply.bulk("keystep");
        reply.integer(positions.step());
        reply.bulk("limit");
        reply.integer(0);
    }
}
