package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import dev.espalier.store.keyspace.StoredValue;
import java.util.List;

/**
 * The options of SET and of GETEX.
 *
 * @param condition {@code NX}, {@code XX} or empty
 * @param get whether the old value is the reply
 * @param keepDeadline KEEPTTL
 * @param persist PERSIST, of GETEX alone
 * @param unit {@code EX}, {@code PX}, {@code EXAT}, {@code PXAT}, or empty
 * @param time the number behind the unit
 */
record SetOptions(String condition, boolean get, boolean keepDeadline, boolean persist, String unit, Bytes time) {

    /** Reads the options of SET from argument {@code from} on. */
    static SetOptions ofSet(List<Bytes> arguments, int from) {
        return of(arguments, from, true);
    }

    /** Reads the options of GETEX from argument {@code from} on. */
    static SetOptions ofGetEx(List<Bytes> arguments, int from) {
        return of(arguments, from, false);
    }

    private static SetOptions of(List<Bytes> arguments, int from, boolean set) {
        String condition = "";
        boolean get = false;
        boolean keep = false;
        boolean persist = false;
        String unit = "";
        Bytes time = Bytes.EMPTY;
        for (int i = from; i < arguments.size(); i++) {
            String option = Arguments.lowerCase(arguments.get(i));
            boolean deadlineFree = unit.isEmpty() && !keep && !persist;
            switch (option) {
                case "nx", "xx" -> {
                    require(set && (condition.isEmpty() || condition.equals(option)));
                    condition = option;
                }
                case "get" -> {
                    require(set);
                    get = true;
                }
                case "keepttl" -> {
                    require(set && unit.isEmpty());
                    keep = true;
                }
                case "persist" -> {
                    require(!set && unit.isEmpty());
                    persist = true;
                }
                case "ex", "px", "exat", "pxat" -> {
                    require((deadlineFree || unit.equals(option)) && i + 1 < arguments.size());
                    unit = option;
                    time = arguments.get(++i);
                }
                default -> throw CommandError.syntax();
            }
        }
        return new SetOptions(condition, get, keep, persist, unit, time);
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw CommandError.syntax();
        }
    }

    /**
     * From when on the value is no more; {@link StoredValue#NEVER} when no unit is given.
     *
     * @param command for the error
     */
    long deadline(long now, String command) {
        return unit.isEmpty() ? StoredValue.NEVER : deadline(time, unit, now, command);
    }

    /** The deadline that {@code time} in {@code unit} is, which must be positive. */
    static long deadline(Bytes time, String unit, long now, String command) {
        long value = Arguments.integer(time);
        boolean seconds = unit.startsWith("e");
        long millis = seconds ? value * 1000 : value;
        boolean relative = !unit.endsWith("at");
        if (value <= 0
                || (seconds && value > Long.MAX_VALUE / 1000)
                || (relative && millis > Long.MAX_VALUE - 1 - now)) {
            throw invalidExpireTime(command);
        }
        return relative ? now + millis : Math.min(millis, Long.MAX_VALUE - 1);
    }

    static CommandError invalidExpireTime(String command) {
        return new CommandError("ERR invalid expire time in '" + command + "' command");
    }
}
