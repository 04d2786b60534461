package dev.espalier.bridge.passes.linearity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.Bridge;
import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.BridgeResult;
import dev.espalier.bridge.differential.InMemoryJava;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.core.lang.Pair;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * No update in place is ever seen by who holds the state from before: what the analysis lets through gives the same
 * results over maps that are changed in place without any protection and over persistent ones. Random programs try.
 */
class AliasingTest {
    private static final int PROGRAMS = 2500;
    private static final int INPUTS = 30;
    private static final int KEYS = 3;

    /** Changed in place, and every old handle shows it. */
    private record Unprotected<K, V>(Map<K, V> table) implements StateMap<K, V> {
        @Override
        public @Nullable V get(K key) {
            return table.get(key);
        }

        @Override
        public StateMap<K, V> add(K key, V value) {
            table.put(key, value);
            return this;
        }

        @Override
        public StateMap<K, V> remove(K key) {
            table.remove(key);
            return this;
        }
    }

    private static final StateMaps UNPROTECTED = new StateMaps.Persistent() {
        @Override
        public <K, V> StateMap<K, V> empty() {
            return new Unprotected<>(new HashMap<>());
        }
    };

    /** The programs translated together, to be run over one kind of map or another. */
    private record Translated(Class<?> type, boolean inPlace) {
        static Translated of(List<RandomStatePrograms.Program> programs) throws ReflectiveOperationException {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < programs.size(); i++) {
                text.append(programs.get(i).text(i)).append("\n  ");
            }
            SourceText source = new SourceText("t.ml", LinearityTest.source(text.toString()));
            BridgeResult result = Bridge.translate(BridgeRequest.library("aliasing", source, null));
            boolean inPlace = !result.files().toString().contains("StateMaps.Persistent");
            return new Translated(InMemoryJava.compile(result.files()).loadClass("aliasing.F"), inPlace);
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
        String run(int number, RandomStatePrograms.Sort result, StateMaps maps, long seed)
                throws ReflectiveOperationException {
            Random random = new Random(seed);
            Object instance = instance(maps);
            Method function = Arrays.stream(type.getMethods())
                    .filter(method -> method.getName().equals("f" + number))
                    .findFirst()
                    .orElseThrow();
            Class<?> recordType = Arrays.stream(type.getDeclaredClasses())
                    .filter(Class::isRecord)
                    .findFirst()
                    .orElseThrow();
            Object record = recordType.getConstructors()[0].newInstance(filled(maps, random), (long) random.nextInt(4));
            Object key = random.nextInt(KEYS);
            Object other = random.nextInt(KEYS);
            long count = random.nextInt(4);
            Object value = function.invoke(instance, key, other, count, filled(maps, random), record);
            return switch (result) {
                case NUMBER -> value.toString();
                case MAP -> entries(value);
                case RECORD ->
                    entries(recordType.getMethod("store").invoke(value))
                            + recordType.getMethod("count").invoke(value);
                case PAIR -> value instanceof Pair<?, ?>(Object map, Object number2) ? entries(map) + number2 : "none";
            };
        }

        private static StateMap<Integer, Long> filled(StateMaps maps, Random random) {
            StateMap<Integer, Long> map = maps.empty();
            for (int i = 0; i < KEYS; i++) {
                map = random.nextBoolean() ? map.add(i, (long) random.nextInt(5)) : map;
            }
            return map;
        }

        @SuppressWarnings("unchecked")
        private static String entries(Object map) {
            List<String> entries = new ArrayList<>();
            for (int i = 0; i < KEYS; i++) {
                entries.add(i + "=" + ((StateMap<Integer, Long>) map).get(i));
            }
            return entries.toString();
        }
    }

    private static boolean differs(Translated translated, int number, RandomStatePrograms.Program program)
            throws ReflectiveOperationException {
        for (long seed = 0; seed < INPUTS; seed++) {
            String shared = translated.run(number, program.result(), UNPROTECTED, seed);
            if (!shared.equals(translated.run(number, program.result(), StateMaps.persistent(), seed))) {
                return true;
            }
        }
        return false;
    }

    @Test
    void whatIsUpdatedInPlaceIsNeverSeenFromBefore() throws Exception {
        RandomStatePrograms random = new RandomStatePrograms(7);
        List<RandomStatePrograms.Program> accepted = new ArrayList<>();
        List<RandomStatePrograms.Program> refused = new ArrayList<>();
        for (int i = 0; i < PROGRAMS; i++) {
            RandomStatePrograms.Program program = random.next();
            LinearityReport report = LinearityTest.report(program.text(0));
            if (!report.inPlace()) {
                refused.add(program);
            } else if (program.body().contains("M.add") || program.body().contains("M.remove")) {
                accepted.add(program);
            }
        }
        assertThat(accepted).as("accepted programs that update").hasSizeGreaterThan(150);
        accepted.subList(150, accepted.size()).clear();
        refused.subList(150, refused.size()).clear();
        Translated inPlace = Translated.of(accepted);
        assertThat(inPlace.inPlace()).isTrue();
        for (int i = 0; i < accepted.size(); i++) {
            assertThat(differs(inPlace, i, accepted.get(i)))
                    .as("%s", accepted.get(i))
                    .isFalse();
        }
        // Unprotected maps do show what the analysis refuses: otherwise the comparison above would mean nothing.
        Translated persistent = Translated.of(refused);
        assertThat(persistent.inPlace()).isFalse();
        int seen = 0;
        for (int i = 0; i < refused.size(); i++) {
            seen += differs(persistent, i, refused.get(i)) ? 1 : 0;
        }
        assertThat(seen).as("refused programs where the update shows").isGreaterThan(15);
    }
}
