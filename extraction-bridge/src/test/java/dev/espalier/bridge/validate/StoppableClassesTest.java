package dev.espalier.bridge.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compiled classes end when they are asked to, and compute what they did. */
class StoppableClassesTest {
    private static final JavaProgram PROGRAM = JavaProgram.compile(Map.of("p/P.java", """
            package p;

            public final class P {
                private P() {}

                public static long loop(long n) {
                    while (true) {
                        n++;
                    }
                }

                public static long recursion(long n) {
                    return n > 60 ? n : recursion(n + 1) + recursion(n + 1);
                }

                public static long lambda(long n) {
                    java.util.function.LongUnaryOperator[] self = new java.util.function.LongUnaryOperator[1];
                    self[0] = m -> {
                        try {
                            return self[0].applyAsLong(m) + 1;
                        } catch (StackOverflowError e) {
                            return self[0].applyAsLong(m);
                        }
                    };
                    return self[0].applyAsLong(n);
                }

                public static long switched(long n) {
                    long sum = 0;
                    while (true) {
                        switch ((int) (n % 3)) {
                            case 0 -> n = n + 1;
                            case 1 -> n = n + 2;
                            default -> n = n - 2;
                        }
                        sum += n;
                    }
                }

                public static long ends(long n) {
                    long sum = 0;
                    for (long i = 0; i < n; i++) {
                        Object boxed = i % 2 == 0 ? (Object) Long.valueOf(i) : String.valueOf(i);
                        sum += boxed instanceof Long number ? number : boxed.toString().length();
                    }
                    return sum;
                }
            }
            """));

    @ParameterizedTest
    @ValueSource(strings = {"loop", "recursion", "lambda", "switched"})
    void ends(String name) throws Exception {
        FutureTask<Object> call = new FutureTask<>(() -> method(name).invoke(null, 1L));
        Thread thread = new Thread(call);
        thread.setDaemon(true);
        thread.start();
        thread.join(Duration.ofMillis(300));
        assertThat(call.isDone()).isFalse();
        PROGRAM.stop(true);
        try {
            assertThatThrownBy(() -> call.get(1, TimeUnit.MINUTES))
                    .isInstanceOf(ExecutionException.class)
                    .rootCause()
                    .hasMessage("stopped");
        } finally {
            PROGRAM.stop(false);
        }
    }

    @Test
    void computesWhatItDid() throws Exception {
        assertThat(method("ends").invoke(null, 5L)).isEqualTo(8L);
    }

    private static Method method(String name) throws ReflectiveOperationException {
        return PROGRAM.loadClass("p.P").getMethod(name, long.class);
    }
}
