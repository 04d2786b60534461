package dev.espalier.store.command;

import dev.espalier.store.access.User;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A connection as CLIENT LIST and CLIENT INFO show it. */
final class ClientLine {
    private ClientLine() {}

    /** The line of {@code session}, without its end. */
    static String of(Session session) {
        SessionState state = session.state();
        Transaction transaction = state.transaction();
        long unsent = session.unsentBytes();
        return "id=" + session.id() + " addr=" + session.remoteAddress() + " laddr=" + session.localAddress()
                + " fd=" + session.id() + " name=" + state.name() + " age=" + session.ageMillis() / 1000 + " idle="
                + session.idleMillis() / 1000 + " flags=" + flags(state) + " db=" + state.database() + " sub="
                + state.channels().size() + " psub=" + state.patterns().size() + " ssub="
                + state.shardChannels().size() + " multi="
                + (transaction.isOpen() ? transaction.queue().size() : -1) + " qbuf=" + session.unreadBytes()
                + " qbuf-free=0 argv-mem=0 multi-mem=" + transaction.bytes() + " rbs=0 rbp=0 obl=" + session.heldBytes()
                + " oll=0 omem=" + (unsent - session.heldBytes()) + " tot-mem="
                + (session.unreadBytes() + transaction.bytes() + unsent) + " events=r cmd="
                + state.lastCommand().toLowerCase(Locale.ROOT).replace("null", "NULL") + " user="
                + userName(state.user()) + " redir=-1 resp=" + session.protocol() + " lib-name=" + state.libraryName()
                + " lib-ver=" + state.libraryVersion() + " watch="
                + transaction.watched().size();
    }

    static String userName(@Nullable User user) {
        return user == null ? "(superuser)" : user.name();
    }

    private static String flags(SessionState state) {
        String flags = (state.monitors() ? "O" : "")
                + (state.isSubscribed() ? "P" : "")
                + (state.transaction().isOpen() ? "x" : "")
                + (state.isNotEvicted() ? "e" : "");
        return flags.isEmpty() ? "N" : flags;
    }
}
