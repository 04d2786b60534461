package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import dev.espalier.store.access.User;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the commands of one connection leave behind for its later ones. */
public final class SessionState {
    /** Which replies the client wants. */
    enum Replies {
        /** All. */
        ON,
        /** None until it says otherwise. */
        OFF,
        /** Not the one to the command at hand, and from the next on all. */
        SKIP_THIS,
        /** Not the one to the next command. */
        SKIP_NEXT
    }

    private final Transaction transaction = new Transaction();
    private final Set<Bytes> channels = new LinkedHashSet<>();
    private final Set<Bytes> patterns = new LinkedHashSet<>();
    private final Set<Bytes> shardChannels = new LinkedHashSet<>();
    private Bytes name = Bytes.EMPTY;
    private Bytes libraryName = Bytes.EMPTY;
    private Bytes libraryVersion = Bytes.EMPTY;
    private String lastCommand = "NULL";
    private long lastPut;
    private Replies replies = Replies.ON;
    private boolean notEvicted;
    private boolean monitors;
    private int database;
    private @Nullable User user;

    /** The name that the client gave itself; empty at first. */
    public Bytes name() {
        return name;
    }

    void rename(Bytes newName) {
        name = newName;
    }

    Bytes libraryName() {
        return libraryName;
    }

    Bytes libraryVersion() {
        return libraryVersion;
    }

    void library(Bytes newName, Bytes newVersion) {
        libraryName = newName;
        libraryVersion = newVersion;
    }

    Transaction transaction() {
        return transaction;
    }

    Set<Bytes> channels() {
        return channels;
    }

    Set<Bytes> patterns() {
        return patterns;
    }

    Set<Bytes> shardChannels() {
        return shardChannels;
    }

    /** Whether the client is sent what it has not asked for: it listens to channels, or watches commands go by. */
    public boolean listens() {
        return monitors || subscriptions() > 0 || !shardChannels.isEmpty();
    }

    /** How many channels and patterns the client listens to; channels of shards are counted apart. */
    int subscriptions() {
        return channels.size() + patterns.size();
    }

    /** Whether all that a client in the second version of the protocol may send is more of the same. */
    boolean isSubscribed() {
        return subscriptions() > 0 || !shardChannels.isEmpty();
    }

    /** The number of the database that commands without another work on. */
    int database() {
        return database;
    }

    void database(int chosen) {
        database = chosen;
    }

    boolean monitors() {
        return monitors;
    }

    void monitors(boolean chosen) {
        monitors = chosen;
    }

    /** Name of the last command, {@code NULL} when there was none. */
    String lastCommand() {
        return lastCommand;
    }

    void lastCommand(String command) {
        lastCommand = command;
    }

    /** Number of the last put that this connection made; 0 when it made none. */
    long lastPut() {
        return lastPut;
    }

    void lastPut(long sequence) {
        lastPut = sequence;
    }

    Replies replies() {
        return replies;
    }

    void replies(Replies wanted) {
        replies = wanted;
    }

    /** Whether the reply to the command that has just run is wanted; to be asked once a command. */
    public boolean takesReply() {
        return switch (replies) {
            case ON -> true;
            case OFF -> false;
            case SKIP_NEXT -> {
                replies = Replies.SKIP_THIS;
                yield false;
            }
            case SKIP_THIS -> {
                replies = Replies.ON;
                yield false;
            }
        };
    }

    boolean isNotEvicted() {
        return notEvicted;
    }

    void notEvicted(boolean chosen) {
        notEvicted = chosen;
    }

    /** Who the client has shown itself to be; {@code null} when it has not yet. */
    @Nullable
    User user() {
        return user;
    }

    void user(@Nullable User shown) {
        user = shown;
    }
}
