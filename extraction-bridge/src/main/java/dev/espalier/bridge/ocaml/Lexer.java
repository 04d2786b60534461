package dev.espalier.bridge.ocaml;

import dev.espalier.bridge.source.Position;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.bridge.source.TranslationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Splits OCaml source into {@link Token}s; comments, nested ones too, are skipped. */
final class Lexer {
    private static final Set<String> KEYWORDS = Set.of(
            "and",
            "as",
            "assert",
            "begin",
            "class",
            "constraint",
            "do",
            "done",
            "downto",
            "else",
            "end",
            "exception",
            "external",
            "false",
            "for",
            "fun",
            "function",
            "functor",
            "if",
            "in",
            "include",
            "inherit",
            "initializer",
            "land",
            "lazy",
            "let",
            "lor",
            "lsl",
            "lsr",
            "lxor",
            "match",
            "method",
            "mod",
            "module",
            "mutable",
            "new",
            "nonrec",
            "object",
            "of",
            "open",
            "or",
            "private",
            "rec",
            "sig",
            "struct",
            "then",
            "to",
            "true",
            "try",
            "type",
            "val",
            "virtual",
            "when",
            "while",
            "with",
            "asr");
    private static final String OPERATOR_CHARACTERS = "!$%&*+-./:<=>?@^|~#";
    private static final String PUNCTUATION = "()[]{},;`";

    private final String file;
    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;

    Lexer(SourceText source) {
        this.file = source.name();
        this.text = source.content();
    }

    /** All tokens, the last of kind END. */
    List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        while (true) {
            skipBlanksAndComments();
            Position position = position();
            if (at >= text.length()) {
                tokens.add(new Token(Token.Kind.END, "", position));
                return tokens;
            }
            tokens.add(next(position));
        }
    }

    private Token next(Position position) {
        char c = text.charAt(at);
        if (Character.isDigit(c)) {
            return number(position);
        }
        if (isIdentifierStart(c)) {
            String word = identifier();
            Token.Kind kind = KEYWORDS.contains(word)
                    ? Token.Kind.KEYWORD
                    : Character.isUpperCase(c) ? Token.Kind.UPPER : Token.Kind.LOWER;
            return new Token(kind, word, position);
        }
        if (c == '\'') {
            return quote(position);
        }
        if (c == '"') {
            int start = at;
            skipString(position);
            return new Token(Token.Kind.OTHER_LITERAL, text.substring(start, at), position);
        }
        if (PUNCTUATION.indexOf(c) >= 0) {
            String symbol = text.startsWith(";;", at) ? ";;" : String.valueOf(c);
            at += symbol.length();
            return new Token(Token.Kind.SYMBOL, symbol, position);
        }
        if (OPERATOR_CHARACTERS.indexOf(c) >= 0) {
            int start = at;
            while (at < text.length() && OPERATOR_CHARACTERS.indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            return new Token(Token.Kind.SYMBOL, text.substring(start, at), position);
        }
        throw new TranslationException(
                position,
                "character '" + c + "'",
                "is not part of OCaml",
                "check that the file is extraction's output");
    }

    private Token number(Position position) {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        boolean real = at < text.length() && text.charAt(at) == '.';
        if (real) {
            at++;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
        }
        return new Token(real ? Token.Kind.OTHER_LITERAL : Token.Kind.INTEGER, text.substring(start, at), position);
    }

    private Token quote(Position position) {
        if (text.startsWith("'\\", at) || (at + 2 < text.length() && text.charAt(at + 2) == '\'')) {
            int end = text.indexOf('\'', text.charAt(at + 1) == '\\' ? at + 3 : at + 2);
            if (end > 0) {
                String literal = text.substring(at, end + 1);
                at = end + 1;
                return new Token(Token.Kind.OTHER_LITERAL, literal, position);
            }
        }
        at++;
        if (at < text.length() && isIdentifierStart(text.charAt(at))) {
            return new Token(Token.Kind.TYPE_VARIABLE, identifier(), position);
        }
        throw new TranslationException(
                position, "quote", "begins neither a type variable nor a character", "check the source at this place");
    }

    private String identifier() {
        int start = at;
        while (at < text.length()
                && (isIdentifierStart(text.charAt(at))
                        || Character.isDigit(text.charAt(at))
                        || text.charAt(at) == '\'')) {
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean isIdentifierStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private void skipBlanksAndComments() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                newLine();
            } else if (Character.isWhitespace(c)) {
                at++;
            } else if (text.startsWith("(*", at) && !text.startsWith("(*)", at)) {
                skipComment();
            } else {
                return;
            }
        }
    }

    private void skipComment() {
        Position start = position();
        int depth = 0;
        do {
            if (at >= text.length()) {
                throw new TranslationException(start, "comment", "is not closed", "close it with *)");
            }
            if (text.startsWith("(*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*)", at)) {
                depth--;
                at += 2;
            } else if (text.charAt(at) == '"') {
                skipString(position());
            } else if (text.charAt(at) == '\n') {
                newLine();
            } else {
                at++;
            }
        } while (depth > 0);
    }

    private void skipString(Position start) {
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at++;
            }
            if (at < text.length() && text.charAt(at) == '\n') {
                newLine();
            } else {
                at++;
            }
        }
        if (at >= text.length()) {
            throw new TranslationException(start, "string", "is not closed", "close it with a double quote");
        }
        at++;
    }

    private void newLine() {
        at++;
        line++;
        lineStart = at;
    }

    private Position position() {
        return new Position(file, line, at - lineStart + 1);
    }
}
