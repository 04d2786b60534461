package dev.espalier.store.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.core.Bytes;
import dev.espalier.core.EntryCodec;
import dev.espalier.core.NodeId;
import dev.espalier.core.PayloadReader;
import dev.espalier.core.PayloadWriter;
import dev.espalier.core.StoredMaps;
import dev.espalier.core.state.StateMap;
import dev.espalier.core.state.StateMaps;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maps over the database against plain ones, with room for a few entries in memory and restarts at any moment. */
class StateTablesTest {
    private static final StoreIdentity IDENTITY = new StoreIdentity("test", new NodeId(1), "core", "hash", "shape");
    private static final int KEYS = 200;

    private static final EntryCodec<String> TEXT = new EntryCodec<>() {
        @Override
        public void write(String entry, PayloadWriter out) {
            out.writeBytes(Bytes.utf8(entry));
        }

        @Override
        public String read(PayloadReader in) {
            return in.readBytes().toString();
        }
    };

    @TempDir
    Path directory;

    /** What one run of a node holds open. */
    private static final class Run implements AutoCloseable {
        private final Database database;
        private final TickBatch batch;
        private final StateTables tables;
        private StateMap<Bytes, String> first;
        private StateMap<Bytes, String> second;

        Run(Path path) throws Exception {
            database = Database.open(path, IDENTITY);
            batch = database.db.newBatch();
            tables = new StateTables(database, batch, path.toString(), 6_000);
            StoredMaps maps = tables.maps();
            first = maps.open(TEXT);
            second = maps.open(TEXT);
        }

        void commit() throws Exception {
            StoredMaps maps = tables.maps();
            maps.written(first);
            maps.written(second);
            tables.keep(new byte[] {1});
            batch.write(false);
            tables.written();
        }

        @Override
        public void close() {
            batch.close();
            database.close();
        }
    }

    private static Bytes key(int number) {
        // Keys that are prefixes of others, are empty, or hold what the rows' keys begin with.
        return number == 0 ? Bytes.EMPTY : Bytes.utf8((number % 3 == 0 ? "\0" : number % 3 == 1 ? "\1" : "k") + number);
    }

    @Test
    void mapsOverTheDatabaseAreMaps() throws Exception {
        Path path = directory.resolve("db");
        Database.create(path, IDENTITY);
        for (long seed = 1; seed <= 6; seed++) {
            Random random = new Random(seed);
            Map<Bytes, String> firstCommitted = new HashMap<>();
            Map<Bytes, String> secondCommitted = new HashMap<>();
            try (Run run = new Run(path)) {
                run.tables.clear();
                run.commit();
            }
            for (int restart = 0; restart < 8; restart++) {
                Map<Bytes, String> first = new HashMap<>(firstCommitted);
                Map<Bytes, String> second = new HashMap<>(secondCommitted);
                try (Run run = new Run(path)) {
                    for (int step = random.nextInt(2_000); step >= 0; step--) {
                        Bytes key = key(random.nextInt(KEYS));
                        switch (random.nextInt(10)) {
                            case 0, 1, 2 -> {
                                String value = "v" + random.nextInt() + "x".repeat(random.nextInt(300));
                                run.first = run.first.add(key, value);
                                first.put(key, value);
                            }
                            case 3 -> {
                                run.first = run.first.remove(key);
                                first.remove(key);
                            }
                            case 4 -> {
                                run.second = run.second.add(key, "other");
                                second.put(key, "other");
                            }
                            case 5 -> {
                                if (random.nextInt(20) == 0) {
                                    run.commit();
                                    firstCommitted = new HashMap<>(first);
                                    secondCommitted = new HashMap<>(second);
                                }
                            }
                            default -> {
                                assertThat(run.first.get(key)).isEqualTo(first.get(key));
                                assertThat(run.second.get(key)).isEqualTo(second.get(key));
                            }
                        }
                    }
                    for (int number = 0; number < KEYS; number++) {
                        assertThat(run.first.get(key(number))).isEqualTo(first.get(key(number)));
                        assertThat(run.second.get(key(number))).isEqualTo(second.get(key(number)));
                    }
                    assertThat(run.tables.statistics().cachedBytes()).isLessThan(12_000);
                }
            }
        }
    }

    @Test
    void aHandleIsSpentByAChangeAndAnotherMapIsNotTakenForTheKeptOne() throws Exception {
        Path path = directory.resolve("db");
        Database.create(path, IDENTITY);
        try (Run run = new Run(path)) {
            StateMap<Bytes, String> before = run.first;
            StateMap<Bytes, String> after = before.add(key(1), "one");
            assertThatThrownBy(() -> before.get(key(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("changed in place");
            assertThatThrownBy(() -> before.add(key(1), "two")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> before.remove(key(1))).isInstanceOf(IllegalStateException.class);
            assertThat(after.get(key(1))).isEqualTo("one");
            assertThatThrownBy(() -> run.tables.maps().written(before))
                    .hasMessageContaining("not the one that is kept");
            assertThatThrownBy(() -> run.tables.maps().written(run.second)).hasMessageContaining("map 0");
            StateMap<Bytes, String> elsewhere = StateMaps.inPlace().empty();
            assertThatThrownBy(() -> run.tables.maps().written(elsewhere)).hasMessageContaining("map 0");
            run.tables.maps().written(after);
        }
    }
}
