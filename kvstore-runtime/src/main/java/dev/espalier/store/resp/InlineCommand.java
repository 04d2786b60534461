package dev.espalier.store.resp;

import dev.espalier.core.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits an inline command as Redis's {@code sdssplitargs} does: blanks separate, double quotes take backslash escapes,
 * single quotes only {@code \'}, and a closing quote must be followed by a blank.
 */
final class InlineCommand {
    private final Bytes line;
    private final ByteArrayOutputStream word = new ByteArrayOutputStream();
    private int at;

    private InlineCommand(Bytes line) {
        this.line = line;
    }

    static List<Bytes> split(Bytes line) throws RespProtocolException {
        InlineCommand command = new InlineCommand(line);
        List<Bytes> words = new ArrayList<>();
        while (command.skipBlanks()) {
            words.add(command.word());
        }
        // A browser made to send commands begins with one of these; answering on would let its body through.
        if (!words.isEmpty() && (isWord(words.getFirst(), "post") || isWord(words.getFirst(), "host:"))) {
            throw new RespProtocolException(
                    "Protocol error: this is a Redis port and no HTTP server; connection closed");
        }
        return words;
    }

    private static boolean isWord(Bytes word, String lowerCase) {
        return word.length() == lowerCase.length() && word.toString().equalsIgnoreCase(lowerCase);
    }

    private boolean skipBlanks() {
        while (at < line.length() && isBlank(line.at(at))) {
            at++;
        }
        return at < line.length();
    }

    private Bytes word() throws RespProtocolException {
        word.reset();
        while (at < line.length() && !isBlank(line.at(at))) {
            byte b = line.at(at++);
            if (b == '"') {
                doubleQuoted();
            } else if (b == '\'') {
                singleQuoted();
            } else {
                word.write(b);
            }
        }
        return Bytes.wrap(word.toByteArray());
    }

    private void doubleQuoted() throws RespProtocolException {
        while (at < line.length()) {
            byte b = line.at(at++);
            if (b == '"') {
                requireEndOfWord();
                return;
            }
            if (b == '\\' && at < line.length()) {
                escaped();
            } else {
                word.write(b);
            }
        }
        throw unbalanced();
    }

    private void escaped() {
        byte b = line.at(at++);
        if (b == 'x' && at + 1 < line.length() && hex(line.at(at)) >= 0 && hex(line.at(at + 1)) >= 0) {
            word.write(hex(line.at(at)) << 4 | hex(line.at(at + 1)));
            at += 2;
            return;
        }
        word.write(
                switch (b) {
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case 'b' -> '\b';
                    case 'a' -> 7;
                    default -> b;
                });
    }

    private void singleQuoted() throws RespProtocolException {
        while (at < line.length()) {
            byte b = line.at(at++);
            if (b == '\'') {
                requireEndOfWord();
                return;
            }
            if (b == '\\' && at < line.length() && line.at(at) == '\'') {
                at++;
                word.write('\'');
            } else {
                word.write(b);
            }
        }
        throw unbalanced();
    }

    private void requireEndOfWord() throws RespProtocolException {
        if (at < line.length() && !isBlank(line.at(at))) {
            throw unbalanced();
        }
    }

    private static RespProtocolException unbalanced() {
        return RespParser.error("unbalanced quotes in request");
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r') || b == 0;
    }

    private static int hex(byte b) {
        return Character.digit((char) (b & 0xff), 16);
    }
}
