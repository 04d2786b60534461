package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.READ_MODIFY_WRITE;
import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.command.CommandSpec.KeyPositions;
import dev.espalier.store.keyspace.StoredValue;
import dev.espalier.store.resp.ReplyWriter;
import java.util.List;

/** DUMP and RESTORE: values as Redis writes them down. */
public final class ImageCommands {
    private final Keys keys;
    private final int valueBytesMax;

    /**
     * @param valueBytesMax longest value in bytes
     */
    public ImageCommands(Keys keys, int valueBytesMax) {
        this.keys = keys;
        this.valueBytesMax = valueBytesMax;
    }

    /** Adds these commands to {@code table}. */
    public void addTo(CommandTable table) {
        table.add(named("dump", 2)
                .group("generic")
                .keys(KeyPositions.ONE)
                .flags("readonly")
                .syntax("key")
                .summary("Give a value in the form that RESTORE takes, here and at Redis.")
                .answers((session, arguments, reply) -> {
                    StoredValue value = keys.find(arguments.get(1));
                    if (value == null) {
                        reply.nil();
                    } else {
                        reply.bulk(ValueImage.of(value));
                    }
                }));
        table.add(named("restore", -4)
                .group("generic")
                .keys(KeyPositions.ONE, "OW", "update")
                .flags("write", "denyoom", READ_MODIFY_WRITE)
                .categories("dangerous")
                .syntax("key ttl serialized-value [REPLACE] [ABSTTL] [IDLETIME seconds] [FREQ frequency]")
                .summary("Set a key to a value that DUMP gave, here or at Redis.")
                .meaning("Without REPLACE: " + StringCommands.lowerFirst(StringCommands.CONDITION))
                .answers(this::restore));
    }

    private void restore(Session session, List<Bytes> arguments, ReplyWriter reply) {
        boolean replace = false;
        boolean absolute = false;
        boolean idle = false;
        boolean frequency = false;
        for (int i = 4; i < arguments.size(); i++) {
            Bytes option = arguments.get(i);
            boolean more = i + 1 < arguments.size();
            if (Arguments.is(option, "replace")) {
                replace = true;
            } else if (Arguments.is(option, "absttl")) {
                absolute = true;
            } else if (Arguments.is(option, "idletime") && more && !frequency) {
                idle = true;
                if (Arguments.integer(arguments.get(++i)) < 0) {
                    throw new CommandError("ERR Invalid IDLETIME value, must be >= 0");
                }
            } else if (Arguments.is(option, "freq") && more && !idle) {
                frequency = true;
                long given = Arguments.integer(arguments.get(++i));
                if (given < 0 || given > 255) {
                    throw new CommandError("ERR Invalid FREQ value, must be >= 0 and <= 255");
                }
            } else {
                throw CommandError.syntax();
            }
        }
        Bytes key = arguments.get(1);
        boolean exists = keys.exists(key);
        if (exists && !replace) {
            throw new CommandError("BUSYKEY Target key name already exists.");
        }
        long millis = Arguments.integer(arguments.get(2));
        if (millis < 0) {
            throw new CommandError("ERR Invalid TTL value, must be >= 0");
        }
        Bytes content = ValueImage.read(arguments.get(3), valueBytesMax);
        long deadline = millis == 0 ? StoredValue.NEVER : absolute ? millis : millis + keys.now();
        if (deadline != StoredValue.NEVER && deadline <= keys.now()) {
            if (exists) {
                keys.delete(key, "del");
            }
        } else {
            keys.put(key, content, deadline, KeyEvents.GENERIC, "restore");
        }
        reply.ok();
    }
}
