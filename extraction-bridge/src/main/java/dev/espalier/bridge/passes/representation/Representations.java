package dev.espalier.bridge.passes.representation;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Note;
import dev.espalier.bridge.ir.Pattern;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Representation;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.passes.Pass;
import dev.espalier.bridge.passes.Rewriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives the {@linkplain BasicTypes basic types} of a program their representation, and writes the constructors and
 * patterns of truth values, options, lists, pairs and the unit value as those of the built-in types. Numbers keep their
 * constructors until {@link Numbers}, when matches are one-level branches.
 */
public final class Representations implements Pass {
    /** The pass. */
    public Representations() {}

    @Override
    public String name() {
        return "representation";
    }

    @Override
    public Program run(Program program) {
        List<Unit> units = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        for (Unit unit : program.units()) {
            List<TypeSymbol> kept = new ArrayList<>();
            for (TypeSymbol symbol : unit.types()) {
                BasicTypes.of(symbol)
                        .ifPresentOrElse(
                                representation -> {
                                    symbol.represent(representation);
                                    notes.add(note(symbol, representation));
                                },
                                () -> kept.add(symbol));
            }
            units.add(new Unit(unit.name(), unit.functors(), kept, unit.globals()));
        }
        Program represented = program.with(units).noting(notes);
        represented.globals().forEach(global -> global.define(rewrite(global.body())));
        return represented;
    }

    private static Note note(TypeSymbol symbol, Representation representation) {
        List<String> path = new ArrayList<>(symbol.modules());
        path.add(symbol.name());
        return new Note(Note.Kind.REPLACEMENT, "type " + String.join(".", path), "becomes " + representation.shown());
    }

    private static Expr rewrite(Expr expr) {
        return switch (Rewriter.parts(expr, Representations::rewrite)) {
            case Expr.Match match -> {
                List<Expr.Case> cases = new ArrayList<>();
                match.cases().forEach(one -> cases.add(new Expr.Case(rewrite(one.pattern()), one.guard(), one.body())));
                yield new Expr.Match(match.position(), match.scrutinee(), cases, match.type());
            }
            case Expr.Construct construct -> rewrite(construct);
            case Expr other -> other;
        };
    }

    private static Expr rewrite(Expr.Construct construct) {
        TypeSymbol.Constructor constructor = construct.constructor();
        Representation representation = constructor.owner().representation();
        if (representation == null) {
            return construct;
        }
        return switch (representation) {
            case TRUTH -> new Expr.BooleanLiteral(constructor.index() == 0);
            case UNIT -> new Expr.UnitLiteral();
            case PAIR -> new Expr.MakeRecord(Builtins.PAIR, construct.arguments(), construct.type());
            case OPTION, LIST -> new Expr.Construct(builtin(constructor), construct.arguments(), construct.type());
            case NATURAL, POSITIVE, BINARY_NATURAL, BINARY_INTEGER -> construct;
        };
    }

    private static Pattern rewrite(Pattern pattern) {
        return switch (pattern) {
            case Pattern.Any any -> any;
            case Pattern.IntegerValue value -> value;
            case Pattern.BooleanValue value -> value;
            case Pattern.Constant constant -> constant;
            case Pattern.CharacterRange range -> range;
            case Pattern.Delayed delayed -> new Pattern.Delayed(rewrite(delayed.pattern()));
            case Pattern.Bind bind -> new Pattern.Bind(bind.local(), rewrite(bind.pattern()));
            case Pattern.Or or -> new Pattern.Or(rewrite(or.left()), rewrite(or.right()));
            case Pattern.Record record -> new Pattern.Record(record.symbol(), rewrite(record.fields()));
            case Pattern.Construct construct -> rewrite(construct);
        };
    }

    private static Pattern rewrite(Pattern.Construct construct) {
        TypeSymbol.Constructor constructor = construct.constructor();
        List<Pattern> arguments = rewrite(construct.arguments());
        return switch (constructor.owner().representation()) {
            case TRUTH -> new Pattern.BooleanValue(constructor.index() == 0);
            case UNIT -> new Pattern.Any();
            case PAIR -> new Pattern.Record(Builtins.PAIR, arguments);
            case OPTION, LIST -> new Pattern.Construct(builtin(constructor), arguments);
            case NATURAL, POSITIVE, BINARY_NATURAL, BINARY_INTEGER -> new Pattern.Construct(constructor, arguments);
            case null -> new Pattern.Construct(constructor, arguments);
        };
    }

    private static List<Pattern> rewrite(List<Pattern> patterns) {
        return patterns.stream().map(Representations::rewrite).toList();
    }

    /** The built-in constructor with as many arguments: for options and lists that says which. */
    private static TypeSymbol.Constructor builtin(TypeSymbol.Constructor constructor) {
        TypeSymbol held = constructor.owner().representation() == Representation.LIST ? Builtins.LIST : Builtins.OPTION;
        return held.constructors().stream()
                .filter(one -> one.arguments().size() == constructor.arguments().size())
                .findFirst()
                .orElseThrow();
    }
}
