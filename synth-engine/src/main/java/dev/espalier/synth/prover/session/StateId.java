package dev.espalier.synth.prover.session;

import dev.espalier.core.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * A state of a development, named by what led to it: the hash of the foundation and of every sentence since. The same
 * sentences over the same foundation are the same state, in any session, before and after a prover's death.
 *
 * @param depth how many sentences led here, at least 0
 * @param hash 64 hexadecimal digits
 */
public record StateId(int depth, String hash) {
    /**
     * The state before any sentence.
     *
     * @param foundation all that a sentence's meaning depends on besides the sentences before it
     */
    public static StateId root(String foundation) {
        return new StateId(0, digest("root\n" + foundation));
    }

    /** The state after {@code sentence}, if it is accepted here. */
    public StateId then(String sentence) {
        // The hash has a fixed length, so no sentence can pass for a part of it.
        return new StateId(depth + 1, digest(hash + "\n" + sentence));
    }

    private static String digest(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
