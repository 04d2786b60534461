package dev.espalier.store.access;

import dev.espalier.core.Bytes;
import dev.espalier.store.access.AccessRequest.Denial;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user of access control, changed by Redis's rules ({@code on}, {@code >password}, those of {@link Permissions}, and any
 * of these in parentheses, which permit more). Passwords are kept as their SHA-256 alone, as Redis keeps them.
 */
public final class User {
    private final String name;
    private final Set<String> passwordHashes = new LinkedHashSet<>();
    private final List<Permissions> selectors = new ArrayList<>();
    private Permissions permissions = new Permissions();
    private boolean enabled;
    private boolean withoutPassword;

    /** Redis's word for what it does with images of values; shown, and means nothing here. */
    private String payloadFlag = "";

    User(String name) {
        this.name = name;
    }

    /** A copy under the same name, to try rules on. */
    User copy() {
        User copy = new User(name);
        copy.become(this);
        return copy;
    }

    /** Takes over everything of {@code other}. */
    void become(User other) {
        passwordHashes.clear();
        passwordHashes.addAll(other.passwordHashes);
        permissions = other.permissions.copy();
        selectors.clear();
        other.selectors.forEach(selector -> selectors.add(selector.copy()));
        enabled = other.enabled;
        withoutPassword = other.withoutPassword;
        payloadFlag = other.payloadFlag;
    }

    /**
     * Applies a rule.
     *
     * @param commands tells which names of commands and categories there are
     * @throws IllegalArgumentException if it is none, with Redis's explanation
     */
    void apply(Bytes rule, CommandNames commands) {
        String text = text(rule);
        String word = text.toLowerCase(Locale.ROOT);
        switch (word) {
            case "on" -> enabled = true;
            case "off" -> enabled = false;
            case "nopass" -> {
                withoutPassword = true;
                passwordHashes.clear();
            }
            case "resetpass" -> {
                withoutPassword = false;
                passwordHashes.clear();
            }
            case "clearselectors" -> selectors.clear();
            case "sanitize-payload", "skip-sanitize-payload" -> payloadFlag = word;
            case "reset" -> {
                become(new User(name));
                payloadFlag = "sanitize-payload";
            }
            default -> applySigned(rule, text, commands);
        }
    }

    private void applySigned(Bytes rule, String text, CommandNames commands) {
        String rest = text.isEmpty() ? "" : text.substring(1);
        switch (text.isEmpty() ? ' ' : text.charAt(0)) {
            case '>' -> addPassword(sha256(rest(rule)));
            case '<' -> removePassword(sha256(rest(rule)));
            case '#' -> addPassword(checkedHash(rest));
            case '!' -> removePassword(checkedHash(rest));
            case '(' -> addSelector(rest, commands);
            default -> permissions.apply(rule, commands);
        }
    }

    private void addSelector(String rest, CommandNames commands) {
        if (!rest.endsWith(")")) {
            throw new IllegalArgumentException("Syntax error");
        }
        Permissions selector = new Permissions();
        for (String word : rest.substring(0, rest.length() - 1).split(" ", -1)) {
            if (!word.isEmpty()) {
                selector.apply(Bytes.utf8(word), commands);
            }
        }
        selectors.add(selector);
    }

    private static Bytes rest(Bytes rule) {
        return Bytes.wrap(Arrays.copyOfRange(rule.shared(), 1, rule.length()));
    }

    private static String checkedHash(String hash) {
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "The password hash must be exactly 64 characters and contain only lowercase hexadecimal characters");
        }
        return hash;
    }

    private void addPassword(String hash) {
        passwordHashes.add(hash);
        withoutPassword = false;
    }

    private void removePassword(String hash) {
        if (!passwordHashes.remove(hash)) {
            throw new IllegalArgumentException("The password you are trying to remove from the user does not exist");
        }
    }

    /** Whether nothing is denied, so that nothing need be asked. */
    public boolean isUnrestricted() {
        return permissions.isUnrestricted();
    }

    /**
     * What {@code request} fails at; {@code null} when it may be done. It may when the user's own rules or a selector
     * permits all of it; otherwise the one that came furthest tells why not, as in Redis.
     */
    public @Nullable Denial denial(AccessRequest request) {
        Denial furthest = permissions.denial(request);
        for (int i = 0; furthest != null && i < selectors.size(); i++) {
            Denial next = selectors.get(i).denial(request);
            furthest = next == null || next.obstacle().compareTo(furthest.obstacle()) > 0 ? next : furthest;
        }
        return furthest;
    }

    /** Whether the user may listen to {@code channel}. */
    public boolean mayHear(AccessRequest.Channel channel) {
        return permissions.mayHear(channel) || selectors.stream().anyMatch(selector -> selector.mayHear(channel));
    }

    boolean accepts(Bytes password) {
        if (!enabled) {
            return false;
        }
        byte[] given = sha256(password).getBytes(StandardCharsets.US_ASCII);
        boolean matches = withoutPassword;
        for (String hash : passwordHashes) {
            // All of them, each in constant time, so that the time tells nothing.
            matches |= MessageDigest.isEqual(given, hash.getBytes(StandardCharsets.US_ASCII));
        }
        return matches;
    }

    /** Name of the user. */
    public String name() {
        return name;
    }

    /** Whether connections begin as this user without a word. */
    public boolean needsNoPassword() {
        return enabled && withoutPassword;
    }

    /** Whether the user is on. */
    public boolean isEnabled() {
        return enabled;
    }

    /** What ACL GETUSER shows as flags. */
    public List<String> flags() {
        List<String> flags = new ArrayList<>(List.of(enabled ? "on" : "off"));
        if (withoutPassword) {
            flags.add("nopass");
        }
        if (!payloadFlag.isEmpty()) {
            flags.add(payloadFlag);
        }
        return flags;
    }

    /** SHA-256 of each password, in hexadecimal digits. */
    public List<String> passwords() {
        return List.copyOf(passwordHashes);
    }

    /** The user's own rules. */
    public Permissions permissions() {
        return permissions;
    }

    /** What the user may do besides. */
    public List<Permissions> selectors() {
        return List.copyOf(selectors);
    }

    /** The user as ACL LIST shows it. */
    public String line() {
        List<String> words = new ArrayList<>(List.of("user", name));
        words.addAll(flags());
        passwordHashes.forEach(hash -> words.add("#" + hash));
        words.add(permissions.shown());
        selectors.forEach(selector -> words.add("(" + selector.shown() + ")"));
        return String.join(" ", words);
    }

    private static String text(Bytes bytes) {
        return new String(bytes.shared(), StandardCharsets.UTF_8);
    }

    private static String sha256(Bytes password) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(password.shared()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
