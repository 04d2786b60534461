package dev.espalier.bridge.ocaml;

import dev.espalier.bridge.source.Position;
import dev.espalier.bridge.source.TranslationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parsers' view of the tokens: a cursor with one or more tokens of lookahead. */
final class TokenStream {
    private static final String EXTRACTABLE = "restate the definition in Rocq so that extraction does not need it";
    private static final Map<String, String> UNSUPPORTED = Map.ofEntries(
            Map.entry("try", "exceptions can be raised but not caught; return an option instead"),
            Map.entry("exception", "exceptions can be raised but not caught; return an option instead"),
            Map.entry("while", "loops are effects; write a recursive function"),
            Map.entry("for", "loops are effects; write a recursive function"),
            Map.entry("object", "objects are not extracted; use a record"),
            Map.entry("class", "classes are not extracted; use a record"),
            Map.entry("new", "objects are not extracted; use a record"),
            Map.entry("mutable", "mutable fields are effects; rebuild the record instead"),
            Map.entry("external", "foreign functions cannot be verified; use a parameter of the functor"),
            Map.entry("constraint", "declare the type without it"),
            Map.entry("`", "polymorphic variants are not extracted; declare a type"),
            Map.entry("~", "labelled arguments are not extracted; use plain arguments"),
            Map.entry("?", "optional arguments are not extracted; use an option"),
            Map.entry("<-", "assignment is an effect; rebuild the value instead"),
            Map.entry(":=", "assignment is an effect; rebuild the value instead"),
            Map.entry("!", "references are effects; pass the value as an argument"));

    private static final Set<String> PUNCTUATION =
            Set.of("(", ")", "[", "]", "{", "}", ",", ";", ";;", "[|", "|]", "`");
    private static final Set<String> WORD_OPERATORS = Set.of("mod", "or", "land", "lor", "lxor", "lsl", "lsr", "asr");

    private final List<Token> tokens;
    private final Map<Token, List<Token>> declarations;
    private int at;

    TokenStream(List<Token> tokens, Map<Token, List<Token>> declarations) {
        this.tokens = tokens;
        this.declarations = declarations;
    }

    /** The type that a comment before the next token gives to what it defines; {@code null} if there is none. */
    @Nullable
    TypeSyntax declared() {
        List<Token> type = declarations.get(peek());
        if (type == null) {
            return null;
        }
        try {
            TokenStream stream = new TokenStream(type, Map.of());
            TypeSyntax parsed = new TypeParser(stream).type();
            return stream.at(Token.Kind.END) ? parsed : null;
        } catch (TranslationException notAType) {
            return null; // a comment may say anything
        }
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    Token advance() {
        Token token = tokens.get(at);
        if (at < tokens.size() - 1) {
            at++;
        }
        return token;
    }

    Position position() {
        return peek().position();
    }

    boolean at(String spelling) {
        return peek().is(spelling);
    }

    boolean at(Token.Kind kind) {
        return peek().kind() == kind;
    }

    boolean accept(String spelling) {
        if (at(spelling)) {
            advance();
            return true;
        }
        return false;
    }

    Token expect(String spelling, String construct) {
        if (!at(spelling)) {
            throw unexpected(construct, "'" + spelling + "'");
        }
        return advance();
    }

    String lower(String construct) {
        if (!at(Token.Kind.LOWER)) {
            throw unexpected(construct, "a name in lower case");
        }
        return advance().text();
    }

    String upper(String construct) {
        if (!at(Token.Kind.UPPER)) {
            throw unexpected(construct, "a name in upper case");
        }
        return advance().text();
    }

    /** The name of a value: an identifier, or an operator in parentheses. */
    String valueName(String construct) {
        if (atOperatorName()) {
            advance();
            String operator = advance().text();
            advance();
            return operator;
        }
        return lower(construct);
    }

    /** Whether an operator in parentheses comes next. */
    boolean atOperatorName() {
        Token operator = peek(1);
        return at("(")
                && peek(2).is(")")
                && (operator.kind() == Token.Kind.SYMBOL && !PUNCTUATION.contains(operator.text())
                        || WORD_OPERATORS.contains(operator.text()));
    }

    /** A value's, a field's or a type's name after the modules it is in. */
    Path lowerPath(String construct) {
        List<String> modules = new ArrayList<>();
        while (at(Token.Kind.UPPER)) {
            modules.add(advance().text());
            expect(".", construct);
        }
        return new Path(modules, lower(construct));
    }

    int mark() {
        return at;
    }

    /** Skips to the next token that can begin an item, so that more errors can be found. */
    void skipToItem(int from) {
        at = Math.max(at, from + 1);
        while (!at(Token.Kind.END) && !startsItem()) {
            advance();
        }
    }

    private boolean startsItem() {
        Token token = peek();
        boolean keyword = token.is("let") || token.is("type") || token.is("module") || token.is("exception");
        return keyword && previousEndsItem() || token.is("end") || token.is(";;");
    }

    /** Items begin lines in extraction's output, in the first columns of their module's indentation. */
    private boolean previousEndsItem() {
        return at == 0
                || tokens.get(at - 1).position().line() < peek().position().line()
                        && peek().position().column() <= 4;
    }

    TranslationException unexpected(String construct, String wanted) {
        Token token = peek();
        String suggestion = UNSUPPORTED.get(token.text());
        if (suggestion != null) {
            return unsupported(token.position(), "'" + token.text() + "'", suggestion);
        }
        return new TranslationException(
                token.position(),
                construct,
                "expected " + wanted + " but found " + token.shown(),
                "check that the file is extraction's output, or " + EXTRACTABLE);
    }

    static TranslationException unsupported(Position position, String construct, String suggestion) {
        return new TranslationException(position, construct, "is not supported by the bridge", suggestion);
    }
}
