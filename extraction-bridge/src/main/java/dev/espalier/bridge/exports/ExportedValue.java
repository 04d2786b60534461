package dev.espalier.bridge.exports;

import dev.espalier.bridge.source.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value of a module.
 *
 * @param modules the modules that it is defined in, from the outermost inwards
 * @param name its OCaml name
 * @param position where it is defined
 * @param parameters how many type parameters it has
 * @param shape its type
 * @param shownType its type as OCaml writes it
 * @param functor the open functor that it belongs to, its place among {@link Exports#functors}; -1 for none
 * @param java where it is in Java; {@code null} if no method of its own is left of it
 * @param absence why there is no method; empty if there is one
 */
public record ExportedValue(
        List<String> modules,
        String name,
        Position position,
        int parameters,
        Shape shape,
        String shownType,
        int functor,
        @Nullable JavaMethod java,
        String absence) {
    public ExportedValue {
        modules = List.copyOf(modules);
    }

    /**
     * A method that takes the first arguments of the value, and gives a function for the rest.
     *
     * @param className binary name of its class
     * @param accessor whether it is a record's: called on the first argument
     */
    public record JavaMethod(String className, String name, boolean accessor) {}

    /** The path by which OCaml knows it from outside of the file's own module. */
    public String path() {
        return modules.isEmpty() ? name : String.join(".", modules) + "." + name;
    }
}
