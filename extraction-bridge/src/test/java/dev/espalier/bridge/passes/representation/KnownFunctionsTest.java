package dev.espalier.bridge.passes.representation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.differential.InMemoryJava;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Representation;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.java.ProgramEmitter;
import dev.espalier.bridge.ocaml.ItemParser;
import dev.espalier.bridge.passes.Pass;
import dev.espalier.bridge.passes.currying.Currying;
import dev.espalier.bridge.passes.lifting.LambdaLifting;
import dev.espalier.bridge.passes.matching.MatchCompilation;
import dev.espalier.bridge.passes.simplification.Simplification;
import dev.espalier.bridge.passes.tailcalls.SelfTailCalls;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.bridge.types.ModuleElaborator;
import dev.espalier.core.lang.Func;
import dev.espalier.core.lang.Whole;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each direct definition against the recursive one that it takes the place of, on boundaries and random numbers. */
class KnownFunctionsTest {
    private static final int INPUTS = 150;

    private final Random random = new Random(17);

    @Test
    void directDefinitionsGiveWhatTheRecursiveOnesGive() throws Exception {
        SourceText source = new SourceText("reference.ml", Reference.text("rocq_8_16.ml"));
        Program program = translated(source, true);
        InMemoryJava direct = InMemoryJava.compile(ProgramEmitter.classes(program, "reference.ml", "direct"));
        InMemoryJava recursive =
                InMemoryJava.compile(ProgramEmitter.classes(translated(source, false), "reference.ml", "recursive"));
        List<String> differences = new ArrayList<>();
        Map<String, Integer> compared = new TreeMap<>();
        onLargeStack(() -> {
            for (Global global : program.globals()) {
                if (new KnownFunctions().replacements().containsKey(global.toString())) {
                    compared.put(global.toString(), compare(global, direct, recursive, differences));
                }
            }
        });
        assertThat(differences).isEmpty();
        assertThat(compared.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        new KnownFunctions().replacements().keySet());
        assertThat(compared.values()).allMatch(inputs -> inputs == INPUTS);
    }

    private int compare(Global global, InMemoryJava direct, InMemoryJava recursive, List<String> differences)
            throws ReflectiveOperationException {
        List<Type> types = new ArrayList<>();
        Type rest = global.type().solved();
        while (rest instanceof Type.Arrow arrow) {
            types.add(arrow.from());
            rest = arrow.to().solved();
        }
        int inputs = 0;
        for (; inputs < INPUTS; inputs++) {
            int size = size(global.name(), rest);
            @Nullable Object[] arguments = new Object[types.size()];
            Method left = method(direct, "direct.", global);
            Method right = method(recursive, "recursive.", global);
            @Nullable Object[] same = new Object[types.size()];
            for (int i = 0; i < arguments.length; i++) {
                boolean count = i == 1 && global.name().matches("pow.*|shift.*|testbit.*");
                Object argument = argument(types.get(i), count ? Math.min(size, 4) : size, left.getParameterTypes()[i]);
                arguments[i] = argument;
                same[i] = i < right.getParameterCount() && left.getParameterTypes()[i].isEnum()
                        ? constant(right.getParameterTypes()[i], ((Enum<?>) argument).ordinal())
                        : argument;
            }
            String one = call(left, arguments);
            String other = call(right, same);
            if (!one.equals(other)) {
                differences.add(global + " " + Arrays.toString(arguments) + ": " + one + " and not " + other);
            }
        }
        return inputs;
    }

    /** Largest number of bits: unary results, and powers, must stay small. */
    private static int size(String name, Type result) {
        boolean unary = result.resolved() instanceof Type.Named named
                && result.solved() instanceof Type.Named declared
                && declared.symbol().representation() == Representation.NATURAL
                && named.symbol() != declared.symbol();
        if (name.matches("pow.*|shift.*")) {
            return unary ? 2 : 70;
        }
        return unary && !name.startsWith("size") ? 9 : 300;
    }

    private Object argument(Type type, int bits, Class<?> java) {
        if (java.isEnum()) {
            return constant(java, random.nextInt(java.getEnumConstants().length));
        }
        if (java == long.class) {
            return (long) random.nextInt(1 << Math.min(bits, 6));
        }
        Representation representation = ((Type.Named) type.solved()).symbol().representation();
        BigInteger number = switch (random.nextInt(4)) {
            case 0 -> BigInteger.valueOf(random.nextInt(4));
            case 1 ->
                BigInteger.ONE
                        .shiftLeft(
                                Math.min(bits, List.of(1, 31, 62, 63, 64, 200).get(random.nextInt(6))))
                        .add(BigInteger.valueOf(random.nextInt(3) - 1));
            default -> new BigInteger(1 + random.nextInt(bits), random);
        };
        return Whole.of(
                switch (representation) {
                    case POSITIVE -> number.max(BigInteger.ONE);
                    case BINARY_NATURAL -> number;
                    case null, default -> random.nextBoolean() ? number : number.negate();
                });
    }

    private static Object constant(Class<?> type, int index) {
        return type.getEnumConstants()[index];
    }

    /** The result; a definition with fewer parameters gives a function of the others. */
    @SuppressWarnings("unchecked") // a function of one more argument
    private static String call(Method method, @Nullable Object[] arguments) throws ReflectiveOperationException {
        int own = method.getParameterCount();
        Object result = method.invoke(null, Arrays.copyOf(arguments, own));
        for (int i = own; i < arguments.length; i++) {
            result = ((Func<Object, Object>) result).apply(Objects.requireNonNull(arguments[i]));
        }
        return String.valueOf(result);
    }

    private static Method method(InMemoryJava loader, String packageName, Global global) throws ClassNotFoundException {
        String module =
                global.modules().isEmpty() ? "Reference" : global.modules().getFirst();
        Class<?> owner = loader.loadClass(packageName + module.replace("_", ""));
        return Arrays.stream(owner.getMethods())
                .filter(method -> plain(method.getName()).equals(plain(global.name())))
                .findFirst()
                .orElseThrow(() -> new AssertionError(global + " is no method"));
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static Program translated(SourceText source, boolean replacing) {
        Program program = ModuleElaborator.elaborate(ItemParser.implementation(source), null);
        List<Pass> passes = List.of(
                new Representations(),
                new Simplification(),
                new MatchCompilation(),
                new Simplification(),
                new Numbers(replacing),
                new LambdaLifting(),
                new Simplification(),
                new Currying(),
                new SelfTailCalls());
        for (Pass pass : passes) {
            program = pass.run(program);
        }
        return program;
    }

    /** What may fail with a checked exception. */
    private interface Work {
        void run() throws ReflectiveOperationException;
    }

    private static void onLargeStack(Work work) throws InterruptedException {
        List<Throwable> failures = new ArrayList<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        work.run();
                    } catch (InvocationTargetException e) {
                        failures.add(e.getCause());
                    } catch (ReflectiveOperationException | RuntimeException | Error e) {
                        failures.add(e);
                    }
                },
                "unary numbers",
                1 << 30);
        thread.start();
        thread.join();
        assertThat(failures).isEmpty();
    }
}
