package dev.espalier.synth.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a type as the prover prints it: names, applications, products, arrows and parentheses. */
final class TypeReader {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(->|\\*|\\(|\\)|%[A-Za-z_]+|[A-Za-z_][A-Za-z0-9_'.]*|\\S)");

    private final List<String> tokens = new ArrayList<>();
    private final Function<String, Shape> names;
    private final String text;
    private int next;

    private TypeReader(String text, Function<String, Shape> names) {
        this.text = text;
        this.names = names;
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.lookingAt()) {
            if (!matcher.group(1).startsWith("%")) {
                tokens.add(matcher.group(1));
            }
            matcher.region(matcher.end(), text.length());
        }
    }

    /** The shape of {@code text}; {@code names} says what names of types stand for. */
    static Shape read(String text, Function<String, Shape> names) {
        TypeReader reader = new TypeReader(text, names);
        Shape shape = reader.arrows();
        return reader.next == reader.tokens.size() ? shape : new Shape.Foreign(text);
    }

    /** The types of the arguments, then that of the result, of a function's type. */
    static List<Shape> signature(String text, Function<String, Shape> names) {
        List<Shape> parts = new ArrayList<>();
        TypeReader reader = new TypeReader(text, names);
        parts.add(reader.products());
        while (reader.accept("->")) {
            parts.add(reader.products());
        }
        return reader.next == reader.tokens.size() ? parts : List.of(new Shape.Foreign(text));
    }

    private Shape arrows() {
        Shape from = products();
        return accept("->") ? new Shape.Table(from, arrows()) : from;
    }

    private Shape products() {
        Shape left = applications();
        while (accept("*")) {
            left = new Shape.Pair(left, applications());
        }
        return left;
    }

    private Shape applications() {
        if (next < tokens.size() && tokens.get(next).equals("(")) {
            return atom();
        }
        String name = next < tokens.size() ? tokens.get(next) : "";
        String last = name.substring(name.lastIndexOf('.') + 1);
        switch (last) {
            case "option" -> {
                next++;
                return new Shape.Perhaps(atom());
            }
            case "list", "set" -> {
                next++;
                return new Shape.Collection(atom());
            }
            case "prod" -> {
                next++;
                Shape first = atom();
                return new Shape.Pair(first, atom());
            }
            default -> {
                Shape shape = atom();
                boolean applied = false;
                while (next < tokens.size() && !tokens.get(next).matches("->|\\*|\\)")) {
                    atom();
                    applied = true;
                }
                return applied ? new Shape.Foreign(text) : shape;
            }
        }
    }

    private Shape atom() {
        if (accept("(")) {
            Shape inner = arrows();
            return accept(")") ? inner : new Shape.Foreign(text);
        }
        if (next == tokens.size()) {
            return new Shape.Foreign(text);
        }
        return names.apply(tokens.get(next++));
    }

    private boolean accept(String token) {
        if (next < tokens.size() && tokens.get(next).equals(token)) {
            next++;
            return true;
        }
        return false;
    }
}
