package dev.espalier.bridge.types;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.Types;
import dev.espalier.bridge.ir.Unit;
import dev.espalier.bridge.ocaml.ExpressionSyntax;
import dev.espalier.bridge.ocaml.ItemSyntax;
import dev.espalier.bridge.ocaml.PatternSyntax;
import dev.espalier.bridge.ocaml.TypeSyntax;
import dev.espalier.bridge.source.Diagnostics;
import dev.espalier.bridge.source.TranslationException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Types the definitions at the top of modules. What an interface file declares, or extraction's comment, is tried as the
 * type first. Where a definition has no type without, variables are let have several types, and recursive functions
 * those of their declarations.
 */
final class Definitions {
    private final DeclaredValues declared;
    private final Unifier unifier = new Unifier();
    private final ExpressionElaborator expressions = new ExpressionElaborator(unifier);

    /** A way to type a definition. */
    private enum Option {
        /** Types that comments give are taken. */
        COMMENTS,
        /** Variables may have several types. */
        LIBERAL
    }

    Definitions(DeclaredValues declared) {
        this.declared = declared;
    }

    /** Where the values go. */
    private record Place(Environment scope, List<String> modules, List<String> origin, Unit unit) {}

    /**
     * Types {@code values}, whose patterns are names, and enters them.
     *
     * @param modules the path of the module
     * @param origin the path under which an interface file declares it
     */
    void define(ItemSyntax.Values values, Environment scope, List<String> modules, List<String> origin, Unit unit) {
        Place place = new Place(scope, modules, origin, unit);
        List<Set<Option>> ways = new ArrayList<>();
        boolean comments = values.bindings().stream().anyMatch(one -> one.comment() != null);
        if (comments) {
            ways.add(EnumSet.of(Option.COMMENTS));
            ways.add(EnumSet.of(Option.COMMENTS, Option.LIBERAL));
        }
        ways.add(EnumSet.noneOf(Option.class));
        ways.add(EnumSet.of(Option.LIBERAL));
        @Nullable TranslationException first = null;
        int level = unifier.level();
        for (Set<Option> way : ways) {
            try {
                define(values, place, way);
                return;
            } catch (TranslationException failure) {
                unifier.restore(level);
                expressions.comparisons().clear();
                // A comment that does not fit says nothing about the source.
                first = first == null || way.isEmpty() ? failure : first;
            }
        }
        throw first == null ? new IllegalStateException("no way to type a definition") : first;
    }

    private void define(ItemSyntax.Values values, Place place, Set<Option> way) {
        expressions.liberal(way.contains(Option.LIBERAL));
        unifier.enter();
        Environment bodies = new Environment(place.scope);
        List<Global> globals = new ArrayList<>();
        List<Global> unknown = new ArrayList<>();
        for (ExpressionSyntax.Binding binding : values.bindings()) {
            String name = ((PatternSyntax.Variable) binding.pattern()).name();
            @Nullable TypeSyntax shown = declared.find(place.origin, name);
            if (shown == null && way.contains(Option.COMMENTS)) {
                shown = binding.comment();
            }
            boolean rigid = shown != null && values.recursive() && way.contains(Option.LIBERAL);
            Map<String, Type> variables = new LinkedHashMap<>();
            Type type = shown == null
                    ? unifier.fresh()
                    : TypeReader.read(
                            shown,
                            place.scope,
                            v -> variables.computeIfAbsent(
                                    v.name(), n -> rigid ? new Type.Parameter(n) : unifier.fresh()));
            Global global = new Global(name, place.modules, binding.position(), type, false);
            global.show(shown == null ? "" : shown.toString());
            globals.add(global);
            if (rigid) {
                // The declared type is general in the definition too: polymorphic recursion.
                global.generalise(type, List.copyOf(Types.parameters(List.of(type))));
            } else {
                unknown.add(global);
            }
            if (values.recursive()) {
                bodies.value(name, new Environment.OfGlobal(global, rigid));
            }
        }
        for (int i = 0; i < globals.size(); i++) {
            Global global = globals.get(i);
            ExpressionSyntax body = values.bindings().get(i).value();
            global.define(expanded(expressions.check(body, global.type(), bodies)));
        }
        unifier.leave();
        expressions.comparisons().settle(unifier);
        List<Type.Parameter> general =
                unifier.generalise(unknown.stream().map(Global::type).toList(), "a");
        unknown.forEach(global -> global.generalise(global.type(), general));
        Diagnostics wrong = new Diagnostics();
        expressions.comparisons().check(wrong);
        wrong.throwIfAny();
        for (Global global : globals) {
            if (global.shownType().isEmpty()) {
                global.show(global.type().toString());
            }
            place.scope.value(global.name(), new Environment.OfGlobal(global, true));
            place.unit.globals().add(global);
        }
    }

    /** A known function by itself, as in {@code let add = (+)}, as a function that calls it. */
    private static Expr expanded(Expr body) {
        int arity = switch (body) {
            case Expr.PrimitiveRef ref -> ref.primitive().arity();
            case Expr.RuntimeRef ref -> ref.function().arity();
            case Expr.OperationRef ref -> ref.operation().arity();
            case Expr.GlobalRef ref -> ref.global().arity();
            default -> 0;
        };
        if (arity == 0 || Types.arity(body.type()) < arity) {
            return body;
        }
        List<Local> parameters = new ArrayList<>();
        List<Expr> arguments = new ArrayList<>();
        for (int i = 0; i < arity; i++) {
            Local parameter = new Local(
                    arity == 1 ? "x" : List.of("x", "y", "z").get(Math.min(i, 2)), Types.argument(body.type(), i));
            parameters.add(parameter);
            arguments.add(new Expr.LocalRef(parameter));
        }
        return new Expr.Lambda(parameters, new Expr.Apply(body, arguments, Types.result(body.type(), arity)));
    }
}
