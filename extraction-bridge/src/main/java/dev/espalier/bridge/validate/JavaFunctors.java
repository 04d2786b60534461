package dev.espalier.bridge.validate;

import dev.espalier.bridge.exports.ExportedFunctor;
import dev.espalier.bridge.exports.Shape;
import dev.espalier.core.state.StateMaps;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Instances of the classes that open functors become. */
final class JavaFunctors {
    private final ClassLoader loader;
    private final JavaValues values;
    private final List<FunctorArguments> arguments;
    private final Map<Integer, Object> instances = new HashMap<>();

    JavaFunctors(ClassLoader loader, JavaValues values, List<FunctorArguments> arguments) {
        this.loader = loader;
        this.values = values;
        this.arguments = arguments;
    }

    /** The functor at place {@code functor}, applied. */
    Object instance(int functor) {
        Object known = instances.get(functor);
        if (known == null) {
            known = applied(arguments.get(functor));
            instances.put(functor, known);
        }
        return known;
    }

    private Object applied(FunctorArguments functor) {
        String name = functor.functor().className();
        try {
            List<ExportedFunctor.Parameter> parameters = functor.functor().parameters();
            Object[] supplied = new Object[parameters.size()];
            Constructor<?> constructor = Class.forName(name, true, loader).getConstructors()[0];
            for (int i = 0; i < supplied.length; i++) {
                if (parameters.get(i).isStateMap()) {
                    supplied[i] = maps(constructor.getParameterTypes()[i]);
                    continue;
                }
                Class<?> type = Class.forName(parameters.get(i).interfaceName(), true, loader);
                supplied[i] = Proxy.newProxyInstance(
                        loader,
                        new Class<?>[] {type},
                        handler(parameters.get(i), functor.parameters().get(i)));
            }
            return constructor.newInstance(supplied);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new JavaSide.InternalException(name + " cannot be made", e);
        } catch (ReflectiveOperationException e) {
            throw new JavaSide.InternalException(name + " cannot be made", e);
        }
    }

    /** What state maps are made of: persistent ones if a functor asks for those, in any of the file. */
    StateMaps maps() {
        for (FunctorArguments functor : arguments) {
            try {
                Class<?> type = Class.forName(functor.functor().className(), true, loader);
                for (Class<?> parameter : type.getConstructors()[0].getParameterTypes()) {
                    if (parameter == StateMaps.Persistent.class) {
                        return StateMaps.persistent();
                    }
                }
            } catch (ReflectiveOperationException e) {
                throw new JavaSide.InternalException(functor.functor().className() + " cannot be made", e);
            }
        }
        return StateMaps.inPlace();
    }

    private static StateMaps maps(Class<?> asked) {
        return asked == StateMaps.Persistent.class ? StateMaps.persistent() : StateMaps.inPlace();
    }

    private InvocationHandler handler(ExportedFunctor.Parameter parameter, Map<String, Meaning> meanings) {
        Map<String, ExportedFunctor.Operation> byMethod = new HashMap<>();
        parameter.operations().forEach(operation -> byMethod.put(operation.method(), operation));
        return (proxy, method, supplied) -> {
            ExportedFunctor.Operation operation = byMethod.get(method.getName());
            if (operation == null) {
                throw new UnsupportedOperationException(method.getName());
            }
            Object[] all = supplied == null ? new Object[0] : supplied;
            return result(operation, meanings.get(operation.name()), all);
        };
    }

    private Object result(ExportedFunctor.Operation operation, @Nullable Meaning meaning, Object[] all) {
        return switch (meaning) {
            case null -> throw new UnsupportedOperationException(operation.name());
            case Meaning.Equality equality -> all[0].equals(all[1]);
            case Meaning.Order order -> order.strict() ? (long) all[0] < (long) all[1] : (long) all[0] <= (long) all[1];
            case Meaning.Comparison comparison -> {
                int sign = Long.compare((long) all[0], (long) all[1]);
                int constructor = sign < 0 ? comparison.less() : sign == 0 ? comparison.equal() : comparison.greater();
                yield values.make(operation.shape().result(), new Datum.Block(constructor, List.of()));
            }
            case Meaning.Given given -> {
                Shape shape = operation.shape().with(List.of());
                Object value = values.make(shape, given.datum());
                for (Object argument : all) {
                    value = JavaValues.apply(value, argument);
                }
                yield value;
            }
        };
    }
}
