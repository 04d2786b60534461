package dev.espalier.bridge.ir;

import java.util.List;

/**
 * A function or value of a library that the standard extraction directives refer to, and that the runtime has as a
 * static method. Compared by identity, as its type parameters are.
 *
 * @param owner the class of the runtime, without its package
 * @param method the method's name
 * @param parameters the type parameters, in the order in which the method declares them
 * @param type its type: one method parameter an arrow
 */
public record RuntimeFunction(String owner, String method, List<Type.Parameter> parameters, Type type) {
    /** Number of arguments: the arrows of its type. */
    public int arity() {
        return Types.arity(type);
    }

    @Override
    public String toString() {
        return owner + "." + method;
    }
}
