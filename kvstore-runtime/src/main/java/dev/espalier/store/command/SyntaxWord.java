package dev.espalier.store.command;

import dev.espalier.store.resp.ReplyWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * One argument, or one group of them in brackets, of a command's syntax.
 *
 * @param text the argument, or what is in the brackets
 * @param isOptional whether it was in brackets
 */
record SyntaxWord(String text, boolean isOptional) {

    /** The words of {@code syntax}, brackets within brackets being part of a word. */
    static List<SyntaxWord> of(String syntax) {
        List<SyntaxWord> words = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= syntax.length(); i++) {
            char c = i < syntax.length() ? syntax.charAt(i) : ' ';
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == ' ' && depth == 0) {
                String word = syntax.substring(start, i);
                start = i + 1;
                if (!word.isEmpty() && !word.equals("|")) {
                    boolean bracketed = word.startsWith("[");
                    words.add(new SyntaxWord(bracketed ? word.substring(1, word.length() - 1) : word, bracketed));
                }
            }
        }
        return words;
    }

    /** Writes it as COMMAND DOCS does; a group becomes an argument whose name is its whole text. */
    void write(ReplyWriter reply) {
        boolean repeats = text.endsWith("...]") || text.endsWith("...");
        List<String> flags = new ArrayList<>();
        if (isOptional) {
            flags.add("optional");
        }
        if (repeats) {
            flags.add("multiple");
        }
        reply.map(flags.isEmpty() ? 2 : 3);
        reply.bulk("name");
        reply.bulk(text);
        reply.bulk("type");
        reply.bulk("string");
        if (!flags.isEmpty()) {
            reply.bulk("flags");
            reply.set(flags.size());
            flags.forEach(reply::simple);
        }
    }
}
