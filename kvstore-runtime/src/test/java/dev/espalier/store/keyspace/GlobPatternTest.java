package dev.espalier.store.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.Bytes;
import org.junit.jupiter.api.Test;

/** Patterns that scripts beside Redis cannot hold. */
class GlobPatternTest {
    private static boolean matches(String pattern, String text) {
        return new GlobPattern(Bytes.utf8(pattern)).matches(Bytes.utf8(text));
    }

    @Test
    void aThousandRunsOfStarsMatchAndOneMoreDoesNot() {
        String text = "a".repeat(3000);
        assertThat(matches("*a".repeat(1000), text)).isTrue();
        assertThat(matches("**a".repeat(1000) + "*", text)).isTrue();
        assertThat(matches("*a".repeat(1001), text)).isFalse();
        assertThat(matches("*?".repeat(50_000), "a".repeat(50_000))).isFalse();
    }

    @Test
    void starsThatStandForThemselvesAreNotCounted() {
        assertThat(matches("\\*a".repeat(1500), "*a".repeat(1500))).isTrue();
        assertThat(matches("[*]a".repeat(1500), "*a".repeat(1500))).isTrue();
    }
}
