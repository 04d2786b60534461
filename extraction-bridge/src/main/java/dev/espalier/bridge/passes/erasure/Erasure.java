package dev.espalier.bridge.passes.erasure;

import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Note;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.passes.Pass;
import dev.espalier.bridge.passes.simplification.Simplification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Removes what extraction leaves of proofs and of types that OCaml cannot express: conversions between types that are
 * one; what is handed to a remnant of a proof; and parameters of former local functions that nothing uses, proofs among
 * them, with their arguments. Definitions that a caller may know keep their parameters.
 */
public final class Erasure implements Pass {
    /** The pass. */
    public Erasure() {}

    @Override
    public String name() {
        return "erasure";
    }

    @Override
    public Program run(Program program) {
        List<Global> globals = program.globals();
        globals.forEach(global -> global.define(Simplification.simplify(Conversions.remove(global.body()))));
        Map<Global, List<Integer>> unused = Uses.of(globals).unused();
        List<Note> notes = new ArrayList<>();
        unused.forEach((global, places) -> notes.add(note(global, places)));
        ParameterRemoval.run(unused, globals);
        TypeParameterRemoval.run(unused.keySet(), globals);
        return program.noting(notes);
    }

    private static Note note(Global global, List<Integer> places) {
        String text = places.size() == 1
                ? "a parameter that nothing uses is gone"
                : places.size() + " parameters that nothing uses are gone";
        return new Note(Note.Kind.ERASED, global.toString(), text);
    }
}
