package dev.espalier.store.access;

import dev.espalier.core.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The users of a node. There is always one called {@code default}: who has not said another name is that one. */
public final class Users {
    /** Name of the user that a connection begins as. */
    public static final String DEFAULT = "default";

    /** Most users of a node. */
    public static final int USERS_MAX = 10_000;

    /** For rules that speak of no single command. */
    private static final CommandNames NO_COMMANDS = new CommandNames() {
        @Override
        public boolean isCommand(String name) {
            return false;
        }

        @Override
        public boolean isCategory(String name) {
            return false;
        }
    };

    private final Map<String, User> byName = new TreeMap<>();
    private final User defaultUser = new User(DEFAULT);
    private String defaultPassword = "";

    /** The default user alone, who may do everything without a password. */
    public Users() {
        for (String rule : List.of("on", "nopass", "allkeys", "allchannels", "allcommands")) {
            defaultUser.apply(Bytes.utf8(rule), NO_COMMANDS);
        }
        byName.put(DEFAULT, defaultUser);
    }

    /** Sets the password of the default user; empty for none. */
    public void defaultPassword(String password) {
        defaultPassword = password;
        User changed = defaultUser.copy();
        if (password.isEmpty()) {
            changed.apply(Bytes.utf8("nopass"), NO_COMMANDS);
        } else {
            changed.apply(Bytes.utf8("resetpass"), NO_COMMANDS);
            changed.apply(Bytes.utf8(">" + password), NO_COMMANDS);
        }
        defaultUser.become(changed);
    }

    /** What {@link #defaultPassword(String)} set last. */
    public String defaultPassword() {
        return defaultPassword;
    }

    /** The default user. */
    public User defaultUser() {
        return defaultUser;
    }

    /** The user whose name and password these are, or {@code null}. */
    public @Nullable User authenticate(String name, Bytes password) {
        User user = byName.get(name);
        return user != null && user.accepts(password) ? user : null;
    }

    /** The user called {@code name}, or {@code null}. */
    public @Nullable User find(String name) {
        return byName.get(name);
    }

    /** All users, by name. */
    public Collection<User> all() {
        return byName.values();
    }

    /**
     * Applies {@code rules} to the user called {@code name}, who is made if need be: all of them or none.
     *
     * @throws IllegalArgumentException if one of them is no rule, with Redis's explanation
     */
    public void change(String name, List<Bytes> rules, CommandNames commands) {
        User user = byName.get(name);
        if (user == null && byName.size() >= USERS_MAX) {
            throw new IllegalArgumentException("a node has " + USERS_MAX + " users at most");
        }
        User changed = user == null ? new User(name) : user.copy();
        for (Bytes rule : rules) {
            try {
                changed.apply(rule, commands);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "Error in ACL SETUSER modifier '" + new String(rule.shared(), StandardCharsets.UTF_8) + "': "
                                + e.getMessage(),
                        e);
            }
        }
        if (user == null) {
            byName.put(name, changed);
        } else {
            user.become(changed);
        }
    }

    /** Removes the user called {@code name}, who is not the default one; returns it, or {@code null}. */
    public @Nullable User remove(String name) {
        return byName.remove(name);
    }
}
