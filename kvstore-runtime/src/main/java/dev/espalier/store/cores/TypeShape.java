package dev.espalier.store.cores;

import dev.espalier.core.lang.NumberedList;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A type of a generated core in words: records with the names and types of their parts, alternatives in their order, without
 * the names of packages and of enclosing classes. The bridge derives a codec from the type alone, so equal words mean equal
 * bytes, as long as no version of the bridge writes a type otherwise than another.
 */
final class TypeShape {
    private static final String CORE_API = "dev.espalier.core.";

    private final Set<Class<?>> within = new HashSet<>();

    String of(Type type) {
        return of(type, Map.of());
    }

    private String of(Type type, Map<TypeVariable<?>, String> known) {
        return switch (type) {
            case Class<?> plain -> ofClass(plain, known);
            case ParameterizedType applied -> {
                Class<?> raw = (Class<?>) applied.getRawType();
                Type[] arguments = applied.getActualTypeArguments();
                Map<TypeVariable<?>, String> inner = new HashMap<>(known);
                StringBuilder shown = new StringBuilder();
                for (int i = 0; i < arguments.length; i++) {
                    String argument = of(arguments[i], known);
                    inner.put(raw.getTypeParameters()[i], argument);
                    shown.append(i == 0 ? "(" : ", ").append(argument);
                }
                if (raw == NumberedList.class) {
                    // Written byte for byte as a list of pairs, which it is in cores of older versions of the bridge.
                    yield "ConsList(Pair" + shown + ", Long))";
                }
                yield isLibrary(raw) ? raw.getSimpleName() + shown + ")" : ofClass(raw, inner);
            }
            case TypeVariable<?> variable -> known.getOrDefault(variable, variable.getName());
            default -> type.getTypeName();
        };
    }

    private static boolean isLibrary(Class<?> type) {
        return type.getName().startsWith(CORE_API) || type.getName().startsWith("java.");
    }

    private String ofClass(Class<?> type, Map<TypeVariable<?>, String> known) {
        if (type.isPrimitive() || isLibrary(type) || !within.add(type)) {
            return type.getSimpleName();
        }
        StringBuilder shape = new StringBuilder(type.getSimpleName()).append('{');
        if (type.isRecord()) {
            for (RecordComponent part : type.getRecordComponents()) {
                shape.append(part.getName())
                        .append(": ")
                        .append(of(part.getGenericType(), known))
                        .append("; ");
            }
        } else if (type.isSealed()) {
            for (Class<?> alternative : type.getPermittedSubclasses()) {
                shape.append("| ").append(of(alternative, known)).append(' ');
            }
        }
        within.remove(type);
        return shape.append('}').toString();
    }
}
