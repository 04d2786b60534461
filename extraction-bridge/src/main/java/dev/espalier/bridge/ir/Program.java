package dev.espalier.bridge.ir;

import java.util.List;
import java.util.stream.Stream;

/**
 * A whole source file.
 *
 * @param units its modules, in order; what stands outside of modules comes first
 * @param notes what the passes so far decided
 */
public record Program(List<Unit> units, List<Note> notes) {
    /** A program about which nothing is decided yet. */
    public Program(List<Unit> units) {
        this(units, List.of());
    }

    /** The same program with other units. */
    public Program with(List<Unit> newUnits) {
        return new Program(newUnits, notes);
    }

    /** The same program with {@code more} notes. */
    public Program noting(List<Note> more) {
        return new Program(units, Stream.concat(notes.stream(), more.stream()).toList());
    }

    /** All definitions, in the order of the units. */
    public List<Global> globals() {
        return units.stream().flatMap(unit -> unit.globals().stream()).toList();
    }
}
