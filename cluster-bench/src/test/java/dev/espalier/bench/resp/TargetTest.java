package dev.espalier.bench.resp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:6379", "node-3.example:1", "[::1]:65535"})
    void parsesWhatItPrints(String text) {
        assertThat(Target.parse(text)).hasToString(text);
    }

    @Test
    void takesTheBracketsOffAnAddress() {
        assertThat(Target.parse("[::1]:7000")).isEqualTo(new Target("::1", 7000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host", ":6379", "host:", "host:x", "host:0", "host:65536", "host:-1", "::1:6379"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> Target.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
