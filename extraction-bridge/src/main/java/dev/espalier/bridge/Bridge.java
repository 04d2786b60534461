package dev.espalier.bridge;

import dev.espalier.bridge.exports.ExportSnapshot;
import dev.espalier.bridge.exports.Exports;
import dev.espalier.bridge.ir.Note;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.java.ExportNaming;
import dev.espalier.bridge.java.ProgramEmitter;
import dev.espalier.bridge.ocaml.ItemParser;
import dev.espalier.bridge.ocaml.ItemSyntax;
import dev.espalier.bridge.passes.Pipeline;
import dev.espalier.bridge.passes.selection.ModuleSelection;
import dev.espalier.bridge.source.Position;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.bridge.source.TranslationException;
import dev.espalier.bridge.types.ModuleElaborator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The extraction bridge: from OCaml that Rocq extracted to Java. Deterministic, without side effects.
 *
 * <p>What differs from natively compiled OCaml: an {@code int} has 64 bits instead of 63, and overflow throws
 * {@link ArithmeticException} where OCaml wraps. Numbers that Rocq defines inductively are numbers: {@code nat} a checked
 * {@code long}, {@code positive}, {@code N} and {@code Z} numbers without bounds. Tail calls are loops or need no stack;
 * other recursion goes on on a larger stack where the caller's ends, so that depth is bounded by memory.
 *
 * <p>A functor that the file applies is translated once for each application, with its argument; one that nothing
 * applies becomes a class that takes its parameters, if it stands outside of functors, and is left out elsewhere. A type
 * with parameters that such a functor's parameter leaves open is written as {@code Object}.
 * A parameter that is a state map ({@code specs/kit/Map.v}) is one of {@code core-api}'s: updated in place if the program
 * uses each state once, persistent otherwise.
 *
 * <p>{@code Obj.magic} becomes a conversion that Java checks where the value is used: a value of another class, which
 * Rocq's types exclude, is a {@link ClassCastException}. A lazy value that is defined inside a function by itself is
 * computed anew for each reference to itself.
 *
 * <p>A list is a {@link dev.espalier.core.lang.ConsList}; one of pairs of something and an {@code int}, as vectors of logical
 * clocks are, a {@link dev.espalier.core.lang.NumberedList} with one object for each pair, unless a polymorphic function or
 * type of the program takes such a list as a list of anything.
 *
 * <p>A {@code char} is a Java {@code char} from 0 to 255, a {@code string} the bytes of a
 * {@link dev.espalier.core.lang.ByteString}, {@code Uint63.t} a {@code long} that wraps at 2^63. Operations on the bits of
 * an {@code int} give what 63 bits give, or throw {@link ArithmeticException}. Exceptions can be raised but not caught.
 *
 * <p>Refused, with the place: axioms, {@code try}, mutation, comparison of functions and of types that are not known, and
 * order on declared types. A failure of the bridge itself is reported as such, with the definition that causes it.
 */
public final class Bridge {
    /** Version of the translation, recorded in certificates: it changes whenever the output may. */
    public static final String VERSION = "6";

    private Bridge() {}

    /**
     * Translates a file.
     *
     * @throws TranslationException if it cannot be translated faithfully, with all reasons found
     */
    public static BridgeResult translate(BridgeRequest request) {
        return translate(request, (number, pass, nanoseconds, made) -> {});
    }

    /**
     * The same, with its passes observed.
     *
     * @throws TranslationException if it cannot be translated faithfully, with all reasons found
     */
    public static BridgeResult translate(BridgeRequest request, Pipeline.Observer observer) {
        return LargeStack.run(start(request), () -> translated(request, observer));
    }

    private static Position start(BridgeRequest request) {
        return new Position(request.implementation().name(), 1, 1);
    }

    private static BridgeResult translated(BridgeRequest request, Pipeline.Observer observer) {
        SourceText source = request.implementation();
        @Nullable SourceText signature = request.signature();
        List<ItemSyntax> implementation = ItemParser.implementation(source);
        @Nullable List<ItemSyntax> declared = signature == null ? null : ItemParser.signature(signature);
        try {
            return translated(request, implementation, declared, observer);
        } catch (TranslationException refused) {
            throw refused;
        } catch (RuntimeException failure) {
            Defects defects =
                    new Defects(items -> translated(request, items, declared, (number, pass, nanoseconds, made) -> {}));
            throw defects.located(implementation, start(request), failure);
        }
    }

    private static BridgeResult translated(
            BridgeRequest request,
            List<ItemSyntax> implementation,
            @Nullable List<ItemSyntax> declared,
            Pipeline.Observer observer) {
        SourceText source = request.implementation();
        Program whole = ModuleElaborator.elaborate(implementation, declared);
        @Nullable String module = request.module();
        Program elaborated = module == null ? whole : ModuleSelection.of(whole, module, start(request));
        ExportSnapshot snapshot = ExportSnapshot.of(elaborated);
        Program program = Pipeline.run(elaborated, observer);
        Exports exports = snapshot.complete(new ExportNaming(program, source.name(), request.packageName()));
        List<Note> notes = Findings.of(program);
        String coreName = request.coreName();
        if (coreName == null) {
            return new BridgeResult(
                    ProgramEmitter.classes(program, source.name(), request.packageName()), null, exports, notes);
        }
        ProgramEmitter.EmittedCore core = ProgramEmitter.core(program, source.name(), request.packageName(), coreName);
        return new BridgeResult(core.files(), core.adapterClass(), exports, notes);
    }
}
