package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import dev.espalier.store.keyspace.Keyspace;
import dev.espalier.store.keyspace.NumberedKeys;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells who wants to know what happens to keys: transactions that watch them, and subscribers to Redis's keyspace
 * notifications. A command of this node's clients gives the event that Redis gives; a put of another node gives
 * {@code set} or {@code del} when it is applied here, since how it came about does not travel.
 */
public final class KeyEvents implements Keyspace.Listener {
    static final char GENERIC = 'g';
    static final char STRING = '$';
    static final char EXPIRED = 'x';
    static final char NEW = 'n';
    static final char MISSED = 'm';

    private static final String CLASSES = "g$lshzxetdmn";

    /** What A stands for: all but misses and new keys. */
    private static final String ALL = "g$lshzxetd";

    private final Channels channels;
    private final Map<Bytes, Set<Transaction>> watchers = new HashMap<>();
    private String enabled = "";
    private boolean byClient;
    private boolean silent;

    public KeyEvents(Channels channels) {
        this.channels = channels;
    }

    /**
     * Sets what is notified of, in the letters of Redis's {@code notify-keyspace-events}.
     *
     * @return whether {@code flags} has only such letters
     */
    public boolean enable(String flags) {
        StringBuilder wanted = new StringBuilder();
        for (char flag : flags.toCharArray()) {
            if (flag == 'A') {
                wanted.append(ALL);
            } else if (flag == 'K' || flag == 'E' || CLASSES.indexOf(flag) >= 0) {
                wanted.append(flag);
            } else {
                return false;
            }
        }
        enabled = wanted.toString();
        return true;
    }

    /** What is notified of, written as Redis does. */
    public String enabled() {
        StringBuilder shown = new StringBuilder();
        boolean all = ALL.chars().allMatch(this::isEnabled);
        if (all) {
            shown.append('A');
        }
        for (char flag : (CLASSES + "KE").toCharArray()) {
            if (isEnabled(flag) && !(all && ALL.indexOf(flag) >= 0)) {
                shown.append(flag);
            }
        }
        return shown.toString();
    }

    private boolean isEnabled(int flag) {
        return enabled.indexOf(flag) >= 0;
    }

    /** Runs a put whose event its command tells itself. */
    void byClient(Runnable put) {
        byClient = true;
        try {
            put.run();
        } finally {
            byClient = false;
        }
    }

    /** Runs a put that no subscriber is told of. */
    void silently(Runnable put) {
        silent = true;
        try {
            byClient(put);
        } finally {
            silent = false;
        }
    }

    /** Whether subscribers are told of reads that find nothing. */
    boolean tellsMisses() {
        return !enabled.isEmpty() && isEnabled(MISSED);
    }

    /** Tells subscribers of {@code event}. */
    void publish(char kind, String event, Bytes key) {
        if (enabled.isEmpty() || !isEnabled(kind)) {
            return;
        }
        Bytes what = Bytes.utf8(event);
        Bytes name = NumberedKeys.name(key);
        String where = "@" + NumberedKeys.database(key) + "__:";
        if (isEnabled('K')) {
            channels.publish(joined("__keyspace" + where, name), what);
        }
        if (isEnabled('E')) {
            channels.publish(joined("__keyevent" + where, what), name);
        }
    }

    private static Bytes joined(String prefix, Bytes rest) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(prefix.length() + rest.length());
        out.writeBytes(prefix.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(rest.shared());
        return Bytes.wrap(out.toByteArray());
    }

    @Override
    public void changed(Bytes key, boolean present, boolean before) {
        touch(key);
        if (present && !before && !silent) {
            publish(NEW, "new", key);
        }
        if (!byClient) {
            publish(present ? STRING : GENERIC, present ? "set" : "del", key);
        }
    }

    @Override
    public void expired(Bytes key) {
        publish(EXPIRED, "expired", key);
    }

    private void touch(Bytes key) {
        if (!watchers.isEmpty()) {
            watchers.getOrDefault(key, Set.of()).forEach(Transaction::spoil);
        }
    }

    @Override
    public void allChanged() {
        watchers.values().forEach(watching -> watching.forEach(Transaction::spoil));
    }

    /** {@code transaction} is to be spoiled when {@code key} changes. */
    void watch(Bytes key, Transaction transaction) {
        watchers.computeIfAbsent(key, absent -> new LinkedHashSet<>()).add(transaction);
    }

    /** Undoes {@link #watch}. */
    void unwatch(Bytes key, Transaction transaction) {
        watchers.computeIfPresent(key, (same, watching) -> {
            watching.remove(transaction);
            return watching.isEmpty() ? null : watching;
        });
    }
}
