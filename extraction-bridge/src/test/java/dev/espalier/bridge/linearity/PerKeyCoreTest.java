package dev.espalier.bridge.linearity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.bench.PerKeyCore;
import org.junit.jupiter.api.Test;

class PerKeyCoreTest {
    @Test
    void itsStateIsUpdatedInPlace() throws Exception {
        PerKeyCore.translation().files().values().forEach(System.out::println);
        assertThat(PerKeyCore.inPlace()).isNotNull();
    }
}
