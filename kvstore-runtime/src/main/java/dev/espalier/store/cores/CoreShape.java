package dev.espalier.store.cores;

import dev.espalier.core.Core;
import dev.espalier.core.NodeCore;
import dev.espalier.core.StateCodec;
import dev.espalier.core.StoreCore;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * What two cores must have in common for one to go on where the other was, with peers that still run the other: the
 * specification that both are proved of, the shape of their states, and that of what they send along with a put.
 *
 * @param specification the specification's name, as the certificate says it; empty without one
 * @param state the shape of the states; {@code null} where they cannot be written down
 * @param payload the shape of what travels with a put
 */
public record CoreShape(String specification, @Nullable String state, String payload) {
    /** The shape of {@code core}. */
    public static CoreShape of(LoadedCore core) {
        StateCodec<?> codec = core.core().stateCodec();
        return new CoreShape(
                core.identity().specification(), codec == null ? null : codec.shape(), payload(core.core()));
    }

    /** Whether a core of this shape can be replaced by one of {@code other} at once. */
    public boolean suits(CoreShape other) {
        return state != null && !specification.isEmpty() && equals(other);
    }

    /** What keeps the two apart, in words. */
    public String differenceFrom(CoreShape other) {
        if (!specification.equals(other.specification) || specification.isEmpty()) {
            return "their specifications differ (" + named(specification) + ", " + named(other.specification) + ")";
        }
        if (state == null || other.state == null) {
            return "the states of one of them cannot be written down";
        }
        return state.equals(other.state) ? "what they send with a put differs" : "their states have different shapes";
    }

    private static String named(String specification) {
        return specification.isEmpty() ? "none" : specification;
    }

    private static String payload(StoreCore core) {
        Class<?> kind = core instanceof Core<?, ?, ?, ?, ?> ? Core.class : NodeCore.class;
        for (Type implemented : core.getClass().getGenericInterfaces()) {
            if (implemented instanceof ParameterizedType applied
                    && applied.getRawType().equals(kind)) {
                Type[] arguments = applied.getActualTypeArguments();
                return kind.getSimpleName() + " " + new TypeShape().of(arguments[arguments.length - 1]);
            }
        }
        // Another way to implement a core than the bridge's: it is like itself alone.
        return core.getClass().getName();
    }
}
