package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.keyspace.GlobPattern;
import dev.espalier.store.keyspace.NumberedKeys;
import dev.espalier.store.resp.ReplyWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The commands that look over all keys of this node. */
public final class ScanCommands {
    private static final String HERE = "The keys that have a value at this node now; others may have others yet.";
    private static final int DROPPED_BEFORE_COUNTING = 10_000;

    private final Keys keys;
    private final LiveSettings settings;
    private final RandomGenerator random = RandomGenerator.getDefault();

    public ScanCommands(Keys keys, LiveSettings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    /** Adds these commands to {@code table}. */
    public void addTo(CommandTable table) {
        table.add(named("scan", -2)
                .group("generic")
                .flags("readonly")
                .syntax("cursor [MATCH pattern] [COUNT count] [TYPE type]")
                .summary("Walk over the keys step by step.")
                .meaning(HERE + " A key that is there from the first step to the last is given at least once.")
                .answers(this::scan));
        table.add(named("keys", 2)
                .group("generic")
                .flags("readonly")
                .categories("dangerous")
                .syntax("pattern")
                .summary("List the keys that match.")
                .meaning(HERE)
                .answers(this::list));
        table.add(named("randomkey", 1)
                .group("generic")
                .flags("readonly")
                .summary("Give any key.")
                .meaning(HERE)
                .answers((session, arguments, reply) -> {
                    Bytes key = keys.keyspace().random(session.state().database(), random);
                    if (key == null) {
                        reply.nil();
                    } else {
                        reply.bulk(NumberedKeys.name(key));
                    }
                }));
        table.add(named("dbsize", 1)
                .flags("readonly", "fast")
                .categories("keyspace")
                .summary("Count the keys.")
                .meaning(HERE)
                .answers((session, arguments, reply) -> {
                    if (settings.dropsExpired()) {
                        keys.keyspace().dropExpired(DROPPED_BEFORE_COUNTING);
                    }
                    // Has the keys counted that can be read only now.
                    keys.store().size();
                    reply.integer(keys.keyspace().size(session.state().database()));
                }));
    }

    private void scan(Session session, List<Bytes> arguments, ReplyWriter reply) {
        long cursor = cursor(arguments.get(1));
        GlobPattern pattern = null;
        long count = 10;
        boolean strings = true;
        for (int i = 2; i < arguments.size(); i += 2) {
            Bytes option = arguments.get(i);
            boolean hasValue = i + 1 < arguments.size();
            if (hasValue && Arguments.is(option, "count")) {
                count = Arguments.integer(arguments.get(i + 1));
                if (count < 1) {
                    throw CommandError.syntax();
                }
            } else if (hasValue && Arguments.is(option, "match")) {
                pattern = new GlobPattern(arguments.get(i + 1));
            } else if (hasValue && Arguments.is(option, "type")) {
                strings = Arguments.is(arguments.get(i + 1), "string");
            } else {
                throw CommandError.syntax();
            }
        }
        List<Bytes> found = new ArrayList<>();
        GlobPattern wanted = pattern;
        boolean all = strings;
        // Redis bounds the buckets looked at in the same way, so that a call over many empty ones ends.
        long steps = count > Long.MAX_VALUE / 10 ? Long.MAX_VALUE : count * 10;
        long[] seen = {0};
        do {
            cursor = keys.keyspace().scan(session.state().database(), cursor, key -> {
                seen[0]++;
                Bytes name = NumberedKeys.name(key);
                if (all && matches(wanted, name)) {
                    found.add(name);
                }
            });
        } while (cursor != 0 && seen[0] < count && --steps > 0);
        reply.array(2);
        reply.bulk(Long.toUnsignedString(cursor));
        reply.array(found.size());
        found.forEach(reply::bulk);
    }

    private static long cursor(Bytes text) {
        if (text.length() == 0) {
            return 0;
        }
        try {
            return Long.parseUnsignedLong(Arguments.latin(text));
        } catch (NumberFormatException e) {
            throw new CommandError("ERR invalid cursor");
        }
    }

    private static boolean matches(@Nullable GlobPattern pattern, Bytes key) {
        return pattern == null || pattern.matches(key);
    }

    private void list(Session session, List<Bytes> arguments, ReplyWriter reply) {
        GlobPattern pattern = new GlobPattern(arguments.get(1));
        List<Bytes> found = new ArrayList<>();
        keys.keyspace().forEach(session.state().database(), key -> {
            Bytes name = NumberedKeys.name(key);
            if (pattern.matches(name)) {
                found.add(name);
            }
        });
        reply.array(found.size());
        found.forEach(reply::bulk);
    }
}
