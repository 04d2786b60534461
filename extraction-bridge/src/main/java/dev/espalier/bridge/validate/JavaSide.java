package dev.espalier.bridge.validate;

import dev.espalier.bridge.exports.ExportedValue;
import dev.espalier.bridge.exports.Exports;
import dev.espalier.bridge.exports.Shape;
import dev.espalier.core.state.StateMaps;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls the methods of the generated classes, with a limit of time. */
final class JavaSide implements AutoCloseable {
    /** How many times the limit may pass on the clock: other work may have the processor, or the JVM collect garbage. */
    private static final int PATIENCE = 3;

    /** How long a call that was told to stop may take to: leaving millions of frames takes longer than making them. */
    private static final Duration STOPPING = Duration.ofMinutes(2);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<Signature> signatures;
    private final JavaProgram loader;
    private final JavaFunctors functors;
    private final JavaValues values;
    private final boolean conversions;
    private final JavaLimits limits;
    private final Map<String, Map<String, Method>> methods = new HashMap<>();
    private volatile @Nullable Thread thread;
    private ExecutorService worker;

    JavaSide(
            JavaProgram loader,
            Exports exports,
            List<Signature> signatures,
            List<FunctorArguments> arguments,
            Function<Shape.Function, List<Datum>> probes,
            JavaLimits limits) {
        this.signatures = signatures;
        this.loader = loader;
        this.conversions = exports.conversions();
        this.limits = limits;
        this.values = new JavaValues(exports, new JavaClasses(loader), this::called, probes, this::maps);
        this.functors = new JavaFunctors(loader, values, arguments);
        this.worker = worker();
    }

    private StateMaps maps() {
        return functors.maps();
    }

    private ExecutorService worker() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(null, task, "validated-java", limits.stackBytes());
            made.setDaemon(true);
            thread = made;
            return made;
        });
    }

    /** Processor time of the calls so far, in nanoseconds, as OCaml's limit is one of processor time. */
    private long used() {
        Thread current = thread;
        return current == null ? 0 : Math.max(0, THREADS.getThreadCpuTime(current.threadId()));
    }

    /** How {@code call} ends in Java. */
    Outcome call(Datum.Call call) throws InterruptedException {
        Signature signature = signatures.get(call.function());
        Shape result = signature.result().with(call.instance());
        long before = used();
        Future<Outcome> future = worker.submit(() -> outcome(call, result));
        try {
            for (int round = 1; ; round++) {
                try {
                    return future.get(limits.time().toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    if (round == PATIENCE || used() - before >= limits.time().toNanos()) {
                        stop(future);
                        return new Outcome.GaveUp("time");
                    }
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the validator failed on " + call.text(), e.getCause());
        }
    }

    private void stop(Future<Outcome> future) throws InterruptedException {
        loader.stop(true);
        try {
            future.get(STOPPING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // It is in a method that asks nothing, as of the Java library: left alone, it ends with this process.
            worker.shutdownNow();
            worker = worker();
        } finally {
            loader.stop(false);
        }
    }

    private Outcome outcome(Datum.Call call, Shape result) {
        try {
            return new Outcome.Gave(values.text(result, called(call)));
        } catch (JavaValues.TooLargeException e) {
            return new Outcome.GaveUp("size");
        } catch (StackOverflowError e) {
            return new Outcome.GaveUp("stack");
        } catch (OutOfMemoryError e) {
            return new Outcome.GaveUp("memory");
        } catch (ArithmeticException e) {
            return JavaValues.isOverflow(e) ? new Outcome.Overflowed() : new Outcome.Threw(e.toString());
        } catch (ClassCastException e) {
            return conversions ? new Outcome.Excluded(String.valueOf(e.getMessage())) : new Outcome.Threw(e.toString());
        } catch (InternalException e) {
            throw e;
        } catch (RuntimeException | ExceptionInInitializerError | NoClassDefFoundError e) {
            return new Outcome.Threw(e.toString());
        }
    }

    /** The validator and the translation disagree about what there is. */
    static final class InternalException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InternalException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private Object called(Datum.Call call) {
        Signature signature = signatures.get(call.function());
        ExportedValue.JavaMethod place =
                Objects.requireNonNull(signature.value().java());
        Method method = method(place);
        int first = place.accessor() ? 1 : 0;
        int direct = first + method.getParameterCount();
        Object[] arguments = new Object[call.arguments().size()];
        for (int i = 0; i < arguments.length; i++) {
            Shape shape = signature.parameters().get(i).with(call.instance());
            arguments[i] = values.make(shape, call.arguments().get(i));
        }
        int functor = signature.value().functor();
        Object target = place.accessor() ? arguments[0] : functor < 0 ? null : functors.instance(functor);
        Object value = invoke(method, target, Arrays.copyOfRange(arguments, first, direct));
        for (int i = direct; i < arguments.length; i++) {
            value = JavaValues.apply(value, arguments[i]);
        }
        return value;
    }

    private Method method(ExportedValue.JavaMethod place) {
        Method found =
                methods.computeIfAbsent(place.className(), this::publicMethods).get(place.name());
        if (found == null) {
            throw new InternalException(place + " is not there", new NoSuchMethodException(place.name()));
        }
        return found;
    }

    private Map<String, Method> publicMethods(String className) {
        try {
            Map<String, Method> found = new HashMap<>();
            for (Method method : Class.forName(className, true, loader).getMethods()) {
                found.put(method.getName(), method);
            }
            return found;
        } catch (ClassNotFoundException e) {
            throw new InternalException(className + " is not there", e);
        }
    }

    // A static method has no target, and reflection wants null for it.
    @SuppressWarnings("NullAway")
    private static Object invoke(Method method, @Nullable Object target, Object[] arguments) {
        try {
            return Objects.requireNonNull(method.invoke(target, arguments), () -> method + " gave null");
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case RuntimeException thrown -> throw thrown;
                case Error error -> throw error;
                case null, default -> throw new InternalException(method + " failed", e);
            }
        } catch (IllegalAccessException e) {
            throw new InternalException(method + " cannot be called", e);
        }
    }

    /**
     * Ends the thread that makes the calls, and waits until it has ended: nothing of a validation runs on after it. The
     * pool calls itself ended while the thread still gives back its stack, so the thread itself is waited for.
     */
    @Override
    public void close() {
        worker.shutdownNow();
        Thread current = thread;
        try {
            if (current != null) {
                current.join(STOPPING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
