package dev.espalier.store.access;

import dev.espalier.core.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
        public boolean hasSubcommands(String name) {
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
        defaultUser.become(unrestricted());
        byName.put(DEFAULT, defaultUser);
    }

    private static User unrestricted() {
        User user = new User(DEFAULT);
        for (String rule : List.of("on", "nopass", "allkeys", "allchannels", "allcommands")) {
            user.apply(Bytes.utf8(rule), NO_COMMANDS);
        }
        return user;
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
        if (name.chars().anyMatch(c -> c == 0 || Character.isWhitespace(c))) {
            throw new IllegalArgumentException("Usernames can't contain spaces or null characters");
        }
        User changed = user == null ? new User(name) : user.copy();
        for (Bytes rule : withSelectorsWhole(rules)) {
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

    /** {@code rules} with what is in parentheses as one rule each. */
    static List<Bytes> withSelectorsWhole(List<Bytes> rules) {
        List<Bytes> whole = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        String first = "";
        for (Bytes rule : rules) {
            String text = new String(rule.shared(), StandardCharsets.UTF_8);
            if (open.isEmpty() && !text.startsWith("(")) {
                whole.add(rule);
                continue;
            }
            first = open.isEmpty() ? text : first;
            open.append(open.isEmpty() ? "" : " ").append(text);
            if (text.endsWith(")")) {
                whole.add(Bytes.utf8(open.toString()));
                open.setLength(0);
            }
        }
        if (!open.isEmpty()) {
            throw new IllegalArgumentException("Unmatched parenthesis in acl selector starting at '" + first + "'.");
        }
        return whole;
    }

    /**
     * Has the users be {@code wanted} and no others. Who is among them stays the same object, changed; a default user that
     * is not among them may do everything again, with the password that was set last.
     *
     * @return who is no more
     */
    public List<User> replace(List<User> wanted) {
        List<User> gone = new ArrayList<>(byName.values());
        gone.removeIf(user -> user == defaultUser
                || wanted.stream().anyMatch(other -> other.name().equals(user.name())));
        gone.forEach(user -> byName.remove(user.name()));
        if (wanted.stream().noneMatch(user -> user.name().equals(DEFAULT))) {
            defaultUser.become(unrestricted());
            defaultPassword(defaultPassword);
        }
        for (User user : wanted) {
            byName.computeIfAbsent(user.name(), User::new).become(user);
        }
        return gone;
    }

    /** Removes the user called {@code name}, who is not the default one; returns it, or {@code null}. */
    public @Nullable User remove(String name) {
        return byName.remove(name);
    }
}
