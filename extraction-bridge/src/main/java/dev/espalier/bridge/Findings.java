package dev.espalier.bridge;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Note;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.passes.Occurrences;
import dev.espalier.bridge.passes.linearity.Linearity;
import dev.espalier.bridge.passes.linearity.LinearityReport;
import java.util.ArrayList;
import java.util.List;

/** Notes on a program after the passes: what can be seen in it without asking them. */
final class Findings {
    private Findings() {}

    /** Which definitions became loops, and in which conversions are left. */
    static List<Note> of(Program program) {
        List<Note> notes = new ArrayList<>(program.notes());
        for (Global global : program.globals()) {
            int[] jumps = {0};
            int[] conversions = {0};
            Occurrences.walk(global.body(), part -> {
                jumps[0] += part instanceof Expr.Jump ? 1 : 0;
                conversions[0] += part instanceof Expr.PrimitiveRef ref && ref.primitive() == Primitive.CAST ? 1 : 0;
            });
            if (jumps[0] > 0) {
                notes.add(new Note(
                        Note.Kind.LOOP,
                        global.toString(),
                        jumps[0] == 1
                                ? "its tail call of itself is a loop"
                                : "its " + jumps[0] + " tail calls of itself are a loop"));
            }
            if (conversions[0] > 0) {
                notes.add(new Note(
                        Note.Kind.CONVERSION,
                        global.toString(),
                        (conversions[0] == 1 ? "1 conversion" : conversions[0] + " conversions")
                                + " by Obj.magic, which Java checks where the value is used"));
            }
        }
        state(Linearity.analyse(program), notes);
        return notes;
    }

    /** Where state is updated in place; or why it is not, and then it is nowhere. */
    private static void state(LinearityReport report, List<Note> notes) {
        for (LinearityReport.Update update : report.updates()) {
            String how = report.inPlace() ? " is in place" : " makes a new version of a persistent map";
            notes.add(new Note(
                    report.inPlace() ? Note.Kind.IN_PLACE : Note.Kind.NOT_IN_PLACE,
                    update.in().toString(),
                    "the " + update.operation() + " on " + update.place() + how));
        }
        for (TypeSymbol entry : report.owned()) {
            notes.add(new Note(
                    Note.Kind.OVERWRITTEN,
                    entry.toString(),
                    "only a map holds one, so a map overwrites the one that it replaces"));
        }
        for (LinearityReport.Shared shared : report.shared()) {
            Global in = shared.in();
            notes.add(new Note(
                    Note.Kind.NOT_OVERWRITTEN,
                    (in == null ? shared.entry() : in).toString(),
                    "an entry of type " + shared.entry() + " is replaced by a new one, since others may hold it: "
                            + shared.reason()));
        }
        for (LinearityReport.Failure failure : report.failures()) {
            notes.add(new Note(
                    Note.Kind.NOT_IN_PLACE,
                    failure.in().toString(),
                    "state is used more than once, so no map of this file is updated in place: " + failure.reason()));
        }
    }
}
