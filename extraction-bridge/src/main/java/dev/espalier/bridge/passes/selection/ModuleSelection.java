package dev.espalier.bridge.passes.selection;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.passes.Occurrences;
import dev.espalier.bridge.source.Position;
import dev.espalier.bridge.source.TranslationException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One module of a program, and the values and types elsewhere that it needs. */
public final class ModuleSelection {
    private final Set<Global> globals = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<TypeSymbol> symbols = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Global> waiting = new ArrayDeque<>();

    private ModuleSelection() {}

    /**
     * The part of {@code program} that the module {@code module} needs.
     *
     * @param module its path, with dots
     * @param start the file's beginning, where an error is reported
     * @throws TranslationException if there is no such module
     */
    public static Program of(Program program, String module, Position start) {
        List<String> path = List.of(module.split("\\.", -1));
        ModuleSelection selection = new ModuleSelection();
        Set<String> modules = new TreeSet<>();
        for (Unit unit : program.units()) {
            for (Global global : unit.globals()) {
                addPrefixes(global.modules(), modules);
                if (isIn(global.modules(), path)) {
                    selection.need(global);
                }
            }
            for (TypeSymbol symbol : unit.types()) {
                addPrefixes(symbol.modules(), modules);
                if (isIn(symbol.modules(), path)) {
                    selection.need(symbol);
                }
            }
        }
        if (!modules.contains(module)) {
            throw new TranslationException(
                    start,
                    "module " + module,
                    "is not in this file",
                    modules.isEmpty() ? "the file has no modules" : "name one of " + String.join(", ", modules));
        }
        selection.close();
        List<Unit> units = new ArrayList<>();
        for (Unit unit : program.units()) {
            List<TypeSymbol> types = new ArrayList<>(unit.types());
            types.removeIf(symbol -> !selection.symbols.contains(symbol));
            List<Global> values = new ArrayList<>(unit.globals());
            values.removeIf(global -> !selection.globals.contains(global));
            if (!types.isEmpty() || !values.isEmpty()) {
                units.add(new Unit(unit.name(), unit.functors(), types, values));
            }
        }
        return new Program(units);
    }

    private static void addPrefixes(List<String> path, Set<String> modules) {
        for (int i = 1; i <= path.size(); i++) {
            modules.add(String.join(".", path.subList(0, i)));
        }
    }

    private static boolean isIn(List<String> modules, List<String> path) {
        return modules.size() >= path.size() && modules.subList(0, path.size()).equals(path);
    }

    private void need(Global global) {
        if (globals.add(global)) {
            waiting.add(global);
        }
    }

    private void close() {
        while (!waiting.isEmpty()) {
            Global global = waiting.remove();
            need(global.type());
            Occurrences.walk(global.body(), part -> {
                need(part.type());
                switch (part) {
                    case Expr.GlobalRef ref -> {
                        need(ref.global());
                        ref.typeArguments().forEach(this::need);
                    }
                    case Expr.FunctionRef ref -> ref.typeArguments().forEach(this::need);
                    case Expr.Construct construct ->
                        need(construct.constructor().owner());
                    case Expr.MakeRecord made -> need(made.symbol());
                    case Expr.Select select -> need(select.field().owner());
                    case Expr.LetFunctions functions ->
                        functions
                                .definitions()
                                .forEach(one -> need(one.function().type()));
                    case Expr.Switch branch -> need(branch.scrutinee().type());
                    default -> {}
                }
            });
        }
    }

    private void need(Type type) {
        switch (type.resolved()) {
            case Type.Variable unknown -> {}
            case Type.Parameter parameter -> {}
            case Type.Arrow arrow -> {
                need(arrow.from());
                need(arrow.to());
            }
            case Type.Named named -> {
                need(named.symbol());
                named.arguments().forEach(this::need);
            }
        }
    }

    private void need(TypeSymbol symbol) {
        if (symbols.add(symbol)) {
            symbol.fields().forEach(field -> need(field.type()));
            symbol.constructors().forEach(one -> one.arguments().forEach(this::need));
        }
    }
}
