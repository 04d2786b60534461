package dev.espalier.bridge.passes.linearity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.Bridge;
import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.BridgeResult;
import dev.espalier.bridge.differential.InMemoryJava;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.core.lang.Pair;
import dev.espalier.core.state.OwnedEntry;
import dev.espalier.core.state.StateMap;
import dev.espalier.core.state.StateMaps;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * No entry that a map overwrites is ever seen by who found it before: what the analysis lets through gives the same results
 * over maps that overwrite and over persistent ones. Random programs try.
 */
class EntryAliasingTest {
    private static final int PROGRAMS = 2500;
    private static final int COMPARED = 120;
    private static final int INPUTS = 20;
    private static final int KEYS = 2;

    /** How the bridge writes the entry where it is replaced. */
    private static final String RECORD = "public record Entry(long content, long other) {}";

    /** The same as the bridge writes it where it is overwritten. */
    private static final String OVERWRITTEN = """
            public static final class Entry extends dev.espalier.core.state.OwnedEntry<Entry> {
                private long content;
                private long other;
                public Entry(long content, long other) { this.content = content; this.other = other; }
                public long content() { return content; }
                public long other() { return other; }
                @Override protected void takeOver(Entry next) { content = next.content; other = next.other; }
            }
            """;

    /** Every version stays, but what one holds is overwritten all the same: states are not what is tried here. */
    private record Overwriting<K, V>(Map<K, V> table) implements StateMap<K, V> {
        @Override
        public @Nullable V get(K key) {
            return table.get(key);
        }

        @Override
        public StateMap<K, V> add(K key, V value) {
            Map<K, V> changed = new HashMap<>(table);
            changed.put(key, OwnedEntry.replaced(table.get(key), value));
            return new Overwriting<>(changed);
        }

        @Override
        public StateMap<K, V> remove(K key) {
            Map<K, V> changed = new HashMap<>(table);
            changed.remove(key);
            return new Overwriting<>(changed);
        }
    }

    private static final StateMaps OVERWRITING = new StateMaps() {
        @Override
        public <K, V> StateMap<K, V> empty() {
            return new Overwriting<>(new HashMap<>());
        }
    };

    /** The programs translated together, to be run over one kind of map or another. */
    private record Translated(Class<?> type) {
        static Translated of(List<RandomEntryPrograms.Program> programs, boolean forced)
                throws ReflectiveOperationException {
            StringBuilder text = new StringBuilder(RandomEntryPrograms.DEFINITIONS);
            for (int i = 0; i < programs.size(); i++) {
                text.append(programs.get(i).text(i)).append("\n  ");
            }
            SourceText source = new SourceText("t.ml", LinearityTest.source(text.toString()));
            BridgeResult result = Bridge.translate(BridgeRequest.library("entries", source, null));
            assertThat(result.files().toString().contains(RECORD)).isEqualTo(forced);
            SortedMap<String, String> files = new TreeMap<>();
            result.files().forEach((path, file) -> files.put(path, file.replace(RECORD, OVERWRITTEN)));
            return new Translated(InMemoryJava.compile(files).loadClass("entries.F"));
        }

        private Object instance(StateMaps maps) throws ReflectiveOperationException {
            Constructor<?> constructor = type.getConstructors()[0];
            Class<?> keys = constructor.getParameterTypes()[0];
            Object parameters = Proxy.newProxyInstance(
                    keys.getClassLoader(),
                    new Class<?>[] {keys},
                    (_, _, arguments) -> arguments[0].equals(arguments[1]));
            return constructor.newInstance(parameters, maps);
        }

        /** What function {@code number} gives for the inputs of {@code seed}, shown. */
        String run(int number, StateMaps maps, long seed) throws ReflectiveOperationException {
            Random random = new Random(seed);
            Object instance = instance(maps);
            Method function = Arrays.stream(type.getMethods())
                    .filter(method -> method.getName().equals("f" + number))
                    .findFirst()
                    .orElseThrow();
            Constructor<?> entry = Arrays.stream(type.getDeclaredClasses())
                    .filter(nested -> nested.getSimpleName().equals("Entry"))
                    .findFirst()
                    .orElseThrow()
                    .getConstructors()[0];
            StateMap<Object, Object> map = maps.empty();
            for (int key = 0; key < KEYS; key++) {
                map = map.add(key, entry.newInstance((long) random.nextInt(5), (long) random.nextInt(5)));
            }
            int key = random.nextInt(KEYS);
            int other = random.nextInt(KEYS);
            long count = random.nextInt(4);
            // The entry that the function is given is one of the map's.
            Object value = function.invoke(instance, key, other, count, map, map.get(key));
            return shown(value);
        }

        private static String shown(Object value) throws ReflectiveOperationException {
            return switch (value) {
                case StateMap<?, ?> map -> entries(map);
                case Pair<?, ?>(Object map, Object number) -> shown(map) + number;
                default -> value.toString();
            };
        }

        @SuppressWarnings("unchecked")
        private static String entries(StateMap<?, ?> map) throws ReflectiveOperationException {
            List<String> entries = new ArrayList<>();
            for (int key = 0; key < KEYS; key++) {
                Object entry = ((StateMap<Object, Object>) map).get(key);
                entries.add(
                        entry == null
                                ? "none"
                                : entry.getClass().getMethod("content").invoke(entry) + "/"
                                        + entry.getClass().getMethod("other").invoke(entry));
            }
            return entries.toString();
        }
    }

    private static boolean differs(Translated translated, int number) throws ReflectiveOperationException {
        for (long seed = 0; seed < INPUTS; seed++) {
            if (!translated
                    .run(number, OVERWRITING, seed)
                    .equals(translated.run(number, StateMaps.persistent(), seed))) {
                return true;
            }
        }
        return false;
    }

    @Test
    void anEntryThatIsOverwrittenIsNeverSeenFromBefore() throws Exception {
        RandomEntryPrograms random = new RandomEntryPrograms(11);
        List<RandomEntryPrograms.Program> accepted = new ArrayList<>();
        List<RandomEntryPrograms.Program> refused = new ArrayList<>();
        for (int i = 0; i < PROGRAMS && (accepted.size() < COMPARED || refused.size() < COMPARED); i++) {
            RandomEntryPrograms.Program program = random.next();
            LinearityReport report = LinearityTest.report(RandomEntryPrograms.DEFINITIONS + program.text(0));
            if (!report.shared().isEmpty()) {
                refused.add(program);
            } else if (report.inPlace()
                    && (program.body().contains("M.add") || program.body().contains("replace"))) {
                accepted.add(program);
            }
        }
        assertThat(accepted).as("accepted programs that replace").hasSizeGreaterThanOrEqualTo(COMPARED);
        accepted.subList(COMPARED, accepted.size()).clear();
        Translated overwritten = Translated.of(accepted, false);
        for (int i = 0; i < accepted.size(); i++) {
            assertThat(differs(overwritten, i)).as("%s", accepted.get(i)).isFalse();
        }
        // Where the analysis says no, overwriting does show: otherwise the comparison above would mean nothing.
        Translated forced = Translated.of(refused, true);
        int seen = 0;
        for (int i = 0; i < refused.size(); i++) {
            seen += differs(forced, i) ? 1 : 0;
        }
        assertThat(seen).as("refused programs where overwriting shows").isGreaterThan(10);
    }
}
