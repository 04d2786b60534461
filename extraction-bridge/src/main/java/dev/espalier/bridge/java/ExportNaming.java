package dev.espalier.bridge.java;

import dev.espalier.bridge.exports.ExportSnapshot;
import dev.espalier.bridge.exports.ExportedValue;
import dev.espalier.bridge.exports.JavaForm;
import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Representation;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.passes.Projections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Where the things of a program are in the classes that {@link ProgramEmitter} writes of it. */
public final class ExportNaming implements ExportSnapshot.Naming {
    private final Program program;
    private final Plan plan;
    private final String prefix;

    /** For {@code program} after the passes, and the names that were given to {@link ProgramEmitter}. */
    public ExportNaming(Program program, String sourceFile, String packageName) {
        this.program = program;
        this.plan = new Plan(program, ProgramEmitter.baseName(sourceFile));
        this.prefix = packageName.isEmpty() ? "" : packageName + ".";
    }

    @Override
    public ExportSnapshot.Place place(Global global) {
        for (Unit unit : program.units()) {
            if (unit.globals().contains(global)) {
                Optional<TypeSymbol.Field> field = Projections.of(global);
                return field.isPresent() ? accessor(field.get()) : method(className(unit), plan.name(global), false);
            }
        }
        return new ExportSnapshot.Nowhere("is compiled in place, where it is used");
    }

    private ExportSnapshot.Place accessor(TypeSymbol.Field field) {
        return form(field.owner()) instanceof JavaForm.Classes classes
                ? method(classes.type(), plan.name(field), true)
                : new ExportSnapshot.Nowhere("is a field of a type that has no record in Java");
    }

    private static ExportSnapshot.Place method(String className, String name, boolean accessor) {
        return new ExportSnapshot.Method(new ExportedValue.JavaMethod(className, name, accessor));
    }

    @Override
    public JavaForm form(TypeSymbol symbol) {
        if (symbol == Builtins.LIST) {
            return runtime("ConsList", "Nil", "Cell");
        }
        if (symbol == Builtins.OPTION) {
            return runtime("Option", "None", "Some");
        }
        if (symbol == Builtins.PAIR) {
            String pair = JavaTypes.RUNTIME + "Pair";
            return new JavaForm.Classes(pair, List.of(pair));
        }
        if (symbol.representation() != null) {
            return represented(symbol, symbol.representation());
        }
        if (symbol == Builtins.RESULT) {
            return runtime("Result", "Ok", "Error");
        }
        if (symbol == Builtins.CARRY) {
            return runtime("Carry", "C0", "C1");
        }
        if (symbol == Builtins.FLOAT_COMPARISON || symbol == Builtins.FLOAT_CLASS) {
            return new JavaForm.Enumeration(
                    JavaTypes.RUNTIME + (symbol == Builtins.FLOAT_CLASS ? "FloatClass" : "FloatComparison"));
        }
        for (Unit unit : program.units()) {
            if (unit.types().contains(symbol) && symbol.isEnumeration()) {
                return new JavaForm.Enumeration(className(unit) + "$" + plan.name(symbol));
            }
            if (unit.types().contains(symbol)) {
                String type = className(unit) + "$" + plan.name(symbol);
                return new JavaForm.Classes(
                        type,
                        symbol.kind() == TypeSymbol.Kind.RECORD
                                ? List.of(type)
                                : symbol.constructors().stream()
                                        .map(one -> type + "$" + plan.name(one))
                                        .toList());
            }
        }
        return new JavaForm.Absent();
    }

    @Override
    public boolean numberedLists() {
        return plan.hasNumberedLists();
    }

    private static JavaForm represented(TypeSymbol symbol, Representation representation) {
        boolean emptyFirst = symbol.constructors().size() == 2
                && symbol.constructors().getFirst().arguments().isEmpty();
        return switch (representation) {
            case TRUTH -> new JavaForm.Truth(0);
            case UNIT -> new JavaForm.One();
            case NATURAL -> new JavaForm.Count();
            case POSITIVE -> new JavaForm.Binary(JavaForm.Numbers.POSITIVE);
            case BINARY_NATURAL -> new JavaForm.Binary(JavaForm.Numbers.NATURAL);
            case BINARY_INTEGER -> new JavaForm.Binary(JavaForm.Numbers.INTEGER);
            case PAIR -> {
                String pair = JavaTypes.RUNTIME + "Pair";
                yield new JavaForm.Classes(pair, List.of(pair));
            }
            case OPTION -> emptyFirst ? runtime("Option", "None", "Some") : runtime("Option", "Some", "None");
            case LIST -> emptyFirst ? runtime("ConsList", "Nil", "Cell") : runtime("ConsList", "Cell", "Nil");
        };
    }

    private static JavaForm runtime(String type, String first, String second) {
        String name = JavaTypes.RUNTIME + type;
        return new JavaForm.Classes(name, List.of(name + "$" + first, name + "$" + second));
    }

    /** What the passes left of {@code unit}: they may have added values to it, or taken some. */
    private Unit present(Unit unit) {
        return program.units().stream()
                .filter(one -> Objects.equals(one.name(), unit.name()))
                .findFirst()
                .orElse(unit);
    }

    @Override
    public String className(Unit unit) {
        return prefix + plan.className(present(unit));
    }

    @Override
    public String interfaceName(Unit functor, Unit.FunctorParameter parameter) {
        return className(functor) + "$" + plan.name(parameter);
    }

    @Override
    public String method(Unit.Operation operation) {
        return plan.name(operation);
    }
}
