package dev.espalier.bench.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LongIntMapTest {
    @Test
    void behavesLikeAMap() {
        SplittableRandom random = new SplittableRandom(5);
        LongIntMap map = new LongIntMap(0);
        Map<Long, Integer> model = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            long key = random.nextInt(3) == 0 ? random.nextInt(50_000) : random.nextLong();
            map.put(key, i);
            model.put(key, i);
            long other = random.nextInt(60_000);
            assertThat(map.get(other)).isEqualTo(model.getOrDefault(other, LongIntMap.ABSENT));
        }
        assertThat(map.size()).isEqualTo(model.size());
        model.forEach((key, value) -> assertThat(map.get(key)).isEqualTo(value));
    }

    @Test
    void refusesTheValueThatMeansAbsent() {
        assertThatThrownBy(() -> new LongIntMap(8).put(1, LongIntMap.ABSENT))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
