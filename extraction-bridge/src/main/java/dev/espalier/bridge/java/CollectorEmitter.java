package dev.espalier.bridge.java;

import dev.espalier.bridge.ir.Collector;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes what loops do with their {@link Collector}. */
final class CollectorEmitter {
    private final JavaTypes types;
    private final BodyEmitter bodies;
    private final ExpressionEmitter expressions;
    private final Map<Collector, String> names = new HashMap<>();

    CollectorEmitter(JavaTypes types, BodyEmitter bodies, ExpressionEmitter expressions) {
        this.types = types;
        this.bodies = bodies;
        this.expressions = expressions;
    }

    /** The declaration before the loop. */
    Doc declare(Collector collector, Scope scope) {
        Type element = collector.element();
        if (collector.constructor() == null) {
            return Doc.text("long " + name(collector, "added", scope) + " = 0L;");
        }
        if (element == null) {
            return Doc.text("long " + name(collector, "layers", scope) + " = 0L;");
        }
        if (collector.isList()) {
            Type.Named list = (Type.Named) collector.type();
            String builder = types.raw(list) + ".Builder";
            String built = name(collector, "built", scope);
            return Doc.text(builder + types.arguments(list) + " " + built + " = new " + builder + "<>();");
        }
        String type = types.runtime("Layers");
        String variable = name(collector, "layers", scope);
        return Doc.text(type + "<" + types.boxed(element) + "> " + variable + " = new " + type + "<>();");
    }

    private String name(Collector collector, String wish, Scope scope) {
        String name = scope.fresh(wish);
        names.put(collector, name);
        return name;
    }

    private String name(Collector collector) {
        return Objects.requireNonNull(names.get(collector));
    }

    /** The statement that adds a layer. */
    Doc extend(Collector collector, @Nullable Expr element, Scope scope, List<Doc> out) {
        String name = name(collector);
        if (element == null || (collector.constructor() == null && isOne(element))) {
            return Doc.text(name + "++;");
        }
        if (collector.constructor() == null) {
            return Doc.of(
                    Doc.text(name + " += "),
                    expressions.emit(element, scope, out).doc(),
                    Doc.text(";"));
        }
        List<Doc> added = types.isNumberedList(collector.type())
                ? bodies.pairs().parts(element, scope, out)
                : expressions.arguments(List.of(element), scope, out);
        return Doc.of(Doc.list(name + ".add(", added, ")"), Doc.text(";"));
    }

    private static boolean isOne(Expr expr) {
        return expr instanceof Expr.IntegerLiteral literal && literal.value() == 1;
    }

    /** The result: the layers around the innermost value. */
    JavaExpression complete(Expr.Complete complete, Scope scope, List<Doc> out) {
        Collector collector = complete.collector();
        String name = name(collector);
        List<Doc> innermost = expressions.arguments(List.of(complete.innermost()), scope, out);
        if (collector.isList()) {
            return JavaExpression.primary(Doc.list(name + ".before(", innermost, ")"));
        }
        TypeSymbol.Constructor constructor = collector.constructor();
        if (constructor == null) {
            boolean zero = complete.innermost() instanceof Expr.IntegerLiteral literal && literal.value() == 0;
            innermost.add(Doc.text(name));
            return zero
                    ? JavaExpression.primary(name)
                    : JavaExpression.primary(Doc.list("Math.addExact(", innermost, ")"));
        }
        String made = types.raw(constructor, (Type.Named) collector.type());
        if (collector.element() == null) {
            innermost.add(Doc.text(name));
            innermost.add(Doc.text(made + "::new"));
            String around = types.runtime("Layers") + ".<" + types.boxed(collector.type()) + ">around(";
            return JavaExpression.primary(Doc.list(around, innermost, ")"));
        }
        innermost.add(Doc.text(
                collector.hole() == 1
                        ? made + "::new"
                        : "(layer, inside) -> new " + made + diamond(collector) + "(inside, layer)"));
        return JavaExpression.primary(
                Doc.list(name + ".<" + types.boxed(collector.type()) + ">around(", innermost, ")"));
    }

    private String diamond(Collector collector) {
        return types.arguments((Type.Named) collector.type()).isEmpty() ? "" : "<>";
    }
}
