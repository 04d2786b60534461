package dev.espalier.bridge.exports;

import java.util.List;

/**
 * A functor that the file does not apply.
 *
 * @param name the functor's module
 * @param className binary name of the class that takes its parameters
 * @param parameters its parameters in order
 */
public record ExportedFunctor(String name, String className, List<Parameter> parameters) {
    public ExportedFunctor {
        parameters = List.copyOf(parameters);
    }

    /**
     * A parameter.
     *
     * @param signature its module type, or its own name if that has none
     * @param interfaceName binary name of the interface that a Java argument implements
     * @param types what it leaves open; names of types in inner modules begin with the modules' names
     */
    public record Parameter(
            String name, String signature, String interfaceName, List<String> types, List<Operation> operations) {
        public Parameter {
            types = List.copyOf(types);
            operations = List.copyOf(operations);
        }

        /** Whether it is a state map: then all that it supplies is an empty one. */
        public boolean isStateMap() {
            return operations.size() == 1 && operations.getFirst().shape() instanceof Shape.StateMap;
        }
    }

    /** A value that the parameter supplies, and the method that it is in Java. */
    public record Operation(String name, String method, Shape shape) {}
}
