package dev.espalier.store.access;

import dev.espalier.core.Bytes;
import java.util.List;
import java.util.Set;

/**
 * What somebody is about to do.
 *
 * @param command name of the command, with a bar and the subcommand's if it is one
 * @param categories what the command is of
 * @param firstArgument what follows the name, in lower case; empty when nothing does
 * @param keys the keys it is about
 * @param channels the channels it is about
 */
public record AccessRequest(
        String command, Set<String> categories, String firstArgument, List<Key> keys, List<Channel> channels) {

    /**
     * A key.
     *
     * @param reads what it holds is told or copied
     * @param writes what it holds is changed
     */
    public record Key(Bytes name, boolean reads, boolean writes) {}

    /**
     * A channel.
     *
     * @param isPattern it is itself a pattern, which only the same pattern, or the one for all, allows
     */
    public record Channel(Bytes name, boolean isPattern) {}

    /** What a request fails at. */
    public enum Obstacle {
        /** The command. */
        COMMAND,
        /** One of the keys. */
        KEY,
        /** One of the channels. */
        CHANNEL
    }

    /**
     * Why a request is refused.
     *
     * @param object name of the command, key or channel
     */
    public record Denial(Obstacle obstacle, Bytes object) {}
}
