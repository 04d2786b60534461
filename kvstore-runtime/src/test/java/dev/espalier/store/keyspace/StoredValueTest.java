package dev.espalier.store.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.Bytes;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StoredValueTest {
    private static StoredValue throughTheReplica(Bytes content, long deadline) {
        return StoredValue.read(
                Objects.requireNonNull(StoredValue.until(content, deadline).bytesOrNull()));
    }

    @Test
    void everyValueComesBackWithAndWithoutADeadline() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] content = new byte[random.nextInt(16)];
            for (int at = 0; at < content.length; at++) {
                // Mostly the bytes that mean something in the layout.
                content[at] = (byte) new int[] {0xC1, 0xC1, 1, 0, random.nextInt(256)}[random.nextInt(5)];
            }
            Bytes bytes = Bytes.copyOf(content);
            for (long deadline : new long[] {StoredValue.NEVER, 0, random.nextLong(Long.MAX_VALUE)}) {
                StoredValue read = throughTheReplica(bytes, deadline);
                assertThat(read.content()).isEqualTo(bytes);
                assertThat(read.length()).isEqualTo(content.length);
                assertThat(read.deadline()).isEqualTo(deadline);
            }
        }
    }

    @Test
    void aPlainValueIsStoredAsItIsAndNotCopied() {
        Bytes content = Bytes.utf8("plain");
        assertThat(StoredValue.plain(content).bytesOrNull()).isSameAs(content);
        Bytes marked = Bytes.copyOf(new byte[] {(byte) 0xC1, 1, 2});
        assertThat(Objects.requireNonNull(StoredValue.plain(marked).bytesOrNull())
                        .length())
                .isEqualTo(4);
    }
}
