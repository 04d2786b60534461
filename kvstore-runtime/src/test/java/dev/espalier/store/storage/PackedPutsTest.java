package dev.espalier.store.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.PayloadWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedPutsTest {
    private final PackedPuts puts = new PackedPuts();
    private final PayloadWriter out = new PayloadWriter();

    private void add(byte[] body) {
        out.reset();
        for (byte next : body) {
            out.writeByte(next);
        }
        puts.add(out);
    }

    private static List<byte[]> bodies(PutBodies packed) {
        List<byte[]> bodies = new ArrayList<>();
        for (int place = 0; place < packed.count(); place++) {
            bodies.add(Arrays.copyOfRange(packed.shared(), packed.offset(place), packed.offset(place + 1)));
        }
        return bodies;
    }

    /** Reads as a link does that is sent all from {@code first} on. */
    private List<byte[]> all(long first, int most, long bytesMax) {
        List<byte[]> bodies = new ArrayList<>();
        while (puts.holds(first + bodies.size())) {
            PutBodies packed = puts.from(first + bodies.size(), most, bytesMax);
            assertThat(packed.count()).isBetween(1, most);
            assertThat(packed.count() == 1 || packed.bytes(0, packed.count() - 1) < bytesMax)
                    .isTrue();
            assertThat(packed.longest())
                    .isEqualTo(bodies(packed).stream()
                            .mapToInt(body -> body.length)
                            .max()
                            .orElse(0));
            bodies.addAll(bodies(packed));
        }
        return bodies;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsAddedIsReadFromAnyNumberOnUntilItIsGivenUp(long seed) {
        Random random = new Random(seed);
        long start = random.nextInt(1000) + 1L;
        puts.startAt(start);
        List<byte[]> model = new ArrayList<>();
        long first = start;
        for (int step = 0; step < 5000; step++) {
            int length = random.nextInt(20) == 0
                    ? random.nextInt(3 * PackedPuts.CHUNK_BYTES / (random.nextInt(9) + 1))
                    : random.nextInt(100);
            byte[] body = new byte[length];
            random.nextBytes(body);
            add(body);
            model.add(body);
            if (random.nextInt(300) == 0) {
                long upTo = start + random.nextInt(model.size());
                puts.dropUpTo(upTo);
                // A chunk is given up whole: what is wanted no more may still be there, and nothing else is gone.
                assertThat(puts.first()).isBetween(first, Math.max(first, upTo + 1));
                first = puts.first();
            }
            if (random.nextInt(100) == 0) {
                long from = first + random.nextInt((int) (puts.next() - first));
                List<byte[]> expected = model.subList((int) (from - start), model.size());
                assertThat(all(from, random.nextInt(600) + 1, random.nextInt(1 << 16) + 1L))
                        .usingElementComparator(Arrays::compare)
                        .containsExactlyElementsOf(expected);
            }
        }
        assertThat(puts.next()).isEqualTo(start + model.size());
        puts.dropUpTo(puts.next());
        assertThat(puts.first()).isEqualTo(puts.next());
        assertThat(puts.bytes()).isZero();
        assertThat(puts.holds(puts.next() - 1)).isFalse();
        add(new byte[] {1});
        assertThat(bodies(puts.from(puts.next() - 1, 10, 10))).hasSize(1);
    }

    @Test
    void whatWasReadStaysAsItWas() {
        add(new byte[] {1, 2});
        PutBodies read = puts.from(1, 10, 100);
        add(new byte[] {3});
        puts.dropFirst();
        add(new byte[] {4});
        assertThat(bodies(read)).usingElementComparator(Arrays::compare).containsExactly(new byte[] {1, 2});
    }

    @Test
    void theNewestAreKeptWithinTheirBounds() {
        RecentPuts recent = new RecentPuts();
        out.reset();
        for (int i = 0; i < 1000; i++) {
            out.writeByte(i);
        }
        for (int i = 0; i < 70_000; i++) {
            recent.add(out);
        }
        assertThat(recent.holds(70_000)).isTrue();
        assertThat(recent.holds(70_000 - 20_000)).isTrue();
        assertThat(recent.holds(70_000 - 40_000)).as("more than 32 MiB").isFalse();
        while (out.length() < 40 << 20) {
            out.writeNatural(Long.MAX_VALUE);
        }
        recent.add(out);
        assertThat(recent.holds(70_001))
                .as("one larger than all may be together")
                .isTrue();
        assertThat(recent.holds(70_000)).isFalse();
    }
}
