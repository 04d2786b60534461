package dev.espalier.bridge.ocaml;

import java.util.List;

/**
 * A name, possibly inside modules.
 *
 * @param modules the modules from the outermost inwards, empty for a plain name
 * @param name the last component
 */
public record Path(List<String> modules, String name) {
    public Path {
        modules = List.copyOf(modules);
    }

    /** A name outside any module. */
    public static Path of(String name) {
        return new Path(List.of(), name);
    }

    @Override
    public String toString() {
        return modules.isEmpty() ? name : String.join(".", modules) + "." + name;
    }
}
