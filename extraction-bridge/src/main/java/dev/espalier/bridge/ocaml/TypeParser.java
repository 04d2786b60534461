package dev.espalier.bridge.ocaml;

import dev.espalier.bridge.source.Position;
import java.util.ArrayList;
import java.util.List;

/** Parses types. */
final class TypeParser {
    private static final String CONSTRUCT = "type";
    private final TokenStream tokens;

    TypeParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    /** A type with arrows. */
    TypeSyntax type() {
        TypeSyntax from = tuple();
        if (tokens.accept("->")) {
            return new TypeSyntax.Arrow(from.position(), from, type());
        }
        return from;
    }

    /** A type without arrows outside parentheses. */
    private TypeSyntax tuple() {
        TypeSyntax first = applied();
        if (!tokens.at("*")) {
            return first;
        }
        List<TypeSyntax> components = new ArrayList<>(List.of(first));
        while (tokens.accept("*")) {
            components.add(applied());
        }
        return new TypeSyntax.Tuple(first.position(), components);
    }

    /** A type without arrows and stars outside parentheses: a constructor's argument. */
    TypeSyntax applied() {
        Position position = tokens.position();
        List<TypeSyntax> arguments = new ArrayList<>();
        if (tokens.accept("(")) {
            do {
                arguments.add(type());
            } while (tokens.accept(","));
            tokens.expect(")", CONSTRUCT);
            if (arguments.size() > 1 && !atName()) {
                throw tokens.unexpected(CONSTRUCT, "the name of a type with " + arguments.size() + " arguments");
            }
        } else if (tokens.at(Token.Kind.TYPE_VARIABLE)) {
            arguments.add(new TypeSyntax.Variable(position, tokens.advance().text()));
        } else {
            arguments.add(new TypeSyntax.Named(position, tokens.lowerPath(CONSTRUCT), List.of()));
        }
        while (atName()) {
            TypeSyntax named = new TypeSyntax.Named(position, tokens.lowerPath(CONSTRUCT), List.copyOf(arguments));
            arguments = new ArrayList<>(List.of(named));
        }
        return arguments.getFirst();
    }

    private boolean atName() {
        return tokens.at(Token.Kind.LOWER)
                || (tokens.at(Token.Kind.UPPER) && tokens.peek(1).is("."));
    }
}
