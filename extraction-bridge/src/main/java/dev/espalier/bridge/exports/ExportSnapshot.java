package dev.espalier.bridge.exports;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.passes.Occurrences;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a file defines, as OCaml has it: taken before the passes run, since they may change types and drop values, and
 * completed after them with what became of it in Java.
 */
public final class ExportSnapshot {
    private final List<TypeSymbol> symbols = new ArrayList<>();
    private final Map<TypeSymbol, Integer> places = new IdentityHashMap<>();
    private final List<ExportedType> types = new ArrayList<>();
    private final List<Taken> values = new ArrayList<>();
    private final List<Unit> functors = new ArrayList<>();
    private final boolean conversions;

    /** A value and its type before the passes. */
    private record Taken(Global global, int parameters, Shape shape, String shownType, int functor) {}

    /** Says what became of things in Java. */
    public interface Naming {
        /** Whether a method is left of {@code global}, and which; else why not. */
        Place place(Global global);

        /** What values of {@code symbol} are in Java. */
        JavaForm form(TypeSymbol symbol);

        /** Whether lists of pairs of something and a number are {@code NumberedList}s. */
        boolean numberedLists();

        /** Binary name of the class that {@code functor}'s module became. */
        String className(Unit functor);

        /** Binary name of the interface of a functor's parameter. */
        String interfaceName(Unit functor, Unit.FunctorParameter parameter);

        /** The name of the method that supplies {@code operation}. */
        String method(Unit.Operation operation);
    }

    /** Where a value is in Java. */
    public sealed interface Place {}

    /** It is this method. */
    public record Method(ExportedValue.JavaMethod method) implements Place {}

    /** It has no method of its own. */
    public record Nowhere(String reason) implements Place {}

    private ExportSnapshot(boolean conversions) {
        this.conversions = conversions;
    }

    /** Takes down what {@code program}, which no pass has seen yet, defines. */
    public static ExportSnapshot of(Program program) {
        boolean[] conversions = {false};
        program.globals()
                .forEach(global -> Occurrences.walk(
                        global.body(),
                        part -> conversions[0] |=
                                part instanceof Expr.PrimitiveRef ref && ref.primitive() == Primitive.CAST));
        ExportSnapshot snapshot = new ExportSnapshot(conversions[0]);
        for (Unit unit : program.units()) {
            int functor = -1;
            if (!unit.functors().isEmpty()) {
                functor = snapshot.functors.size();
                snapshot.functors.add(unit);
            }
            unit.types().forEach(symbol -> snapshot.place(symbol));
            for (Global global : unit.globals()) {
                Shape shape = snapshot.shape(global.type(), global.parameters());
                snapshot.values.add(new Taken(global, global.parameters().size(), shape, global.shownType(), functor));
            }
        }
        return snapshot;
    }

    /** Adds what the Java is. */
    public Exports complete(Naming naming) {
        List<ExportedType> completeTypes = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            ExportedType type = types.get(i);
            completeTypes.add(
                    new ExportedType(type.name(), type.parameters(), type.structure(), naming.form(symbols.get(i))));
        }
        List<ExportedValue> completeValues = new ArrayList<>();
        for (Taken taken : values) {
            Place place = naming.place(taken.global);
            completeValues.add(new ExportedValue(
                    taken.global.modules(),
                    taken.global.name(),
                    taken.global.position(),
                    taken.parameters,
                    taken.shape,
                    taken.shownType,
                    taken.functor,
                    place instanceof Method(ExportedValue.JavaMethod method) ? method : null,
                    place instanceof Nowhere(String reason) ? reason : ""));
        }
        List<ExportedFunctor> completeFunctors =
                functors.stream().map(unit -> functor(unit, naming)).toList();
        return new Exports(completeTypes, completeValues, completeFunctors, conversions, naming.numberedLists());
    }

    private ExportedFunctor functor(Unit unit, Naming naming) {
        List<ExportedFunctor.Parameter> parameters = new ArrayList<>();
        for (Unit.FunctorParameter parameter : unit.functors()) {
            List<ExportedFunctor.Operation> operations = new ArrayList<>();
            for (Unit.Operation operation : parameter.operations()) {
                operations.add(new ExportedFunctor.Operation(
                        operation.name(), naming.method(operation), shape(operation.type(), List.of())));
            }
            parameters.add(new ExportedFunctor.Parameter(
                    parameter.name(),
                    parameter.signature(),
                    naming.interfaceName(unit, parameter),
                    parameter.types().stream().map(TypeSymbol::name).toList(),
                    operations));
        }
        return new ExportedFunctor(String.valueOf(unit.name()), naming.className(unit), parameters);
    }

    private int place(TypeSymbol symbol) {
        Integer known = places.get(symbol);
        if (known != null) {
            return known;
        }
        int place = symbols.size();
        symbols.add(symbol);
        places.put(symbol, place);
        List<String> path = new ArrayList<>(symbol.modules());
        path.add(symbol.name());
        String name = String.join(".", path);
        int parameters = symbol.parameters().size();
        // Entered before its structure is known, since that may mention it.
        types.add(new ExportedType(name, parameters, new ExportedType.Sequence(), new JavaForm.Absent()));
        types.set(place, new ExportedType(name, parameters, structure(symbol), new JavaForm.Absent()));
        return place;
    }

    private ExportedType.Structure structure(TypeSymbol symbol) {
        if (symbol == Builtins.LIST) {
            return new ExportedType.Sequence();
        }
        if (symbol.kind() == TypeSymbol.Kind.RECORD) {
            return new ExportedType.Fields(symbol.fields().stream()
                    .map(field -> new ExportedType.Field(field.name(), shape(field.type(), symbol.parameters())))
                    .toList());
        }
        return new ExportedType.Variant(symbol.constructors().stream()
                .map(one -> new ExportedType.Constructor(
                        one.name(),
                        one.arguments().stream()
                                .map(argument -> shape(argument, symbol.parameters()))
                                .toList()))
                .toList());
    }

    private Shape shape(Type type, List<Type.Parameter> scope) {
        return switch (type.resolved()) {
            case Type.Variable unknown -> new Shape.Opaque("'_");
            case Type.Parameter parameter
            when scope.contains(parameter) -> new Shape.Variable(scope.indexOf(parameter));
            case Type.Parameter parameter -> new Shape.Opaque(parameter.toString());
            case Type.Arrow arrow -> new Shape.Function(shape(arrow.from(), scope), shape(arrow.to(), scope));
            case Type.Named named -> named(named, scope);
        };
    }

    private Shape named(Type.Named named, List<Type.Parameter> scope) {
        TypeSymbol symbol = named.symbol();
        List<Shape> arguments = named.arguments().stream()
                .map(argument -> shape(argument, scope))
                .toList();
        return switch (symbol.kind()) {
            case ABSTRACT -> new Shape.Open(symbol.name());
            case RECORD, VARIANT -> new Shape.Data(place(symbol), arguments);
            case PRIMITIVE -> {
                if (symbol == Builtins.LAZY) {
                    yield new Shape.Delayed(arguments.getFirst());
                }
                if (symbol == Builtins.STATE_MAP) {
                    Shape found = new Shape.Data(place(Builtins.OPTION), List.of(arguments.getLast()));
                    yield new Shape.StateMap(new Shape.Function(arguments.getFirst(), found));
                }
                for (Shape.Kind kind : Shape.Kind.values()) {
                    if (kind.ocaml().equals(symbol.name())) {
                        yield new Shape.Basic(kind);
                    }
                }
                yield new Shape.Opaque(symbol.name());
            }
        };
    }
}
