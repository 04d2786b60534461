package dev.espalier.bridge.passes.representation;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Note;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.passes.Occurrences;
import dev.espalier.bridge.passes.Pass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the constructors of represented numbers as arithmetic, and branches on them as comparisons; and gives the
 * standard library's functions on numbers, recognised by their bodies, direct definitions. Runs on one-level branches,
 * so after match compilation.
 */
public final class Numbers implements Pass {
    private final boolean replacing;

    /** The pass. */
    public Numbers() {
        this(true);
    }

    /**
     * The pass, with or without replacements.
     *
     * @param replacing whether known functions get direct definitions
     */
    Numbers(boolean replacing) {
        this.replacing = replacing;
    }

    @Override
    public String name() {
        return "numbers";
    }

    @Override
    public Program run(Program program) {
        if (program.globals().stream().noneMatch(global -> mentionsNumbers(global.body()))) {
            return program;
        }
        List<Note> notes = new ArrayList<>();
        Map<Global, Expr> bodies = new LinkedHashMap<>();
        // All are recognised before any changes: a function is compared with those that it calls.
        for (Global global : program.globals()) {
            Optional<Replacement> known = replacing ? Reference.get().find(global) : Optional.empty();
            bodies.put(global, known.map(found -> found.apply(global)).orElseGet(global::body));
            known.ifPresent(found -> notes.add(note(global, found)));
        }
        bodies.forEach((global, body) -> global.define(NumberLowering.lower(body)));
        return program.noting(notes);
    }

    private static Note note(Global global, Replacement replacement) {
        return new Note(
                Note.Kind.REPLACEMENT,
                global.toString(),
                "is the standard library's " + replacement.name().replace("Coq_", "")
                        + ", so a direct operation on numbers takes the place of its recursive definition");
    }

    /** Whether a body constructs a number or takes one apart. */
    private static boolean mentionsNumbers(Expr body) {
        boolean[] found = {false};
        Occurrences.walk(body, part -> {
            if (part instanceof Expr.Construct construct) {
                found[0] |= construct.constructor().owner().representation() != null;
            } else if (part instanceof Expr.Switch branch) {
                found[0] |= branch.branches().getFirst().constructor().owner().representation() != null;
            }
        });
        return found[0];
    }
}
