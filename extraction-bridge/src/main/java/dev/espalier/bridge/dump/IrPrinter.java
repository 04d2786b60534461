package dev.espalier.bridge.dump;

import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.java.Doc;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Programs of the intermediate representation as text, in the manner of ML. The same program gives the same text.
 *
 * <p>What ML does not have: {@code %add} is a primitive operation, {@code f[int]} a polymorphic definition at a type,
 * {@code S^3 x} is {@code S (S (S x))}, {@code switch} a branch on a constructor alone, {@code jump} the next round of
 * the definition's loop, and {@code x.2} the second variable of the name {@code x} in a definition. A collector of
 * layers is what a loop builds around its result.
 */
public final class IrPrinter {
    private final TypePrinter types = new TypePrinter();
    private final UniqueNames globals = new UniqueNames();

    private IrPrinter() {}

    /** {@code program} as text, with a line break at the end. */
    public static String print(Program program) {
        IrPrinter printer = new IrPrinter();
        program.globals().forEach(printer::name);
        List<Doc> units = new ArrayList<>();
        for (Unit unit : program.units()) {
            units.add(printer.unit(unit));
        }
        return Doc.join(Doc.of(Doc.HARD, Doc.HARD), units).render();
    }

    private String name(Global global) {
        return globals.of(global, global.toString());
    }

    private Doc unit(Unit unit) {
        List<Doc> parts = new ArrayList<>();
        unit.types().forEach(symbol -> parts.add(type(symbol)));
        unit.globals().forEach(global -> parts.add(global(global)));
        Doc content = Doc.join(Doc.of(Doc.HARD, Doc.HARD), parts);
        String name = unit.name();
        if (name == null) {
            return content;
        }
        List<Doc> lines = new ArrayList<>();
        lines.add(Doc.text("module " + name));
        for (Unit.FunctorParameter parameter : unit.functors()) {
            lines.add(Doc.nest(4, Doc.HARD, functor(parameter)));
        }
        lines.add(Doc.text(" = struct"));
        if (!parts.isEmpty()) {
            lines.add(Doc.nest(2, Doc.HARD, content));
        }
        lines.add(Doc.HARD);
        lines.add(Doc.text("end"));
        return Doc.of(lines.toArray(Doc[]::new));
    }

    private Doc functor(Unit.FunctorParameter parameter) {
        List<Doc> items = new ArrayList<>();
        parameter.types().forEach(type -> items.add(Doc.text("type " + types.name(type))));
        for (Unit.Operation operation : parameter.operations()) {
            items.add(Doc.text("val " + operation.name() + " : " + scheme(operation.parameters(), operation.type())));
        }
        List<Doc> lines = new ArrayList<>();
        items.forEach(item -> lines.add(Doc.of(Doc.HARD, item)));
        return Doc.of(
                Doc.text("(" + parameter.name() + " : " + parameter.signature() + " = sig"),
                Doc.nest(2, lines.toArray(Doc[]::new)),
                Doc.HARD,
                Doc.text("end)"));
    }

    private Doc type(TypeSymbol symbol) {
        List<String> parameters =
                symbol.parameters().stream().map(types::parameter).toList();
        String head = "type " + types.applied(parameters, types.name(symbol));
        return switch (symbol.kind()) {
            case PRIMITIVE, ABSTRACT -> Doc.text(head);
            case RECORD -> {
                List<Doc> fields = new ArrayList<>();
                symbol.fields()
                        .forEach(field -> fields.add(Doc.text(field.name() + " : " + types.print(field.type()))));
                yield Doc.group(
                        Doc.text(head + " = {"),
                        Doc.nest(2, Doc.LINE, Doc.join(Doc.of(Doc.text(";"), Doc.LINE), fields)),
                        Doc.LINE,
                        Doc.text("}"));
            }
            case VARIANT -> {
                List<Doc> lines = new ArrayList<>();
                for (TypeSymbol.Constructor constructor : symbol.constructors()) {
                    lines.add(Doc.HARD);
                    lines.add(Doc.text("| " + constructor(constructor)));
                }
                yield Doc.of(Doc.text(head + " ="), Doc.nest(2, lines.toArray(Doc[]::new)));
            }
        };
    }

    private String constructor(TypeSymbol.Constructor constructor) {
        if (constructor.arguments().isEmpty()) {
            return constructor.name();
        }
        return constructor.name() + " of "
                + constructor.arguments().stream()
                        .map(argument -> {
                            String shown = types.print(argument);
                            return shown.contains("->") || shown.contains("*") ? "(" + shown + ")" : shown;
                        })
                        .collect(Collectors.joining(" * "));
    }

    private Doc global(Global global) {
        String note = global.lifted() ? " (* lifted *)" : "";
        return Doc.of(
                Doc.text("let " + name(global) + " : " + scheme(global.parameters(), global.type()) + " =" + note),
                Doc.nest(2, Doc.HARD, new ExpressionPrinter(types, globals).print(global.body())));
    }

    private String scheme(List<Type.Parameter> parameters, Type type) {
        String quantified = parameters.stream().map(types::parameter).collect(Collectors.joining(" "));
        return (quantified.isEmpty() ? "" : quantified + ". ") + types.print(type);
    }
}
