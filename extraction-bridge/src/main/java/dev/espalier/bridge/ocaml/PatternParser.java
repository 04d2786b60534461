package dev.espalier.bridge.ocaml;

import dev.espalier.bridge.source.Position;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses patterns. */
final class PatternParser {
    private static final String CONSTRUCT = "pattern";
    private final TokenStream tokens;
    private final TypeParser types;

    PatternParser(TokenStream tokens, TypeParser types) {
        this.tokens = tokens;
        this.types = types;
    }

    /** Any pattern. */
    PatternSyntax pattern() {
        PatternSyntax pattern = alternatives();
        while (tokens.at("as")) {
            Position position = tokens.advance().position();
            pattern = new PatternSyntax.Alias(position, pattern, tokens.valueName(CONSTRUCT));
        }
        return pattern;
    }

    private PatternSyntax alternatives() {
        PatternSyntax left = tuple();
        while (tokens.at("|")) {
            Position position = tokens.advance().position();
            left = new PatternSyntax.Or(position, left, tuple());
        }
        return left;
    }

    private PatternSyntax tuple() {
        PatternSyntax first = cons();
        if (!tokens.at(",")) {
            return first;
        }
        List<PatternSyntax> components = new ArrayList<>(List.of(first));
        while (tokens.accept(",")) {
            components.add(cons());
        }
        return new PatternSyntax.Tuple(first.position(), components);
    }

    private PatternSyntax cons() {
        PatternSyntax head = constructed();
        if (!tokens.at("::")) {
            return head;
        }
        Position position = tokens.advance().position();
        PatternSyntax argument = new PatternSyntax.Tuple(position, List.of(head, cons()));
        return new PatternSyntax.Constructor(position, Path.of("::"), argument);
    }

    private PatternSyntax constructed() {
        if (tokens.at(Token.Kind.UPPER)) {
            Position position = tokens.position();
            Path path = constructorPath();
            PatternSyntax argument = startsAtom() || tokens.at("lazy") ? constructed() : null;
            return new PatternSyntax.Constructor(position, path, argument);
        }
        if (tokens.at("lazy")) {
            Position position = tokens.advance().position();
            return new PatternSyntax.Delayed(position, constructed());
        }
        return atom();
    }

    private Path constructorPath() {
        List<String> modules = new ArrayList<>();
        String name = tokens.upper(CONSTRUCT);
        while (tokens.at(".")) {
            tokens.advance();
            modules.add(name);
            name = tokens.upper(CONSTRUCT);
        }
        return new Path(modules, name);
    }

    /** Whether an atomic pattern comes next: a parameter of a function. */
    boolean startsAtom() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case LOWER, UPPER, INTEGER, FLOAT, CHARACTER, STRING -> true;
            case KEYWORD -> token.is("true") || token.is("false");
            case SYMBOL -> token.is("(") || token.is("[") || token.is("{");
            case TYPE_VARIABLE, END -> false;
        };
    }

    /** A pattern that needs no parentheses as a parameter. */
    PatternSyntax atom() {
        Token token = tokens.peek();
        Position position = token.position();
        return switch (token.kind()) {
            case LOWER -> {
                tokens.advance();
                yield token.text().equals("_")
                        ? new PatternSyntax.Wildcard(position)
                        : new PatternSyntax.Variable(position, token.text());
            }
            case UPPER -> new PatternSyntax.Constructor(position, constructorPath(), null);
            case INTEGER -> new PatternSyntax.Integer(position, Literals.integer(tokens.advance(), false));
            case CHARACTER -> character(position);
            case STRING -> new PatternSyntax.Text(position, Literals.string(tokens.advance()));
            case FLOAT ->
                throw TokenStream.unsupported(
                        position, "pattern " + token.text(), "compare floating point numbers with (=)");
            default -> bracketed(token);
        };
    }

    private PatternSyntax character(Position position) {
        char first = Literals.character(tokens.advance());
        if (!tokens.accept("..")) {
            return new PatternSyntax.Character(position, first);
        }
        if (!tokens.at(Token.Kind.CHARACTER)) {
            throw tokens.unexpected(CONSTRUCT, "the last character of a range");
        }
        return new PatternSyntax.Range(position, first, Literals.character(tokens.advance()));
    }

    private PatternSyntax bracketed(Token token) {
        Position position = token.position();
        if (tokens.accept("true") || tokens.accept("false")) {
            return new PatternSyntax.Constructor(position, Path.of(token.text()), null);
        }
        if (token.is("-") && tokens.peek(1).kind() == Token.Kind.INTEGER) {
            tokens.advance();
            return new PatternSyntax.Integer(position, Literals.integer(tokens.advance(), true));
        }
        if (tokens.atOperatorName()) {
            return new PatternSyntax.Variable(position, tokens.valueName(CONSTRUCT));
        }
        if (tokens.accept("(")) {
            return parenthesised(position);
        }
        if (tokens.accept("[")) {
            return list(position);
        }
        if (tokens.accept("{")) {
            return record(position);
        }
        throw tokens.unexpected(CONSTRUCT, "a pattern");
    }

    private PatternSyntax parenthesised(Position position) {
        if (tokens.accept(")")) {
            return new PatternSyntax.Constructor(position, Path.of("()"), null);
        }
        PatternSyntax inner = pattern();
        if (tokens.accept(":")) {
            inner = new PatternSyntax.Typed(position, inner, types.type());
        }
        tokens.expect(")", CONSTRUCT);
        return inner;
    }

    private PatternSyntax list(Position position) {
        List<PatternSyntax> elements = new ArrayList<>();
        while (!tokens.at("]")) {
            elements.add(pattern());
            if (!tokens.accept(";")) {
                break;
            }
        }
        tokens.expect("]", CONSTRUCT);
        PatternSyntax list = new PatternSyntax.Constructor(position, Path.of("[]"), null);
        for (PatternSyntax element : elements.reversed()) {
            PatternSyntax argument = new PatternSyntax.Tuple(element.position(), List.of(element, list));
            list = new PatternSyntax.Constructor(element.position(), Path.of("::"), argument);
        }
        return list;
    }

    private PatternSyntax record(Position position) {
        List<PatternSyntax.Field> fields = new ArrayList<>();
        while (!tokens.at("}")) {
            if (tokens.peek().text().equals("_")) {
                tokens.advance();
                break;
            }
            Position at = tokens.position();
            Path path = tokens.lowerPath(CONSTRUCT);
            @Nullable PatternSyntax pattern = tokens.accept("=") ? pattern() : null;
            fields.add(new PatternSyntax.Field(
                    at, path, pattern == null ? new PatternSyntax.Variable(at, path.name()) : pattern));
            if (!tokens.accept(";")) {
                break;
            }
        }
        tokens.expect("}", CONSTRUCT);
        return new PatternSyntax.Record(position, fields);
    }
}
