package dev.espalier.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyChoiceTest {
    private static final int DRAWS = 1_000_000;

    @Test
    void uniformGivesEveryKeyItsShare() {
        double[] shares = shares(new KeyChoice.Uniform(), 20);
        for (double share : shares) {
            assertThat(share).isEqualTo(0.05, within(0.002));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.99, 1.5})
    void zipfianGivesEveryKeyItsShare(double exponent) {
        int keys = 50;
        double[] shares = shares(new KeyChoice.Zipfian(exponent), keys);
        double total = 0;
        for (int i = 1; i <= keys; i++) {
            total += Math.pow(i, -exponent);
        }
        for (int i = 1; i <= keys; i++) {
            assertThat(shares[i - 1]).as("key %d", i).isEqualTo(Math.pow(i, -exponent) / total, within(0.002));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1_000_000_000})
    void zipfianStaysInRange(int keys) {
        KeyChoice.KeySampler sampler = new KeyChoice.Zipfian(0.99).sampler(keys);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            assertThat(sampler.next(random)).isBetween(0, keys - 1);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1, 11, Double.NaN})
    void refusesExponentsOutOfRange(double exponent) {
        assertThatThrownBy(() -> new KeyChoice.Zipfian(exponent)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double[] shares(KeyChoice choice, int keys) {
        KeyChoice.KeySampler sampler = choice.sampler(keys);
        SplittableRandom random = new SplittableRandom(9);
        double[] shares = new double[keys];
        for (int i = 0; i < DRAWS; i++) {
            shares[sampler.next(random)] += 1.0 / DRAWS;
        }
        return shares;
    }
}
