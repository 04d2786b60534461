package dev.espalier.bridge.dump;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Collector;
import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.JoinPoint;
import dev.espalier.bridge.ir.Local;
import dev.espalier.bridge.ir.LocalFunction;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import dev.espalier.bridge.java.Doc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The expressions of one definition. */
final class ExpressionPrinter {
    private final TypePrinter types;
    private final UniqueNames names;
    private final PatternPrinter patterns;

    /** With names that are none of {@code globals}. */
    ExpressionPrinter(TypePrinter types, UniqueNames globals) {
        this.types = types;
        this.names = new UniqueNames(globals);
        this.patterns = new PatternPrinter(this);
    }

    Doc print(Expr expr) {
        return switch (expr) {
            case Expr.LocalRef e -> Doc.text(name(e.local()));
            case Expr.GlobalRef e -> Doc.text(name(e.global()) + instance(e.typeArguments()));
            case Expr.FunctionRef e -> Doc.text(name(e.function()) + instance(e.typeArguments()));
            case Expr.OperationRef e ->
                Doc.text(e.operation().parameter() + "." + e.operation().name() + instance(e.typeArguments()));
            case Expr.PrimitiveRef e -> Doc.text("%" + e.primitive().name().toLowerCase(Locale.ROOT));
            case Expr.IntegerLiteral e -> Doc.text(e.value() < 0 ? "(" + e.value() + ")" : Long.toString(e.value()));
            case Expr.BooleanLiteral e -> Doc.text(Boolean.toString(e.value()));
            case Expr.RuntimeRef e -> Doc.text("%" + e.function() + instance(e.typeArguments()));
            case Expr.CharacterLiteral e -> Doc.text(character(e.value()));
            case Expr.StringLiteral e -> Doc.text(quoted(e.bytes()));
            case Expr.FloatLiteral e -> Doc.text(Double.toHexString(e.value()));
            case Expr.UnitLiteral e -> Doc.text("()");
            case Expr.Lambda e -> {
                String parameters = e.parameters().stream().map(this::binder).collect(Collectors.joining(" "));
                yield Doc.group(Doc.text("fun " + parameters + " ->"), Doc.nest(2, Doc.LINE, print(e.body())));
            }
            case Expr.Apply e -> isChain(e) ? chain(e) : application(atom(e.function()), e.arguments());
            case Expr.Let e ->
                Doc.of(definition("let " + typed(e.local()), e.value()), Doc.text(" in"), Doc.HARD, print(e.body()));
            case Expr.LetFunctions e -> functions(e);
            case Expr.If e ->
                Doc.group(
                        Doc.text("if "),
                        Doc.nest(3, print(e.condition())),
                        Doc.text(" then"),
                        Doc.nest(2, Doc.LINE, block(e.then())),
                        Doc.LINE,
                        Doc.text("else"),
                        Doc.nest(2, Doc.LINE, print(e.otherwise())));
            case Expr.Match e -> match(e);
            case Expr.Switch e -> branches(e);
            case Expr.Construct e ->
                isChain(e) ? chain(e) : application(Doc.text(constructor(e.constructor())), e.arguments());
            case Expr.MakeRecord e -> record(e);
            case Expr.Select e ->
                Doc.of(atom(e.record()), Doc.text("." + e.field().name()));
            case Expr.Absurd e -> Doc.text("absurd (* " + e.position() + " *)");
            case Expr.Jump e -> application(Doc.text("jump"), e.arguments());
            case Expr.Build e ->
                Doc.of(
                        Doc.text("collect " + name(e.collector()) + " of " + layers(e.collector()) + " in"),
                        Doc.HARD,
                        print(e.body()));
            case Expr.Extend e -> {
                Doc head = Doc.text("extend " + name(e.collector()));
                Expr element = e.element();
                Doc what = element == null ? head : Doc.of(head, Doc.text(" "), atom(element));
                yield Doc.of(what, Doc.text(";"), Doc.HARD, print(e.rest()));
            }
            case Expr.Unread e -> Doc.text("unread");
            case Expr.Join e -> {
                String parameters =
                        e.point().parameters().stream().map(this::binder).collect(Collectors.joining(" "));
                yield Doc.of(
                        Doc.text("join " + name(e.point()) + (parameters.isEmpty() ? "" : " " + parameters) + " ="),
                        Doc.nest(2, Doc.HARD, print(e.after())),
                        Doc.HARD,
                        Doc.text("in"),
                        Doc.HARD,
                        print(e.body()));
            }
            case Expr.Leave e -> application(Doc.text("leave to " + name(e.point())), e.arguments());
            case Expr.Complete e ->
                Doc.group(Doc.text("complete " + name(e.collector())), Doc.nest(2, Doc.LINE, atom(e.innermost())));
        };
    }

    /** The name of a variable. */
    String name(Local local) {
        return local.name().equals("_") ? "_" : names.of(local, local.name());
    }

    /** A constructor's name, as it stands before its arguments. */
    static String constructor(TypeSymbol.Constructor constructor) {
        return constructor.name().equals("::") ? "(::)" : constructor.name();
    }

    private String name(Global global) {
        return names.of(global, global.toString());
    }

    private String name(LocalFunction function) {
        return names.of(function, function.name());
    }

    private String name(Collector collector) {
        return names.of(collector, "layers");
    }

    private String name(JoinPoint point) {
        return names.of(point, "point");
    }

    /** A character by its number, as OCaml may write it. */
    static String character(char value) {
        return "'\\%03d'".formatted((int) value);
    }

    /** As OCaml writes it, on one line: each byte that is not plain text by its number. */
    private static String quoted(String bytes) {
        StringBuilder text = new StringBuilder("\"");
        for (char c : bytes.toCharArray()) {
            text.append(c < ' ' || c > '~' || c == '"' || c == '\\' ? "\\%03d".formatted((int) c) : String.valueOf(c));
        }
        return text.append('"').toString();
    }

    private static String layers(Collector collector) {
        TypeSymbol.@Nullable Constructor constructor = collector.constructor();
        if (constructor == null) {
            return "sums";
        }
        String[] arguments = new String[constructor.arguments().size()];
        Arrays.fill(arguments, "_");
        arguments[collector.hole()] = "[]";
        return constructor(constructor) + " " + String.join(" ", arguments).replace("[]", "<hole>");
    }

    private String typed(Local local) {
        return name(local) + " : " + types.print(local.type());
    }

    private String binder(Local local) {
        return "(" + typed(local) + ")";
    }

    private String instance(List<Type> arguments) {
        return arguments.isEmpty()
                ? ""
                : arguments.stream().map(types::print).collect(Collectors.joining(", ", "[", "]"));
    }

    private Doc definition(String head, Expr value) {
        return Doc.group(Doc.text(head + " ="), Doc.nest(2, Doc.LINE, print(value)));
    }

    private Doc functions(Expr.LetFunctions let) {
        List<Doc> parts = new ArrayList<>();
        for (Expr.Definition definition : let.definitions()) {
            LocalFunction function = definition.function();
            String quantified =
                    function.parameters().stream().map(types::parameter).collect(Collectors.joining(" "));
            String head = (parts.isEmpty() ? "let rec " : "and ") + name(function) + " : "
                    + (quantified.isEmpty() ? "" : quantified + ". ") + types.print(function.type());
            parts.add(definition(head, definition.value()));
            parts.add(Doc.HARD);
        }
        parts.add(Doc.text("in"));
        parts.add(Doc.HARD);
        parts.add(print(let.body()));
        return Doc.of(parts.toArray(Doc[]::new));
    }

    private Doc match(Expr.Match match) {
        List<Doc> lines = new ArrayList<>();
        lines.add(Doc.group(Doc.text("match "), Doc.nest(2, print(match.scrutinee())), Doc.text(" with")));
        for (Expr.Case one : match.cases()) {
            Expr guard = one.guard();
            Doc pattern = Doc.text("| " + patterns.print(one.pattern()));
            Doc head = guard == null ? pattern : Doc.of(pattern, Doc.text(" when "), print(guard));
            lines.add(Doc.HARD);
            lines.add(branch(head, one.body()));
        }
        return Doc.of(lines.toArray(Doc[]::new));
    }

    private Doc branches(Expr.Switch branches) {
        List<Doc> lines = new ArrayList<>();
        lines.add(Doc.text("switch " + name(branches.scrutinee()) + " with"));
        for (Expr.Branch branch : branches.branches()) {
            String fields =
                    branch.fields().stream().map(field -> " " + binder(field)).collect(Collectors.joining());
            lines.add(Doc.HARD);
            lines.add(branch(Doc.text("| " + constructor(branch.constructor()) + fields), branch.body()));
        }
        Expr otherwise = branches.otherwise();
        if (otherwise != null) {
            lines.add(Doc.HARD);
            lines.add(branch(Doc.text("| _"), otherwise));
        }
        return Doc.of(lines.toArray(Doc[]::new));
    }

    private Doc branch(Doc head, Expr body) {
        return Doc.group(
                head, Doc.text(" ->"), Doc.nest(4, Doc.LINE, endsInBranches(body) ? parenthesised(body) : print(body)));
    }

    /** Whether a further branch after {@code expr} would be taken as one of its own. */
    private static boolean endsInBranches(Expr expr) {
        return switch (expr) {
            case Expr.Match e -> true;
            case Expr.Switch e -> true;
            case Expr.Let e -> endsInBranches(e.body());
            case Expr.LetFunctions e -> endsInBranches(e.body());
            case Expr.Lambda e -> endsInBranches(e.body());
            case Expr.If e -> endsInBranches(e.otherwise());
            case Expr.Build e -> endsInBranches(e.body());
            case Expr.Extend e -> endsInBranches(e.rest());
            default -> false;
        };
    }

    private Doc record(Expr.MakeRecord made) {
        List<Doc> fields = new ArrayList<>();
        boolean pair = made.symbol() == Builtins.PAIR;
        for (int i = 0; i < made.fields().size(); i++) {
            Doc value = block(made.fields().get(i));
            String label = made.symbol().fields().get(i).name() + " = ";
            fields.add(pair ? value : Doc.of(Doc.text(label), Doc.nest(2, value)));
        }
        Doc inner = Doc.join(Doc.of(Doc.text(pair ? "," : ";"), Doc.LINE), fields);
        return pair
                ? Doc.group(Doc.text("("), Doc.nest(1, inner), Doc.text(")"))
                : Doc.group(Doc.text("{ "), Doc.nest(2, inner), Doc.text(" }"));
    }

    /** The primitive or constructor that {@code expr} applies to one argument. */
    private static @Nullable Object wrapper(Expr expr) {
        return switch (expr) {
            case Expr.Construct e when e.arguments().size() == 1 -> e.constructor();
            case Expr.Apply e
            when e.arguments().size() == 1 && e.function() instanceof Expr.PrimitiveRef ref -> ref.primitive();
            default -> null;
        };
    }

    private static Expr wrapped(Expr expr) {
        return switch (expr) {
            case Expr.Construct e -> e.arguments().getFirst();
            case Expr.Apply e -> e.arguments().getFirst();
            default -> throw new IllegalArgumentException("nothing is applied to one argument");
        };
    }

    /** Whether one primitive or constructor is applied again and again, as in a unary number. */
    private static boolean isChain(Expr expr) {
        Object wrapper = wrapper(expr);
        return wrapper != null && wrapper == wrapper(wrapped(expr)) && wrapper == wrapper(wrapped(wrapped(expr)));
    }

    /** {@code S^100 x} for a hundred times {@code S}. */
    private Doc chain(Expr expr) {
        Object wrapper = wrapper(expr);
        Expr inside = expr;
        int length = 0;
        while (wrapper(inside) == wrapper) {
            inside = wrapped(inside);
            length++;
        }
        String name = switch (expr) {
            case Expr.Construct e -> constructor(e.constructor());
            default -> "%" + String.valueOf(wrapper).toLowerCase(Locale.ROOT);
        };
        return Doc.group(Doc.text(name + "^" + length), Doc.nest(2, Doc.LINE, atom(inside)));
    }

    private Doc application(Doc function, List<Expr> arguments) {
        if (arguments.isEmpty()) {
            return function;
        }
        List<Doc> atoms = new ArrayList<>();
        arguments.forEach(argument -> atoms.add(atom(argument)));
        return Doc.group(function, Doc.nest(2, Doc.LINE, Doc.join(Doc.LINE, atoms)));
    }

    /** {@code expr} where only what is one word may stand without parentheses. */
    private Doc atom(Expr expr) {
        boolean simple = switch (expr) {
            case Expr.Apply e -> false;
            case Expr.Construct e -> e.arguments().isEmpty();
            case Expr.MakeRecord e -> true;
            case Expr.Select e -> true;
            case Expr.Absurd e -> false;
            default -> !isOpen(expr) && !(expr instanceof Expr.Jump) && !(expr instanceof Expr.Complete);
        };
        return simple ? print(expr) : parenthesised(expr);
    }

    /** {@code expr} where what goes on as far as it can needs parentheses. */
    private Doc block(Expr expr) {
        return isOpen(expr) ? parenthesised(expr) : print(expr);
    }

    private Doc parenthesised(Expr expr) {
        return Doc.of(Doc.text("("), Doc.nest(1, print(expr)), Doc.text(")"));
    }

    private static boolean isOpen(Expr expr) {
        return expr instanceof Expr.Lambda
                || expr instanceof Expr.Let
                || expr instanceof Expr.LetFunctions
                || expr instanceof Expr.If
                || expr instanceof Expr.Match
                || expr instanceof Expr.Switch
                || expr instanceof Expr.Build
                || expr instanceof Expr.Extend;
    }
}
