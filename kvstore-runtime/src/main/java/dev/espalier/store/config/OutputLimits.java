package dev.espalier.store.config;

import java.util.List;
import java.util.Locale;

/**
 * How much a client may leave lying of what it is sent before it is cut off, by the kind of client: the setting
 * {@code client-output-buffer-limit}, in Redis's words.
 *
 * @param normal for clients that listen to no channel
 * @param replica shown as Redis shows it; a node has no replicas of that kind
 * @param pubsub for clients that listen to channels
 */
public record OutputLimits(Limit normal, Limit replica, Limit pubsub) {
    private static final String BAD_NUMBER =
            "Error in hard, soft or soft_seconds setting in buffer limit configuration.";

    /** Redis's own. */
    public static final OutputLimits DEFAULT = new OutputLimits(
            new Limit(0, 0, 0), new Limit(256L << 20, 64L << 20, 60), new Limit(32L << 20, 8L << 20, 60));

    /**
     * A limit.
     *
     * @param hardBytes beyond so many a client is cut off at once; 0 for never
     * @param softBytes beyond so many it is cut off when that lasts; 0 for never
     * @param softSeconds how long it may last
     */
    public record Limit(long hardBytes, long softBytes, long softSeconds) {
        @Override
        public String toString() {
            return hardBytes + " " + softBytes + " " + softSeconds;
        }
    }

    /**
     * These limits with others for the kinds of clients that {@code text} names: a kind, hard bytes, soft bytes and seconds,
     * and again.
     *
     * @throws IllegalArgumentException if it is no such text, with Redis's explanation
     */
    public OutputLimits with(String text) {
        List<String> words = text.isBlank() ? List.of() : List.of(text.strip().split("\\s+", -1));
        if (words.size() % 4 != 0) {
            throw new IllegalArgumentException("Wrong number of arguments in buffer limit configuration.");
        }
        OutputLimits changed = this;
        for (int i = 0; i < words.size(); i += 4) {
            String kind = words.get(i).toLowerCase(Locale.ROOT);
            if (!List.of("normal", "slave", "replica", "pubsub").contains(kind)) {
                throw new IllegalArgumentException("Invalid client class specified in buffer limit configuration.");
            }
            changed = changed.with(kind, limit(words.get(i + 1), words.get(i + 2), words.get(i + 3)));
        }
        return changed;
    }

    private OutputLimits with(String kind, Limit limit) {
        return switch (kind) {
            case "normal" -> new OutputLimits(limit, replica, pubsub);
            case "pubsub" -> new OutputLimits(normal, replica, limit);
            default -> new OutputLimits(normal, limit, pubsub);
        };
    }

    private static Limit limit(String hard, String soft, String seconds) {
        try {
            long softSeconds = Long.parseLong(seconds);
            if (softSeconds >= 0 && softSeconds <= Integer.MAX_VALUE) {
                return new Limit(ByteSize.parse(hard), ByteSize.parse(soft), softSeconds);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(BAD_NUMBER, e);
        }
        throw new IllegalArgumentException(BAD_NUMBER);
    }

    /** The limit of a client that listens to channels, or of one that does not. */
    public Limit of(boolean listens) {
        return listens ? pubsub : normal;
    }

    @Override
    public String toString() {
        return "normal " + normal + " slave " + replica + " pubsub " + pubsub;
    }
}
