package dev.espalier.store.access;

import dev.espalier.core.Bytes;
import dev.espalier.store.keyspace.GlobPattern;
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

/**
 * A user of access control, changed by Redis's rules ({@code on}, {@code >password}, {@code ~pattern}, {@code +get},
 * {@code -@all} ...). Of the rules on commands the last one that speaks of a command decides. Passwords are kept as their
 * SHA-256 alone, as Redis keeps them; selectors are not supported.
 */
public final class User {
    /** Keys that match may be read, written, or both. */
    private record KeyRule(Bytes pattern, GlobPattern glob, boolean reads, boolean writes) {
        String shown() {
            String sign = reads && writes ? "~" : reads ? "%R~" : "%W~";
            return sign + text(pattern);
        }
    }

    private record ChannelRule(Bytes pattern, GlobPattern glob) {}

    private static final Bytes ANYTHING = Bytes.utf8("*");

    private final String name;
    private final Set<String> passwordHashes = new LinkedHashSet<>();
    private final CommandRules commandRules = new CommandRules();
    private final List<KeyRule> keyRules = new ArrayList<>();
    private final List<ChannelRule> channelRules = new ArrayList<>();
    private boolean enabled;
    private boolean withoutPassword;
    private boolean unrestricted;

    User(String name) {
        this.name = name;
    }

    /** A copy under the same name, to try rules on. */
    User copy() {
        User copy = new User(name);
        copy.passwordHashes.addAll(passwordHashes);
        copy.commandRules.become(commandRules);
        copy.keyRules.addAll(keyRules);
        copy.channelRules.addAll(channelRules);
        copy.enabled = enabled;
        copy.withoutPassword = withoutPassword;
        copy.decide();
        return copy;
    }

    /** Takes over everything of {@code other}. */
    void become(User other) {
        passwordHashes.clear();
        passwordHashes.addAll(other.passwordHashes);
        commandRules.become(other.commandRules);
        keyRules.clear();
        keyRules.addAll(other.keyRules);
        channelRules.clear();
        channelRules.addAll(other.channelRules);
        enabled = other.enabled;
        withoutPassword = other.withoutPassword;
        decide();
    }

    /**
     * Applies a rule.
     *
     * @param commands tells which names of commands and categories there are
     * @throws IllegalArgumentException if it is none, with Redis's explanation
     */
    void apply(Bytes rule, CommandNames commands) {
        String text = text(rule);
        switch (text.toLowerCase(Locale.ROOT)) {
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
            case "allkeys" -> allKeys();
            case "resetkeys" -> keyRules.clear();
            case "allchannels" -> allChannels();
            case "resetchannels" -> channelRules.clear();
            case "allcommands" -> commandRules.all("+@all");
            case "nocommands" -> commandRules.all("-@all");
            case "clearselectors", "sanitize-payload", "skip-sanitize-payload" -> {}
            case "reset" -> become(new User(name));
            default -> applySigned(rule, text, commands);
        }
        decide();
    }

    private void applySigned(Bytes rule, String text, CommandNames commands) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("Syntax error");
        }
        String rest = text.substring(1);
        switch (text.charAt(0)) {
            case '>' -> addPassword(sha256(rest(rule, 1)));
            case '<' -> removePassword(sha256(rest(rule, 1)));
            case '#' -> addPassword(checkedHash(rest));
            case '!' -> removePassword(checkedHash(rest));
            case '~' -> addKeys(rest(rule, 1), true, true);
            case '%' -> applyPercent(rule, text);
            case '&' -> addChannels(rest(rule, 1));
            case '+', '-' -> commandRules.add(text, commands);
            default -> throw new IllegalArgumentException("Syntax error");
        }
    }

    private void applyPercent(Bytes rule, String text) {
        int tilde = text.indexOf('~');
        String kinds = tilde < 0 ? "" : text.substring(1, tilde).toUpperCase(Locale.ROOT);
        if (!kinds.matches("R|W|RW|WR")) {
            throw new IllegalArgumentException("Syntax error");
        }
        addKeys(rest(rule, tilde + 1), kinds.contains("R"), kinds.contains("W"));
    }

    private static Bytes rest(Bytes rule, int from) {
        return Bytes.wrap(Arrays.copyOfRange(rule.shared(), from, rule.length()));
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

    private void addKeys(Bytes pattern, boolean reads, boolean writes) {
        if (keyRules.stream().anyMatch(held -> held.pattern().equals(ANYTHING) && held.reads() && held.writes())) {
            throw new IllegalArgumentException(
                    "Adding a pattern after the * pattern (or the 'allkeys' flag) is not valid and does not have any "
                            + "effect. Try 'resetkeys' to start with an empty list of patterns");
        }
        if (pattern.equals(ANYTHING) && reads && writes) {
            keyRules.clear();
        }
        keyRules.add(new KeyRule(pattern, new GlobPattern(pattern), reads, writes));
    }

    private void allKeys() {
        keyRules.clear();
        addKeys(ANYTHING, true, true);
    }

    private void addChannels(Bytes pattern) {
        if (pattern.equals(ANYTHING)) {
            channelRules.clear();
        }
        channelRules.add(new ChannelRule(pattern, new GlobPattern(pattern)));
    }

    private void allChannels() {
        channelRules.clear();
        addChannels(ANYTHING);
    }

    private void decide() {
        unrestricted = commandRules.allowEverything() && mayAll(true) && mayAllChannels();
    }

    private boolean mayAll(boolean both) {
        return keyRules.stream()
                .anyMatch(rule -> rule.pattern().equals(ANYTHING) && rule.reads() == both && rule.writes() == both);
    }

    private boolean mayAllChannels() {
        return channelRules.stream().anyMatch(rule -> rule.pattern().equals(ANYTHING));
    }

    /** Whether nothing is denied, so that nothing need be asked. */
    public boolean isUnrestricted() {
        return unrestricted;
    }

    /** Whether the user may run the command or subcommand {@code command}, which is of {@code categories}. */
    public boolean mayRun(String command, Set<String> categories) {
        return commandRules.allow(command, categories);
    }

    /** Whether the user may use {@code key} so. */
    public boolean mayUse(Bytes key, boolean reads, boolean writes) {
        boolean mayRead = !reads;
        boolean mayWrite = !writes;
        for (KeyRule rule : keyRules) {
            if (!(mayRead && mayWrite) && rule.glob().matches(key)) {
                mayRead |= rule.reads();
                mayWrite |= rule.writes();
            }
        }
        return mayRead && mayWrite;
    }

    /**
     * Whether the user may use {@code channel}.
     *
     * @param isPattern it is itself a pattern, which only the same pattern, or the one for all, allows
     */
    public boolean mayHear(Bytes channel, boolean isPattern) {
        return channelRules.stream()
                .anyMatch(rule -> rule.pattern().equals(ANYTHING)
                        || (isPattern
                                ? rule.pattern().equals(channel)
                                : rule.glob().matches(channel)));
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
        return flags;
    }

    /** SHA-256 of each password, in hexadecimal digits. */
    public List<String> passwords() {
        return List.copyOf(passwordHashes);
    }

    /** The rules on commands. */
    public String commands() {
        return commandRules.shown();
    }

    /** The rules on keys. */
    public String keys() {
        return String.join(" ", keyRules.stream().map(KeyRule::shown).toList());
    }

    /** The rules on channels. */
    public String channels() {
        return String.join(
                " ",
                channelRules.stream().map(rule -> "&" + text(rule.pattern())).toList());
    }

    /** The user as ACL LIST shows it. */
    public String line() {
        List<String> words = new ArrayList<>(List.of("user", name));
        words.addAll(flags());
        passwordHashes.forEach(hash -> words.add("#" + hash));
        words.add(keys());
        words.add(channelRules.isEmpty() ? "resetchannels" : channels());
        words.add(commands());
        words.removeIf(String::isEmpty);
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
