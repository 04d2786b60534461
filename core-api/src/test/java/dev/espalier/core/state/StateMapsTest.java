package dev.espalier.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.core.lang.Option;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both kinds of map against a plain one; and what becomes of the versions before a change. */
class StateMapsTest {
    /** A key whose hashes collide, wholly or in their first bits. */
    private record Key(int number, int spread) {
        @Override
        public int hashCode() {
            return spread == 0 ? 7 : Integer.reverse(number % spread);
        }
    }

    private static void agree(StateMap<Key, Integer> map, Map<Key, Integer> model, int keys, int spread) {
        for (int i = 0; i < keys; i++) {
            Key key = new Key(i, spread);
            assertThat(map.get(key)).isEqualTo(model.get(key));
            assertThat(map.find(key)).isEqualTo(model.containsKey(key) ? Option.some(model.get(key)) : Option.none());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 40, 100_000})
    void changesDoWhatAPlainMapDoes(int spread) {
        for (StateMaps maps : List.of(StateMaps.inPlace(), StateMaps.persistent())) {
            Random random = new Random(spread);
            StateMap<Key, Integer> map = maps.empty();
            Map<Key, Integer> model = new HashMap<>();
            for (int step = 0; step < 2000; step++) {
                Key key = new Key(random.nextInt(60), spread);
                if (random.nextBoolean()) {
                    // The same object is looked up and then changed, as cores do; or an equal one.
                    assertThat(map.get(random.nextBoolean() ? key : new Key(key.number(), spread)))
                            .isEqualTo(model.get(key));
                }
                if (random.nextInt(3) == 0) {
                    map = map.remove(random.nextBoolean() ? key : new Key(key.number(), spread));
                    model.remove(key);
                } else {
                    map = map.add(key, step);
                    model.put(key, step);
                }
                if (step % 50 == 0) {
                    agree(map, model, 60, spread);
                }
            }
            agree(map, model, 60, spread);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 100_000})
    void everyVersionOfAPersistentMapStaysAsItIs(int spread) {
        Random random = new Random(1);
        List<StateMap<Key, Integer>> versions =
                new ArrayList<>(List.of(StateMaps.persistent().empty()));
        List<Map<Key, Integer>> models = new ArrayList<>(List.of(Map.of()));
        for (int step = 0; step < 500; step++) {
            int from = random.nextInt(versions.size());
            Key key = new Key(random.nextInt(25), spread);
            Map<Key, Integer> model = new HashMap<>(models.get(from));
            if (random.nextInt(3) == 0) {
                versions.add(versions.get(from).remove(key));
                model.remove(key);
            } else {
                versions.add(versions.get(from).add(key, step));
                model.put(key, step);
            }
            models.add(model);
        }
        for (int i = 0; i < versions.size(); i++) {
            agree(versions.get(i), models.get(i), 25, spread);
        }
    }

    /** As a client might choose them: all with one hash. The table in place then is another one. */
    @Test
    void keysOfOneHashAreFoundAndLargeMapsToo() {
        for (int spread : new int[] {0, 1 << 20}) {
            StateMap<Key, Integer> map = StateMaps.inPlace().empty();
            Map<Key, Integer> model = new HashMap<>();
            for (int step = 0; step < 2000; step++) {
                Key key = new Key(step, spread);
                map = map.add(key, step);
                model.put(key, step);
                if (step % 3 == 0) {
                    Key earlier = new Key(step / 2, spread);
                    map = map.remove(earlier);
                    model.remove(earlier);
                }
            }
            agree(map, model, 2000, spread);
        }
    }

    @Test
    void aMapThatWasChangedInPlaceIsSpent() {
        StateMap<String, Integer> before = StateMaps.inPlace().empty();
        StateMap<String, Integer> after = before.add("tree", 1);
        assertThat(after.get("tree")).isEqualTo(1);
        assertThatThrownBy(() -> before.get("tree"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("keep the state that the last call returned");
        assertThatThrownBy(() -> before.add("tree", 2)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> before.remove("tree")).isInstanceOf(IllegalStateException.class);
        assertThat(after.get("tree")).isEqualTo(1);
        assertThat(before).hasToString("(spent)");
    }

    /** An entry that its map may overwrite. */
    private static final class Counted extends OwnedEntry<Counted> {
        private int count;

        Counted(int count) {
            this.count = count;
        }

        @Override
        protected void takeOver(Counted next) {
            count = next.count;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100_000})
    void anEntryOfItsOwnIsOverwrittenInPlaceAndStaysInAPersistentMap(int spread) {
        for (StateMaps maps : List.of(StateMaps.inPlace(), StateMaps.persistent())) {
            boolean overwrites = maps == StateMaps.inPlace();
            StateMap<Key, OwnedEntry<Counted>> map = maps.empty();
            List<Counted> first = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                first.add(new Counted(i));
                map = map.add(new Key(i, spread), first.getLast());
            }
            for (int i = 0; i < 200; i++) {
                Counted next = new Counted(1000 + i);
                map = map.add(new Key(i, spread), next);
                assertThat(map.get(new Key(i, spread))).isSameAs(overwrites ? first.get(i) : next);
                assertThat(first.get(i).count).isEqualTo(overwrites ? 1000 + i : i);
            }
            map = map.remove(new Key(7, spread)).add(new Key(7, spread), new Counted(3));
            assertThat(first.get(7).count).isEqualTo(overwrites ? 1007 : 7);
            assertThat(map.get(new Key(7, spread))).isNotSameAs(first.get(7));
        }
    }
}
