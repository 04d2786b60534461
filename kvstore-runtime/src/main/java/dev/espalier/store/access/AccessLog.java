package dev.espalier.store.access;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** What was refused lately, newest first; the same within a minute is one entry. */
public final class AccessLog {
    private static final int LENGTH_DEFAULT = 128;
    private static final long TOGETHER_MILLIS = 60_000;

    /**
     * What was refused.
     *
     * @param reason {@code command}, {@code key}, {@code channel} or {@code auth}
     * @param context {@code toplevel} or {@code multi}
     * @param object name of the command, key or channel
     * @param user name of who was refused
     * @param clientInfo the connection, as CLIENT INFO shows it
     * @param sinceMillis when it first was, in milliseconds since the epoch
     * @param count how often
     */
    public record Entry(
            String reason,
            String context,
            String object,
            String user,
            String clientInfo,
            long sinceMillis,
            long count) {
        private boolean isAbout(Entry other) {
            return reason.equals(other.reason)
                    && context.equals(other.context)
                    && object.equals(other.object)
                    && user.equals(other.user)
                    && other.sinceMillis - sinceMillis <= TOGETHER_MILLIS;
        }

        private Entry andAgain(Entry last) {
            return new Entry(reason, context, object, user, last.clientInfo, last.sinceMillis, count + 1);
        }
    }

    private final Deque<Entry> entries = new ArrayDeque<>();
    private int lengthMax = LENGTH_DEFAULT;

    /** Adds an entry, or counts it with one that says the same. */
    public void add(Entry entry) {
        Entry added = entry;
        for (Iterator<Entry> held = entries.iterator(); held.hasNext(); ) {
            Entry earlier = held.next();
            if (earlier.isAbout(entry)) {
                held.remove();
                added = earlier.andAgain(entry);
                break;
            }
        }
        entries.addFirst(added);
        shorten();
    }

    /** The newest entries, {@code most} at most. */
    public List<Entry> newest(long most) {
        return entries.stream().limit(most).toList();
    }

    /** Forgets all entries. */
    public void clear() {
        entries.clear();
    }

    /** How many entries are kept. */
    public int lengthMax() {
        return lengthMax;
    }

    /** Sets how many entries are kept. */
    public void lengthMax(int length) {
        lengthMax = length;
        shorten();
    }

    private void shorten() {
        while (entries.size() > lengthMax) {
            entries.removeLast();
        }
    }
}
