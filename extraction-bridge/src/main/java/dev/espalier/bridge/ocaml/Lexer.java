package dev.espalier.bridge.ocaml;

import dev.espalier.bridge.source.Position;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.bridge.source.TranslationException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    private static final String DECLARATION = "(** val ";
    private static final String PUNCTUATION = "()[]{},;`";

    private final SourceText source;
    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;
    private @Nullable Comment comment;
    private final Map<Token, Comment> declarations = new IdentityHashMap<>();

    Lexer(SourceText source) {
        this.source = source;
        this.text = source.content();
    }

    /** A comment with its delimiters. */
    private record Comment(String text, Position position) {}

    /** All tokens, the last of kind END. */
    List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        while (true) {
            comment = null;
            skipBlanksAndComments();
            Position position = position();
            if (at >= text.length()) {
                tokens.add(new Token(Token.Kind.END, "", position));
                return tokens;
            }
            Comment before = comment;
            Token token = next(position);
            if (before != null && before.text.startsWith(DECLARATION)) {
                declarations.put(token, before);
            }
            tokens.add(token);
        }
    }

    /**
     * The types that extraction's comments <code>(** val name : type **)</code> give, as tokens, by the token after the
     * comment. A comment that does not look so is left out. To be called after {@link #tokens}.
     */
    Map<Token, List<Token>> declarations() {
        Map<Token, List<Token>> types = new IdentityHashMap<>();
        declarations.forEach((token, comment) -> {
            int colon = comment.text.indexOf(" : ");
            String end = comment.text.endsWith("**)") ? "**)" : "*)";
            if (colon > 0) {
                String type = comment.text.substring(colon + 3, comment.text.length() - end.length());
                try {
                    types.put(token, new Lexer(new SourceText(comment.position.file(), type)).tokens());
                } catch (TranslationException notAType) {
                    // A comment may say anything.
                }
            }
        });
        return types;
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
            return new Token(Token.Kind.STRING, text.substring(start, at), position);
        }
        String quotation = quotation();
        if (quotation != null) {
            int start = at;
            skipQuoted(quotation, position);
            return new Token(Token.Kind.STRING, text.substring(start, at), position);
        }
        if (text.startsWith("[|", at) || text.startsWith("|]", at)) {
            at += 2;
            return new Token(Token.Kind.SYMBOL, text.substring(at - 2, at), position);
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
        boolean hexadecimal = text.startsWith("0x", at) || text.startsWith("0X", at);
        if (hexadecimal) {
            at += 2;
        }
        String exponents = hexadecimal ? "pP" : "eE";
        boolean real = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '.' && !real && !text.startsWith("..", at)) {
                real = true;
            } else if (exponents.indexOf(c) >= 0) {
                real = true;
                boolean signed = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0;
                at += signed ? 1 : 0;
            } else if (!Character.isLetterOrDigit(c) && c != '_') {
                break;
            }
            at++;
        }
        return new Token(real ? Token.Kind.FLOAT : Token.Kind.INTEGER, text.substring(start, at), position);
    }

    private Token quote(Position position) {
        int end = characterEnd();
        if (end > 0) {
            String literal = text.substring(at, end);
            at = end;
            return new Token(Token.Kind.CHARACTER, literal, position);
        }
        at++;
        if (at < text.length() && isIdentifierStart(text.charAt(at))) {
            return new Token(Token.Kind.TYPE_VARIABLE, identifier(), position);
        }
        throw new TranslationException(
                position, "quote", "begins neither a type variable nor a character", "check the source at this place");
    }

    /** Where the character literal at the cursor ends; -1 if the quote begins none. */
    private int characterEnd() {
        if (at + 2 >= text.length() || text.charAt(at + 1) == '\n' || text.charAt(at + 1) == '\'') {
            return -1;
        }
        if (text.charAt(at + 1) != '\\') {
            return text.charAt(at + 2) == '\'' ? at + 3 : -1;
        }
        // The longest escape is \o377; the character after the backslash may itself be a quote.
        for (int end = at + 3; end < Math.min(at + 8, text.length()); end++) {
            if (text.charAt(end) == '\'') {
                return end + 1;
            }
        }
        return -1;
    }

    /** What closes the quoted string that begins at the cursor, as {@code |id}} closes <code>{id|</code>; else null. */
    private @Nullable String quotation() {
        if (text.charAt(at) != '{') {
            return null;
        }
        int bar = at + 1;
        while (bar < text.length() && (Character.isLowerCase(text.charAt(bar)) || text.charAt(bar) == '_')) {
            bar++;
        }
        boolean quoted = bar < text.length() && text.charAt(bar) == '|';
        return quoted ? "|" + text.substring(at + 1, bar) + "}" : null;
    }

    private void skipQuoted(String closing, Position start) {
        int end = text.indexOf(closing, at + closing.length());
        if (end < 0) {
            throw new TranslationException(start, "string", "is not closed", "close it with " + closing);
        }
        while (at < end + closing.length()) {
            if (text.charAt(at) == '\n') {
                newLine();
            } else {
                at++;
            }
        }
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
                int start = at;
                Position position = position();
                skipComment();
                comment = new Comment(text.substring(start, at), position);
            } else if (text.startsWith("[@", at)) {
                skipAttribute();
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
            } else if (!skipLiteral()) {
                at++;
            }
        } while (depth > 0);
    }

    /** Skips an attribute: it changes nothing that is translated. */
    private void skipAttribute() {
        Position start = position();
        int depth = 0;
        do {
            if (at >= text.length()) {
                throw new TranslationException(start, "attribute", "is not closed", "close it with ]");
            }
            char c = text.charAt(at);
            if (!skipLiteral()) {
                depth += c == '[' ? 1 : c == ']' ? -1 : 0;
                at++;
            }
        } while (depth > 0);
    }

    /** Skips a string, a character or a line's end, in which brackets mean nothing; false if none is at the cursor. */
    private boolean skipLiteral() {
        char c = text.charAt(at);
        if (c == '"') {
            skipString(position());
        } else if (c == '\n') {
            newLine();
        } else if (c == '\'' && characterEnd() > 0) {
            at = characterEnd();
        } else {
            String quotation = quotation();
            if (quotation == null || text.indexOf(quotation, at + quotation.length()) < 0) {
                return false;
            }
            skipQuoted(quotation, position());
        }
        return true;
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
        return source.position(line, at - lineStart + 1);
    }
}
