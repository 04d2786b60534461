package dev.espalier.bridge.ir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes one Java class: a module, with the modules nested in it; or what stands outside of modules.
 *
 * @param name the module's name; {@code null} for what stands outside of modules
 * @param functors its parameters, empty for a plain module
 * @param types its types in the order of their declaration
 * @param globals its values in the order of their definition
 */
public record Unit(
        @Nullable String name, List<FunctorParameter> functors, List<TypeSymbol> types, List<Global> globals) {

    /**
     * A parameter of a functor: its name, its signature's name, its open types and its operations.
     *
     * @param types the open types without parameters; one with parameters is {@linkplain TypeSymbol#isOpaque opaque}
     */
    public record FunctorParameter(String name, String signature, List<TypeSymbol> types, List<Operation> operations) {
        /** Whether the parameter is a state map: all that it supplies itself is the empty one. */
        public boolean isStateMap() {
            return operations.size() == 1
                    && operations.getFirst().type().resolved() instanceof Type.Named named
                    && named.symbol() == Builtins.STATE_MAP;
        }
    }

    /**
     * A value that a functor's parameter supplies.
     *
     * @param parameters the type parameters of a polymorphic operation
     */
    public record Operation(
            String parameter, String name, List<Type.Parameter> parameters, Type type, String shownType) {
        /** Number of arguments: the arrows of its type. */
        public int arity() {
            return Types.arity(type);
        }
    }
}
