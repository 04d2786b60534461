package dev.espalier.store.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.Bytes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every name in every database is a key of its own, and is found again in it. */
class NumberedKeysTest {
    private static final List<String> NAMES =
            List.of("", "a", "\0", "\0espalier:", "\0espalier@", "\0espalier@\0", "\0espalier@\1", "\0espalier@\1a");

    @Test
    void aKeyTellsItsDatabaseAndName() {
        Set<Bytes> keys = new HashSet<>();
        for (int database = 0; database < NumberedKeys.DATABASES; database++) {
            for (String text : NAMES) {
                Bytes name = Bytes.utf8(text);
                Bytes key = NumberedKeys.key(database, name);
                assertThat(NumberedKeys.database(key)).isEqualTo(database);
                assertThat(NumberedKeys.name(key)).isEqualTo(name);
                assertThat(keys.add(key)).as(database + " " + name).isTrue();
            }
        }
    }

    @Test
    void inDatabaseZeroNamesAreKeysAsTheyAre() {
        Bytes name = Bytes.utf8("\0espalier:session:1");
        assertThat(NumberedKeys.key(0, name)).isSameAs(name);
        assertThat(Keyspace.isReserved(NumberedKeys.key(1, name))).isFalse();
    }

    @Test
    void whatHasNoNumberOfADatabaseIsOfTheFirst() {
        Bytes odd = Bytes.utf8("\0espalier@\u0010name");
        assertThat(NumberedKeys.database(odd)).isZero();
        assertThat(NumberedKeys.name(odd)).isEqualTo(odd);
    }
}
