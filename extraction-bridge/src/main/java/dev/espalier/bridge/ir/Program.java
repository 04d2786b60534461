package dev.espalier.bridge.ir;

import java.util.List;

/**
 * A whole source file.
 *
 * @param units its modules, in order; what stands outside of modules comes first
 */
public record Program(List<Unit> units) {
    /** All definitions, in the order of the units. */
    public List<Global> globals() {
        return units.stream().flatMap(unit -> unit.globals().stream()).toList();
    }
}
