package dev.espalier.synth.rocq;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a Rocq source into sentences. Comments nest, strings may stand inside comments and hide their end, a string
 * doubles its quotes, and a full stop ends a sentence only before white space: the lexical conventions of the Rocq
 * reference manual. Where a notation of the source's own could make Rocq read a text otherwise than this does (a
 * comment that is none, a full stop that is none), the source is refused.
 */
public final class RocqLexer {
    private static final char END = '\0';

    private final String text;
    private int position;
    private int line = 1;
    private final List<Sentence> sentences = new ArrayList<>();
    private List<Token> current = new ArrayList<>();

    private RocqLexer(String text) {
        this.text = text;
    }

    /** The sentences of {@code text}. */
    public static List<Sentence> sentences(String text) throws RocqSyntaxException {
        RocqLexer lexer = new RocqLexer(text);
        lexer.readAll();
        return lexer.sentences;
    }

    private void readAll() throws RocqSyntaxException {
        for (int i = 0; i < text.length(); i++) {
            refuseInvisible(i);
        }
        while (position < text.length()) {
            readOne();
        }
        if (!current.isEmpty()) {
            throw new RocqSyntaxException(current.getFirst().line(), "the last sentence has no full stop");
        }
    }

    private void refuseInvisible(int index) throws RocqSyntaxException {
        char c = text.charAt(index);
        int type = Character.getType(c);
        boolean plainBlank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        boolean invisible = type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SPACE_SEPARATOR
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
        if (invisible && !plainBlank) {
            int at = 1 + (int) text.chars().limit(index).filter(x -> x == '\n').count();
            throw new RocqSyntaxException(at, "an invisible character, U+%04X".formatted((int) c));
        }
    }

    private void readOne() throws RocqSyntaxException {
        char c = peek(0);
        if (isBlank(c)) {
            advance();
        } else if (c == '(' && peek(1) == '*') {
            skipComment();
        } else if (c == '"') {
            int start = line;
            add(Token.Kind.STRING, readString(), start);
        } else if (isNameStart(c)) {
            readName();
        } else if (Character.isDigit(c)) {
            readNumber();
        } else if (c == '.') {
            readDots();
        } else if (c == ':' && peek(1) == '=') {
            add(Token.Kind.SYMBOL, ":=", line);
            position += 2;
        } else {
            add(Token.Kind.SYMBOL, String.valueOf(c), line);
            advance();
        }
    }

    private void skipComment() throws RocqSyntaxException {
        int start = line;
        int depth = 0;
        do {
            if (position >= text.length()) {
                throw new RocqSyntaxException(start, "a comment without an end");
            } else if (peek(0) == '(' && peek(1) == '*') {
                depth++;
                position += 2;
            } else if (peek(0) == '*' && peek(1) == ')') {
                depth--;
                position += 2;
            } else if (peek(0) == '"') {
                readString();
            } else {
                advance();
            }
        } while (depth > 0);
    }

    private String readString() throws RocqSyntaxException {
        int start = line;
        StringBuilder content = new StringBuilder();
        advance();
        while (position < text.length()) {
            if (peek(0) != '"') {
                content.append(peek(0));
                advance();
            } else if (peek(1) == '"') {
                content.append('"');
                position += 2;
            } else {
                advance();
                return content.toString();
            }
        }
        throw new RocqSyntaxException(start, "a string without an end");
    }

    private void readName() {
        int start = position;
        while (isNamePart(peek(0)) || (peek(0) == '.' && isNameStart(peek(1)))) {
            position++;
        }
        add(Token.Kind.NAME, text.substring(start, position), line);
    }

    private void readNumber() {
        int start = position;
        while (isNamePart(peek(0)) || (peek(0) == '.' && Character.isDigit(peek(1)))) {
            position++;
        }
        add(Token.Kind.NUMBER, text.substring(start, position), line);
    }

    private void readDots() throws RocqSyntaxException {
        int start = position;
        while (peek(0) == '.') {
            position++;
        }
        int dots = position - start;
        if (peek(0) == '(' && peek(1) == '*') {
            throw new RocqSyntaxException(line, "\".(*\" is no comment to Rocq, which reads \".(\"; put a space there");
        }
        boolean ends = dots != 2 && (position >= text.length() || isBlank(peek(0)));
        if (!ends) {
            add(Token.Kind.SYMBOL, ".".repeat(dots), line);
        } else if (current.isEmpty()) {
            throw new RocqSyntaxException(line, "a full stop without a sentence");
        } else {
            refuseTreacherousNotation();
            sentences.add(new Sentence(current));
            current = new ArrayList<>();
        }
    }

    /** A string in a sentence may become a token of Rocq's lexer; it must not be one that this lexer lacks. */
    private void refuseTreacherousNotation() throws RocqSyntaxException {
        for (Token token : current) {
            String content = token.text();
            boolean treacherous = content.contains("(*")
                    || content.contains("*)")
                    || content.contains("\"")
                    || content.replace("..", "").contains(".");
            if (token.kind() == Token.Kind.STRING && treacherous && definesNotation()) {
                throw new RocqSyntaxException(
                        token.line(),
                        "a notation with a full stop, a quote or a comment's bracket: \"" + content + "\"");
            }
        }
    }

    private boolean definesNotation() {
        return current.stream()
                .anyMatch(token -> token.isName("Notation")
                        || token.isName("Infix")
                        || token.isName("Reserved")
                        || token.isName("where"));
    }

    private void add(Token.Kind kind, String content, int at) {
        current.add(new Token(kind, content, at));
    }

    private char peek(int ahead) {
        return position + ahead < text.length() ? text.charAt(position + ahead) : END;
    }

    private void advance() {
        if (peek(0) == '\n') {
            line++;
        }
        position++;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean isNameStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '\'';
    }
}
