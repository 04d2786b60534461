package dev.espalier.bridge.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.differential.InMemoryJava;
import dev.espalier.bridge.dump.IrPrinter;
import dev.espalier.bridge.interpreter.InterpretationException.Kind;
import dev.espalier.bridge.ir.Note;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.java.ProgramEmitter;
import dev.espalier.bridge.passes.Pipeline;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Random programs give the same before the passes, after each, and as Java that is compiled and run. */
class RandomProgramsTest {
    private static final int PROGRAMS = 40;

    /** Steps of a call: most programs need hundreds, and those that need more are mostly those that need billions. */
    private static final long STEPS_MAX = 300_000;

    /** Passes need not keep the number of steps. */
    private static final long PASSED_STEPS_MAX = 10 * STEPS_MAX;

    private static final List<Long> INPUTS =
            LongStream.rangeClosed(-2, 9).boxed().toList();

    @Test
    void interpreterAndPassesAndJavaAgree() throws Exception {
        Map<Integer, List<String>> expected = new TreeMap<>();
        Map<String, String> sources = new TreeMap<>();
        OnLargeStack.run(() -> {
            for (int seed = 1; seed <= PROGRAMS; seed++) {
                int number = seed;
                passed(seed, sources).ifPresent(results -> expected.put(number, results));
            }
            return expected;
        });
        InMemoryJava java = InMemoryJava.compile(sources);
        assertThat(expected).hasSizeGreaterThan(PROGRAMS * 3 / 4);
        for (Map.Entry<Integer, List<String>> program : expected.entrySet()) {
            Method run = java.loadClass("random" + program.getKey() + ".Random").getMethod("run", long.class);
            List<String> results = new ArrayList<>();
            for (long input : INPUTS) {
                results.add(java(run, input));
            }
            assertThat(results)
                    .as(() -> "seed " + program.getKey() + "\n" + IrPrinter.print(RandomProgram.of(program.getKey())))
                    .isEqualTo(program.getValue());
        }
    }

    /**
     * The results of the program as it was made; its Java goes to {@code sources}. Nothing if the interpreter gives it up: it
     * would after each pass, and Java would take long as well.
     */
    private static Optional<List<String>> passed(int seed, Map<String, String> sources) {
        String text = IrPrinter.print(RandomProgram.of(seed));
        Program program = RandomProgram.of(seed);
        List<String> expected = Oracle.results(program, INPUTS, STEPS_MAX);
        if (expected.contains(Kind.STEP_LIMIT.toString())) {
            Pipeline.run(program);
            return Optional.empty();
        }
        Program translated = Pipeline.run(
                program,
                (number, pass, nanoseconds, made) -> assertThat(Oracle.results(made, INPUTS, PASSED_STEPS_MAX))
                        .as(() -> "seed " + seed + " after " + number + " " + pass.name() + "\n" + text + "\nnow\n"
                                + IrPrinter.print(made))
                        .isEqualTo(expected));
        sources.putAll(ProgramEmitter.classes(translated, "random.ml", "random" + seed));
        return Optional.of(expected);
    }

    private static String java(Method run, long input) throws IllegalAccessException {
        try {
            return String.valueOf(run.invoke(null, input));
        } catch (InvocationTargetException e) {
            return e.getCause() instanceof ArithmeticException
                    ? Kind.ARITHMETIC.toString()
                    : String.valueOf(e.getCause());
        }
    }

    @Test
    void theProgramsAreWorthTheirWhile() {
        int different = 0;
        Map<Note.Kind, Integer> changed = new EnumMap<>(Note.Kind.class);
        for (int seed = 1; seed <= PROGRAMS; seed++) {
            List<String> results = Oracle.results(RandomProgram.of(seed), INPUTS, STEPS_MAX);
            assertThat(results).allMatch(result -> result.matches("-?[0-9]+|ARITHMETIC|STEP_LIMIT"));
            different += results.stream().distinct().count() > 2 ? 1 : 0;
            Pipeline.run(RandomProgram.of(seed)).notes().stream()
                    .map(Note::kind)
                    .distinct()
                    .forEach(kind -> changed.merge(kind, 1, Integer::sum));
        }
        assertThat(different).as("programs whose result depends on the input").isGreaterThan(PROGRAMS / 4);
        assertThat(changed.get(Note.Kind.INLINED))
                .as("programs with calls replaced")
                .isGreaterThan(PROGRAMS / 2);
        assertThat(changed.get(Note.Kind.ERASED))
                .as("programs with parameters gone")
                .isGreaterThan(PROGRAMS / 4);
    }
}
