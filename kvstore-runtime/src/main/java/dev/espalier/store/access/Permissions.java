package dev.espalier.store.access;

import dev.espalier.core.Bytes;
import dev.espalier.store.access.AccessRequest.Denial;
import dev.espalier.store.access.AccessRequest.Obstacle;
import dev.espalier.store.keyspace.GlobPattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which commands may be run on which keys and channels, by Redis's rules ({@code ~pattern}, {@code &channel}, {@code +get},
 * {@code -@all} ...). Of the rules on commands the last one that speaks of a command decides. Redis calls this a selector.
 */
public final class Permissions {
    /** Keys that match may be read, written, or both. */
    private record KeyRule(Bytes pattern, GlobPattern glob, boolean reads, boolean writes) {
        String shown() {
            String sign = reads && writes ? "~" : reads ? "%R~" : "%W~";
            return sign + text(pattern);
        }
    }

    private record ChannelRule(Bytes pattern, GlobPattern glob) {}

    private static final Bytes ANYTHING = Bytes.utf8("*");

    private final CommandRules commandRules = new CommandRules();
    private final List<KeyRule> keyRules = new ArrayList<>();
    private final List<ChannelRule> channelRules = new ArrayList<>();
    private boolean unrestricted;

    /** A copy, to try rules on. */
    Permissions copy() {
        Permissions copy = new Permissions();
        copy.commandRules.become(commandRules);
        copy.keyRules.addAll(keyRules);
        copy.channelRules.addAll(channelRules);
        copy.decide();
        return copy;
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
            case "allkeys" -> allKeys();
            case "resetkeys" -> keyRules.clear();
            case "allchannels" -> allChannels();
            case "resetchannels" -> channelRules.clear();
            case "allcommands" -> commandRules.all("+@all");
            case "nocommands" -> commandRules.all("-@all");
            default -> applySigned(rule, text, commands);
        }
        decide();
    }

    private void applySigned(Bytes rule, String text, CommandNames commands) {
        switch (text.isEmpty() ? ' ' : text.charAt(0)) {
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

    private void addKeys(Bytes pattern, boolean reads, boolean writes) {
        if (mayUseAllKeys()) {
            throw new IllegalArgumentException(
                    "Adding a pattern after the * pattern (or the 'allkeys' flag) is not valid and does not have any "
                            + "effect. Try 'resetkeys' to start with an empty list of patterns");
        }
        if (pattern.equals(ANYTHING) && reads && writes) {
            keyRules.clear();
        }
        for (int i = 0; i < keyRules.size(); i++) {
            KeyRule held = keyRules.get(i);
            if (held.pattern().equals(pattern)) {
                keyRules.set(i, new KeyRule(pattern, held.glob(), reads || held.reads(), writes || held.writes()));
                return;
            }
        }
        keyRules.add(new KeyRule(pattern, new GlobPattern(pattern), reads, writes));
    }

    private void allKeys() {
        keyRules.clear();
        addKeys(ANYTHING, true, true);
    }

    private void addChannels(Bytes pattern) {
        if (mayUseAllChannels()) {
            throw new IllegalArgumentException(
                    "Adding a pattern after the * pattern (or the 'allchannels' flag) is not valid and does not have any "
                            + "effect. Try 'resetchannels' to start with an empty list of channels");
        }
        if (pattern.equals(ANYTHING)) {
            channelRules.clear();
        }
        if (channelRules.stream().noneMatch(held -> held.pattern().equals(pattern))) {
            channelRules.add(new ChannelRule(pattern, new GlobPattern(pattern)));
        }
    }

    private void allChannels() {
        channelRules.clear();
        addChannels(ANYTHING);
    }

    private void decide() {
        unrestricted = commandRules.allowEverything() && mayUseAllKeys() && mayUseAllChannels();
    }

    private boolean mayUseAllKeys() {
        return keyRules.stream().anyMatch(rule -> rule.pattern().equals(ANYTHING) && rule.reads() && rule.writes());
    }

    private boolean mayUseAllChannels() {
        return channelRules.stream().anyMatch(rule -> rule.pattern().equals(ANYTHING));
    }

    /** Whether nothing is denied, so that nothing need be asked. */
    boolean isUnrestricted() {
        return unrestricted;
    }

    /** What {@code request} fails at; {@code null} when it may be done. */
    @Nullable
    Denial denial(AccessRequest request) {
        if (!commandRules.allow(request.command(), request.categories(), request.firstArgument())) {
            return new Denial(Obstacle.COMMAND, Bytes.utf8(request.command()));
        }
        for (AccessRequest.Key key : request.keys()) {
            if (!mayUse(key)) {
                return new Denial(Obstacle.KEY, key.name());
            }
        }
        for (AccessRequest.Channel channel : request.channels()) {
            if (!mayHear(channel)) {
                return new Denial(Obstacle.CHANNEL, channel.name());
            }
        }
        return null;
    }

    private boolean mayUse(AccessRequest.Key key) {
        for (KeyRule rule : keyRules) {
            boolean suffices = (rule.reads() || !key.reads()) && (rule.writes() || !key.writes());
            if (suffices && rule.glob().matches(key.name())) {
                return true;
            }
        }
        return false;
    }

    boolean mayHear(AccessRequest.Channel channel) {
        return channelRules.stream()
                .anyMatch(rule -> rule.pattern().equals(ANYTHING)
                        || (channel.isPattern()
                                ? rule.pattern().equals(channel.name())
                                : rule.glob().matches(channel.name())));
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

    /** All rules, as ACL LIST shows them. */
    String shown() {
        List<String> words = new ArrayList<>();
        words.add(keys());
        words.add(mayUseAllChannels() ? "" : "resetchannels");
        words.add(channels());
        words.add(commands());
        words.removeIf(String::isEmpty);
        return String.join(" ", words);
    }

    private static String text(Bytes bytes) {
        return new String(bytes.shared(), StandardCharsets.UTF_8);
    }
}
