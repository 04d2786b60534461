package dev.espalier.bridge.passes.inlining;

import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Note;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.passes.Components;
import dev.espalier.bridge.passes.Pass;
import dev.espalier.bridge.passes.simplification.Simplification;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the bodies of known functions where they are called, if that makes something of it: the call was a detour, or a
 * function that is handed over becomes known where it is called. {@link Candidates} says of which functions.
 *
 * <p>Called functions go first, so that what is copied is never gone over again. A definition may at most double, and
 * grow by a little more: chains of functions that call each other twice do not blow up. Arguments are evaluated before the
 * body and in their order, as at a call.
 */
public final class Inlining implements Pass {
    /** The pass. */
    public Inlining() {}

    @Override
    public String name() {
        return "inlining";
    }

    @Override
    public Program run(Program program) {
        Candidates candidates = new Candidates(program);
        for (List<Global> group : Components.of(program.globals(), candidates::called)) {
            for (Global global : group) {
                Inliner inliner = new Inliner(global, candidates);
                global.define(Simplification.simplify(inliner.inline(global.body())));
            }
        }
        Set<Global> needed = needed(program);
        List<Unit> units = new ArrayList<>();
        for (Unit unit : program.units()) {
            List<Global> left = unit.globals().stream().filter(needed::contains).toList();
            units.add(new Unit(unit.name(), unit.functors(), unit.types(), left));
        }
        return program.with(units).noting(notes(candidates.inlined(), needed));
    }

    /** The definitions that anybody can call, and what these need: a local function whose calls are gone is neither. */
    private static Set<Global> needed(Program program) {
        Candidates now = new Candidates(program);
        Set<Global> needed = new HashSet<>();
        List<Global> waiting = new ArrayList<>(
                program.globals().stream().filter(global -> !global.lifted()).toList());
        while (!waiting.isEmpty()) {
            Global global = waiting.removeLast();
            if (needed.add(global)) {
                waiting.addAll(now.called(global));
            }
        }
        return needed;
    }

    private static List<Note> notes(Map<Global, Integer> inlined, Set<Global> needed) {
        List<Note> notes = new ArrayList<>();
        inlined.forEach((global, calls) -> {
            String text = (calls == 1 ? "1 call of it is" : calls + " calls of it are") + " compiled in place";
            String left = needed.contains(global) ? "" : ", and no method of its own is left";
            notes.add(new Note(Note.Kind.INLINED, global.toString(), text + left));
        });
        return notes;
    }
}
