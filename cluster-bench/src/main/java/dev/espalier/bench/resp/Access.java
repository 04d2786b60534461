package dev.espalier.bench.resp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a server is to be entered.
 *
 * @param user who logs in, or {@code null} for the default user
 * @param password of that user, or {@code null} if nobody logs in
 * @param tls what TLS needs, or {@code null} to speak in the clear
 */
public record Access(
        @Nullable String user,
        @Nullable String password,
        @Nullable TlsMaterial tls) {
    /** In the clear, without a password. */
    public static final Access OPEN = new Access(null, null, null);

    public Access {
        if (user != null && password == null) {
            throw new IllegalArgumentException("the user " + user + " has no password to log in with; give one");
        }
    }

    /** Whether nothing has to be said before the first command. */
    public boolean isOpen() {
        return password == null && tls == null;
    }

    /** The command that logs in; empty if nobody does. */
    public List<String> login() {
        if (password == null) {
            return List.of();
        }
        return user == null ? List.of("AUTH", password) : List.of("AUTH", user, password);
    }

    /** Without the password, for it may end in a log. */
    @Override
    public String toString() {
        return (user == null ? "default user" : user)
                + (password == null ? "" : " with a password")
                + (tls == null ? "" : " over TLS");
    }
}
