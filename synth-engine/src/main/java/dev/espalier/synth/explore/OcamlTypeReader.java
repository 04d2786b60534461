package dev.espalier.synth.explore;

import dev.espalier.synth.explore.OcamlType.Alias;
import dev.espalier.synth.explore.OcamlType.Body;
import dev.espalier.synth.explore.OcamlType.Constructors;
import dev.espalier.synth.explore.OcamlType.Declaration;
import dev.espalier.synth.explore.OcamlType.Fields;
import dev.espalier.synth.explore.OcamlType.Hidden;
import dev.espalier.synth.explore.OcamlType.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads type declarations from what {@code ocamlopt -i} prints. */
final class OcamlTypeReader {
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_']*";
    /** Functors' arguments stand in a path: {@code M.Strong(P)(M.Causal).entry}. */
    private static final Pattern TOKEN = Pattern.compile("'" + NAME + "|" + NAME
            + "(?:\\((?:[^()]|\\([^()]*\\))*\\))*(?:\\." + NAME + "(?:\\((?:[^()]|\\([^()]*\\))*\\))*)*"
            + "|->|\\d+|\\S");

    private static final Pattern ITEM = Pattern.compile("^( *)(type|and|val|module|exception|end|external)\\b.*");

    private List<String> tokens = List.of();
    private int at;

    /** The declarations that stand {@code indent} blanks deep, one by one; what cannot be read is hidden. */
    static List<Declaration> read(String printed, int indent) {
        List<Declaration> declarations = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        for (String line : (printed + "\nend").lines().toList()) {
            Matcher matcher = ITEM.matcher(line);
            if (matcher.matches()) {
                if (!item.isEmpty()) {
                    declarations.add(new OcamlTypeReader().declaration(item.toString()));
                }
                item.setLength(0);
                boolean type =
                        matcher.group(2).equals("type") || matcher.group(2).equals("and");
                if (type && matcher.group(1).length() == indent) {
                    item.append(line.strip()).append(' ');
                }
            } else if (!item.isEmpty()) {
                item.append(line.strip()).append(' ');
            }
        }
        return declarations;
    }

    private static List<String> split(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    private Declaration declaration(String text) {
        tokens = split(text);
        at = 1;
        List<String> parameters = new ArrayList<>();
        if (take("(")) {
            do {
                parameters.add(next());
            } while (take(","));
            expect(")");
        } else if (peek().startsWith("'")) {
            parameters.add(next());
        }
        String name = next();
        Body body;
        try {
            body = body();
        } catch (UnreadableTypeException e) {
            body = new Hidden();
        }
        return new Declaration(name, parameters, body);
    }

    private Body body() throws UnreadableTypeException {
        if (!take("=")) {
            return new Hidden();
        }
        int start = at;
        if (!peek().equals("{") && !peek().equals("|") && !startsConstructor()) {
            OcamlType type = type();
            if (!take("=")) {
                ended();
                return new Alias(type);
            }
            start = at;
        }
        at = start;
        Body body = take("{") ? new Fields(fields()) : new Constructors(constructors());
        ended();
        return body;
    }

    private boolean startsConstructor() {
        String word = peek();
        return !word.isEmpty() && Character.isUpperCase(word.charAt(0)) && word.indexOf('.') < 0;
    }

    private List<Member> fields() throws UnreadableTypeException {
        List<Member> fields = new ArrayList<>();
        while (!take("}")) {
            String name = next();
            expect(":");
            fields.add(new Member(name, List.of(type())));
            take(";");
        }
        return fields;
    }

    private List<Member> constructors() throws UnreadableTypeException {
        List<Member> constructors = new ArrayList<>();
        take("|");
        do {
            String name = next();
            List<OcamlType> arguments = new ArrayList<>();
            if (take("of")) {
                do {
                    arguments.add(applied());
                } while (take("*"));
            }
            constructors.add(new Member(name, arguments));
        } while (take("|"));
        return constructors;
    }

    private OcamlType type() throws UnreadableTypeException {
        OcamlType from = tuple();
        return take("->") ? new OcamlType.Function(from, type()) : from;
    }

    private OcamlType tuple() throws UnreadableTypeException {
        List<OcamlType> parts = new ArrayList<>();
        do {
            parts.add(applied());
        } while (take("*"));
        return parts.size() == 1 ? parts.getFirst() : new OcamlType.Tuple(parts);
    }

    private OcamlType applied() throws UnreadableTypeException {
        List<OcamlType> arguments = new ArrayList<>();
        OcamlType type;
        if (take("(")) {
            do {
                arguments.add(type());
            } while (take(","));
            expect(")");
            if (arguments.size() == 1) {
                type = arguments.getFirst();
            } else {
                type = new OcamlType.Named(next(), List.copyOf(arguments));
            }
        } else if (peek().startsWith("'")) {
            type = new OcamlType.Variable(next());
        } else {
            type = new OcamlType.Named(name(), List.of());
        }
        while (!peek().isEmpty() && Character.isLetter(peek().charAt(0)) && !peek().equals("of")) {
            type = new OcamlType.Named(name(), List.of(type));
        }
        return type;
    }

    private String name() throws UnreadableTypeException {
        String name = next();
        if (name.isEmpty() || !(Character.isLetter(name.charAt(0)) || name.charAt(0) == '_')) {
            throw new UnreadableTypeException();
        }
        return name;
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private String next() {
        String token = peek();
        at++;
        return token;
    }

    private boolean take(String token) {
        boolean found = peek().equals(token);
        if (found) {
            at++;
        }
        return found;
    }

    private void expect(String token) {
        at += peek().equals(token) ? 1 : tokens.size();
    }

    private void ended() throws UnreadableTypeException {
        if (at != tokens.size()) {
            throw new UnreadableTypeException();
        }
    }

    /** A type that is written in a way that is not known here. */
    private static final class UnreadableTypeException extends Exception {
        private static final long serialVersionUID = 1;
    }
}
