package dev.espalier.core.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Persistent arrays against lists that are copied; arrays of which nothing is set. */
class PersistentArrayTest {
    private record Version(PersistentArray<Integer> array, List<Integer> model) {}

    @Test
    void everyVersionKeepsItsElements() {
        Random random = new Random(5);
        for (int length : new int[] {0, 1, 2, 31, 32, 33, 1023, 1024, 1025, 1100}) {
            List<Version> versions = new ArrayList<>();
            versions.add(new Version(PersistentArray.make(length, -1), Collections.nCopies(length, -1)));
            for (int i = 0; i < 60; i++) {
                Version from = versions.get(random.nextInt(versions.size()));
                int at = random.nextInt(length + 3);
                List<Integer> changed = new ArrayList<>(from.model);
                if (at < length) {
                    changed.set(at, i);
                }
                versions.add(new Version(PersistentArray.set(from.array, at, i), changed));
            }
            for (Version version : versions) {
                assertThat(PersistentArray.length(version.array)).isEqualTo(length);
                for (int i = 0; i < length; i++) {
                    assertThat(PersistentArray.get(version.array, i)).isEqualTo(version.model.get(i));
                }
                for (long outside : new long[] {length, length + 1L, Long.MAX_VALUE, 1L << 40}) {
                    assertThat(PersistentArray.get(version.array, outside)).isEqualTo(-1);
                }
            }
        }
    }

    @Test
    void lengthsEndWhereRocqsDo() {
        PersistentArray<String> longest = PersistentArray.make(Long.MAX_VALUE, "-");
        assertThat(PersistentArray.length(longest)).isEqualTo(4_194_303);
        PersistentArray<String> set = PersistentArray.set(longest, 4_194_302, "last");
        assertThat(PersistentArray.get(set, 4_194_302)).isEqualTo("last");
        assertThat(PersistentArray.get(longest, 4_194_302)).isEqualTo("-");
        assertThat(PersistentArray.set(longest, 4_194_303, "outside")).isSameAs(longest);
        PersistentArray<String> few =
                PersistentArray.ofArray(FixedArray.ofList(ConsList.copyOf(List.of("a", "b"))), "z");
        assertThat(PersistentArray.get(few, 1) + PersistentArray.get(few, 2) + PersistentArray.standard(few))
                .isEqualTo("bzz");
    }

    @Test
    void fixedArraysCheckTheirIndices() {
        FixedArray<Long> squares = FixedArray.init(4, (i, _) -> i * i);
        assertThat(FixedArray.toList(squares).toList()).containsExactly(0L, 1L, 4L, 9L);
        for (long index : new long[] {-1, 4, 1L << 32}) {
            assertThatThrownBy(() -> FixedArray.get(squares, index)).isInstanceOf(OcamlException.class);
        }
        assertThatThrownBy(() -> FixedArray.make(-1, 0)).isInstanceOf(OcamlException.class);
    }
}
