package dev.espalier.bridge.ocaml;

import dev.espalier.bridge.source.Position;
import dev.espalier.bridge.source.TranslationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses expressions, by precedence climbing over OCaml's operator table. */
final class ExpressionParser {
    private static final String CONSTRUCT = "expression";
    private static final int COMPARISON = 3;
    private static final int CONS = 5;
    private static final Map<String, Integer> WORD_LEVELS =
            Map.of("or", 1, "mod", 7, "land", 7, "lor", 7, "lxor", 7, "lsl", 8, "lsr", 8, "asr", 8);

    private final TokenStream tokens;
    private final TypeParser types;
    private final PatternParser patterns;

    ExpressionParser(TokenStream tokens, TypeParser types, PatternParser patterns) {
        this.tokens = tokens;
        this.types = types;
        this.patterns = patterns;
    }

    /** An expression, sequences included. */
    ExpressionSyntax sequence() {
        ExpressionSyntax first = tuple();
        if (tokens.at(";")) {
            Position position = tokens.advance().position();
            return new ExpressionSyntax.Sequence(position, first, sequence());
        }
        return first;
    }

    private ExpressionSyntax tuple() {
        ExpressionSyntax first = binary(0);
        if (!tokens.at(",")) {
            return first;
        }
        List<ExpressionSyntax> components = new ArrayList<>(List.of(first));
        while (tokens.accept(",")) {
            components.add(binary(0));
        }
        return new ExpressionSyntax.Tuple(first.position(), components);
    }

    /**
     * The bindings after {@code let}, up to but without {@code in}.
     *
     * @param declared the type that a comment before the {@code let} gives
     */
    List<ExpressionSyntax.Binding> bindings(@Nullable TypeSyntax declared) {
        List<ExpressionSyntax.Binding> bindings = new ArrayList<>();
        bindings.add(binding(declared));
        while (tokens.at("and")) {
            @Nullable TypeSyntax next = tokens.declared();
            tokens.advance();
            bindings.add(binding(next));
        }
        return bindings;
    }

    private ExpressionSyntax.Binding binding(@Nullable TypeSyntax declared) {
        Position position = tokens.position();
        if (tokens.at(Token.Kind.LOWER)
                        && !tokens.peek().text().equals("_")
                        && !tokens.peek(1).is(",")
                        && !tokens.peek(1).is("::")
                        && !tokens.peek(1).is("as")
                        && !tokens.peek(1).is("|")
                || tokens.atOperatorName()) {
            PatternSyntax name = new PatternSyntax.Variable(position, tokens.valueName("let"));
            if (tokens.at(":") && isQuantified()) {
                tokens.advance();
                while (!tokens.accept(".")) {
                    tokens.advance();
                }
                TypeSyntax type = types.type();
                tokens.expect("=", "let");
                return new ExpressionSyntax.Binding(position, name, sequence(), type);
            }
            return new ExpressionSyntax.Binding(position, name, functionBody(position, "="), declared);
        }
        PatternSyntax pattern = patterns.pattern();
        return new ExpressionSyntax.Binding(position, pattern, functionBody(position, "="), declared);
    }

    /** Whether a type such as {@code 'a 'b. 'a -> 'b} follows the colon that comes next. */
    private boolean isQuantified() {
        int ahead = 1;
        while (tokens.peek(ahead).kind() == Token.Kind.TYPE_VARIABLE) {
            ahead++;
        }
        return ahead > 1 && tokens.peek(ahead).is(".");
    }

    /** Parameters, an optional result type, {@code separator} and the body. */
    private ExpressionSyntax functionBody(Position position, String separator) {
        List<PatternSyntax> parameters = new ArrayList<>();
        while (patterns.startsAtom()) {
            parameters.add(patterns.atom());
        }
        @Nullable TypeSyntax result = tokens.accept(":") ? types.type() : null;
        tokens.expect(separator, separator.equals("=") ? "let" : "fun");
        ExpressionSyntax body = sequence();
        if (result != null) {
            body = new ExpressionSyntax.Typed(body.position(), body, result);
        }
        return parameters.isEmpty() ? body : new ExpressionSyntax.Function(position, parameters, body);
    }

    private ExpressionSyntax binary(int minimum) {
        ExpressionSyntax left = operand();
        while (true) {
            Token token = tokens.peek();
            int level = level(token);
            if (level < minimum || level < 0) {
                return left;
            }
            tokens.advance();
            boolean rightAssociative = level <= 2 || level == 4 || level == CONS || level == 8;
            ExpressionSyntax right = binary(rightAssociative ? level : level + 1);
            left = infix(token, left, right);
        }
    }

    private static ExpressionSyntax infix(Token operator, ExpressionSyntax left, ExpressionSyntax right) {
        Position position = operator.position();
        if (operator.is("::")) {
            ExpressionSyntax argument = new ExpressionSyntax.Tuple(position, List.of(left, right));
            return new ExpressionSyntax.Constructor(position, Path.of("::"), argument);
        }
        ExpressionSyntax name = new ExpressionSyntax.Name(position, Path.of(operator.text()));
        return new ExpressionSyntax.Apply(position, name, List.of(left, right));
    }

    /** How strongly the operator binds; -1 if the token is none. */
    private int level(Token token) {
        if (token.kind() == Token.Kind.KEYWORD) {
            return WORD_LEVELS.getOrDefault(token.text(), -1);
        }
        String text = token.text();
        if (token.kind() != Token.Kind.SYMBOL
                || text.equals("|")
                || text.equals("|]")
                || text.equals("->")
                || text.equals(".")
                || text.equals(":")) {
            return -1;
        }
        if (text.equals("<-") || text.equals(":=")) {
            throw tokens.unexpected(CONSTRUCT, "the end of the expression");
        }
        return switch (text) {
            case "||" -> 1;
            case "&&", "&" -> 2;
            case "::" -> CONS;
            default ->
                switch (text.charAt(0)) {
                    case '=', '<', '>', '|', '&', '$' -> COMPARISON;
                    case '!' -> text.equals("!=") ? COMPARISON : -1;
                    case '@', '^' -> 4;
                    case '+', '-' -> 6;
                    case '*' -> text.startsWith("**") ? 8 : 7;
                    case '/', '%' -> 7;
                    default -> -1;
                };
        };
    }

    /** An operand: a keyword form, which extends as far as it can, or a unary minus, or an application. */
    private ExpressionSyntax operand() {
        Token token = tokens.peek();
        Position position = token.position();
        if (token.kind() == Token.Kind.KEYWORD) {
            switch (token.text()) {
                case "let" -> {
                    return let();
                }
                case "if" -> {
                    return conditional();
                }
                case "match" -> {
                    tokens.advance();
                    ExpressionSyntax scrutinee = sequence();
                    tokens.expect("with", "match");
                    return new ExpressionSyntax.Match(position, scrutinee, cases());
                }
                case "function" -> {
                    tokens.advance();
                    return new ExpressionSyntax.Cases(position, cases());
                }
                case "fun" -> {
                    tokens.advance();
                    return functionBody(position, "->");
                }
                default -> {}
            }
        }
        if (token.is("-") || token.is("-.")) {
            tokens.advance();
            boolean literal = !startsArgument(1) && !tokens.peek(1).is(".");
            if (token.is("-") && literal && tokens.at(Token.Kind.INTEGER)) {
                return new ExpressionSyntax.Integer(position, Literals.integer(tokens.advance(), true));
            }
            if (literal && tokens.at(Token.Kind.FLOAT)) {
                return new ExpressionSyntax.Real(position, -Literals.real(tokens.advance()));
            }
            ExpressionSyntax negate = new ExpressionSyntax.Name(position, Path.of("~" + token.text()));
            return new ExpressionSyntax.Apply(position, negate, List.of(operand()));
        }
        return application();
    }

    private ExpressionSyntax let() {
        Position position = tokens.advance().position();
        if (tokens.accept("open")) {
            Path module = new Path(List.of(), tokens.upper("let open"));
            while (tokens.accept(".")) {
                module = inside(module, tokens.upper("let open"));
            }
            tokens.expect("in", "let open");
            return new ExpressionSyntax.Open(position, module, sequence());
        }
        if (tokens.at("module") || tokens.at("exception")) {
            throw TokenStream.unsupported(
                    position, "'let " + tokens.peek().text() + "'", "define it outside the expression");
        }
        boolean recursive = tokens.accept("rec");
        List<ExpressionSyntax.Binding> bindings = bindings(null);
        tokens.expect("in", "let");
        return new ExpressionSyntax.Let(position, recursive, bindings, sequence());
    }

    private ExpressionSyntax conditional() {
        Position position = tokens.advance().position();
        ExpressionSyntax condition = sequence();
        tokens.expect("then", "if");
        ExpressionSyntax then = binary(0);
        ExpressionSyntax otherwise =
                tokens.accept("else") ? binary(0) : new ExpressionSyntax.Constructor(position, Path.of("()"), null);
        return new ExpressionSyntax.If(position, condition, then, otherwise);
    }

    private List<ExpressionSyntax.Case> cases() {
        tokens.accept("|");
        List<ExpressionSyntax.Case> cases = new ArrayList<>();
        do {
            if (tokens.at("exception")) {
                throw tokens.unexpected("match", "a pattern");
            }
            PatternSyntax pattern = patterns.pattern();
            @Nullable ExpressionSyntax guard = tokens.accept("when") ? sequence() : null;
            tokens.expect("->", "match");
            cases.add(new ExpressionSyntax.Case(pattern, guard, sequence()));
        } while (tokens.accept("|"));
        return cases;
    }

    private ExpressionSyntax application() {
        Position position = tokens.position();
        if (tokens.accept("assert")) {
            return new ExpressionSyntax.Assert(position, selected());
        }
        if (tokens.accept("lazy")) {
            return new ExpressionSyntax.Delay(position, selected());
        }
        if (tokens.peek().text().equals("failwith") && tokens.peek(1).text().startsWith("\"AXIOM")) {
            throw new TranslationException(
                    position,
                    "axiom",
                    "has no definition, so nothing computes it",
                    "define it in Rocq, take it as a functor's parameter, or map it with Extract Constant");
        }
        ExpressionSyntax function = selected();
        List<ExpressionSyntax> arguments = new ArrayList<>();
        while (startsAtom()) {
            arguments.add(selected());
        }
        if (arguments.isEmpty()) {
            return function;
        }
        if (function instanceof ExpressionSyntax.Constructor constructor && constructor.argument() == null) {
            if (arguments.size() > 1) {
                throw tokens.unexpected("constructor " + constructor.path(), "one argument, or a tuple of arguments");
            }
            return new ExpressionSyntax.Constructor(position, constructor.path(), arguments.getFirst());
        }
        return new ExpressionSyntax.Apply(position, function, arguments);
    }

    private ExpressionSyntax selected() {
        ExpressionSyntax expression = atom();
        while (tokens.at(".")) {
            Position position = tokens.advance().position();
            if (tokens.accept("(")) {
                expression = element(position, "Array", expression, ")");
            } else if (tokens.accept("[")) {
                expression = element(position, "String", expression, "]");
            } else {
                expression = new ExpressionSyntax.Select(position, expression, tokens.lowerPath("field"));
            }
        }
        return expression;
    }

    /** What stands for {@code from.(index)}: OCaml reads it as a call of the module's {@code get}. */
    private ExpressionSyntax element(Position position, String module, ExpressionSyntax from, String closing) {
        ExpressionSyntax index = sequence();
        tokens.expect(closing, "index");
        ExpressionSyntax get = new ExpressionSyntax.Name(position, new Path(List.of(module), "get"));
        return new ExpressionSyntax.Apply(position, get, List.of(from, index));
    }

    private static Path inside(Path module, String name) {
        List<String> modules = new ArrayList<>(module.modules());
        modules.add(module.name());
        return new Path(modules, name);
    }

    private boolean startsArgument(int ahead) {
        Token token = tokens.peek(ahead);
        return switch (token.kind()) {
            case LOWER, UPPER, INTEGER, FLOAT, CHARACTER, STRING -> true;
            default -> token.is("(") || token.is("[") || token.is("{");
        };
    }

    private boolean startsAtom() {
        Token token = tokens.peek();
        return patterns.startsAtom()
                || token.is("begin")
                || token.is("[|")
                || token.is("!")
                || token.is("~")
                || token.is("`")
                || token.is("?");
    }

    private ExpressionSyntax atom() {
        Token token = tokens.peek();
        Position position = token.position();
        return switch (token.kind()) {
            case LOWER -> {
                if (token.text().equals("_")) {
                    throw tokens.unexpected(CONSTRUCT, "a value");
                }
                yield new ExpressionSyntax.Name(
                        position, Path.of(tokens.advance().text()));
            }
            case UPPER -> qualified(position);
            case INTEGER -> new ExpressionSyntax.Integer(position, Literals.integer(tokens.advance(), false));
            case FLOAT -> new ExpressionSyntax.Real(position, Literals.real(tokens.advance()));
            case CHARACTER -> new ExpressionSyntax.Character(position, Literals.character(tokens.advance()));
            case STRING -> new ExpressionSyntax.Text(position, Literals.string(tokens.advance()));
            default -> bracketed(token);
        };
    }

    private ExpressionSyntax qualified(Position position) {
        List<String> modules = new ArrayList<>();
        while (true) {
            String name = tokens.upper(CONSTRUCT);
            if (!tokens.at(".")) {
                return new ExpressionSyntax.Constructor(position, new Path(modules, name), null);
            }
            tokens.advance();
            modules.add(name);
            boolean local = tokens.at("(") && !tokens.atOperatorName();
            if (local || tokens.at("[") || tokens.at("{")) {
                Path module = new Path(modules.subList(0, modules.size() - 1), modules.getLast());
                return new ExpressionSyntax.Open(position, module, bracketed(tokens.peek()));
            }
            if (!tokens.at(Token.Kind.UPPER)) {
                return new ExpressionSyntax.Name(position, new Path(modules, tokens.valueName(CONSTRUCT)));
            }
        }
    }

    private ExpressionSyntax bracketed(Token token) {
        Position position = token.position();
        if (tokens.accept("true") || tokens.accept("false")) {
            return new ExpressionSyntax.Constructor(position, Path.of(token.text()), null);
        }
        if (tokens.atOperatorName()) {
            return new ExpressionSyntax.Name(position, Path.of(tokens.valueName(CONSTRUCT)));
        }
        if (tokens.accept("begin")) {
            ExpressionSyntax inner = sequence();
            tokens.expect("end", "begin");
            return inner;
        }
        if (tokens.accept("(")) {
            if (tokens.accept(")")) {
                return new ExpressionSyntax.Constructor(position, Path.of("()"), null);
            }
            ExpressionSyntax inner = sequence();
            if (tokens.accept(":")) {
                inner = new ExpressionSyntax.Typed(position, inner, types.type());
            }
            tokens.expect(")", "parenthesis");
            return inner;
        }
        if (tokens.accept("[")) {
            return list(position);
        }
        if (tokens.accept("[|")) {
            List<ExpressionSyntax> elements = elements("|]");
            tokens.expect("|]", "array");
            return new ExpressionSyntax.ArrayOf(position, elements);
        }
        if (tokens.accept("{")) {
            return record(position);
        }
        throw tokens.unexpected(CONSTRUCT, "an expression");
    }

    private List<ExpressionSyntax> elements(String closing) {
        List<ExpressionSyntax> elements = new ArrayList<>();
        while (!tokens.at(closing)) {
            elements.add(tuple());
            if (!tokens.accept(";")) {
                break;
            }
        }
        return elements;
    }

    private ExpressionSyntax list(Position position) {
        List<ExpressionSyntax> elements = elements("]");
        tokens.expect("]", "list");
        ExpressionSyntax list = new ExpressionSyntax.Constructor(position, Path.of("[]"), null);
        for (ExpressionSyntax element : elements.reversed()) {
            ExpressionSyntax argument = new ExpressionSyntax.Tuple(element.position(), List.of(element, list));
            list = new ExpressionSyntax.Constructor(element.position(), Path.of("::"), argument);
        }
        return list;
    }

    private ExpressionSyntax record(Position position) {
        @Nullable ExpressionSyntax base = null;
        boolean fieldFirst = tokens.at(Token.Kind.UPPER)
                || (tokens.at(Token.Kind.LOWER)
                        && (tokens.peek(1).is("=")
                                || tokens.peek(1).is(";")
                                || tokens.peek(1).is("}")));
        if (!fieldFirst) {
            base = selected();
            tokens.expect("with", "record");
        }
        List<ExpressionSyntax.Field> fields = new ArrayList<>();
        while (!tokens.at("}")) {
            Position at = tokens.position();
            Path path = tokens.lowerPath("record");
            ExpressionSyntax value =
                    tokens.accept("=") ? binary(0) : new ExpressionSyntax.Name(at, Path.of(path.name()));
            fields.add(new ExpressionSyntax.Field(at, path, value));
            if (!tokens.accept(";")) {
                break;
            }
        }
        tokens.expect("}", "record");
        return new ExpressionSyntax.Record(position, base, fields);
    }
}
