package dev.espalier.bridge.ocaml;

import dev.espalier.bridge.source.Position;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.bridge.source.TranslationException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What Rocq's {@code Separate Extraction} and {@code Extraction Library} write, as one text: each file is a module of its
 * name, behind those that it refers to, which is what OCaml's linker makes of them.
 */
public final class SeparateFiles {
    private static final Pattern MODULE = Pattern.compile("[A-Z][A-Za-z0-9_']*");

    private final Map<String, SourceText> byModule = new TreeMap<>();
    private final Map<String, Map<String, Position>> references = new LinkedHashMap<>();
    private final List<String> ordered = new ArrayList<>();
    private final Set<String> done = new HashSet<>();

    private SeparateFiles(List<SourceText> files) {
        for (SourceText file : files) {
            String module = module(file.name());
            SourceText other = byModule.put(module, file);
            if (other != null) {
                throw refused(file, "is module " + module + ", and so is " + other.name(), "rename one of them");
            }
        }
        byModule.forEach((module, file) -> references.put(module, references(module, file)));
    }

    /**
     * The text of {@code files} together.
     *
     * @param name what to call it, as if it were a file
     * @throws TranslationException if a file has a name that is no module's, or files refer to each other in a circle
     */
    public static SourceText together(String name, List<SourceText> files) {
        SeparateFiles separate = new SeparateFiles(files);
        separate.byModule.keySet().forEach(module -> separate.visit(module, new ArrayList<>()));
        return separate.text(name);
    }

    private static String module(String file) {
        String stem = file.endsWith(".ml") ? file.substring(0, file.length() - 3) : file;
        String module = stem.isEmpty() ? stem : Character.toUpperCase(stem.charAt(0)) + stem.substring(1);
        if (!MODULE.matcher(module).matches()) {
            throw new TranslationException(
                    new Position(file, 1, 1), "file", "its name is no name of a module", "rename it");
        }
        return module;
    }

    /**
     * Which of the other files {@code file} refers to, and where first: by {@code open}, or before a dot. A module that is
     * named alone might be a constructor; only what stands where a module does is taken for one.
     */
    private Map<String, Position> references(String module, SourceText file) {
        Map<String, Position> found = new LinkedHashMap<>();
        List<Token> tokens = new Lexer(file).tokens();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() == Token.Kind.UPPER
                    && !token.text().equals(module)
                    && byModule.containsKey(token.text())
                    && isModule(tokens, i)) {
                found.putIfAbsent(token.text(), token.position());
            }
        }
        return found;
    }

    private static boolean isModule(List<Token> tokens, int i) {
        Token before = i > 0 ? tokens.get(i - 1) : tokens.get(i);
        if (before.is(".")) {
            return false; // a member of another module
        }
        if (tokens.get(i + 1).is(".") || before.is("open") || before.is("include")) {
            return true;
        }
        // module M = File, and Functor (File)
        boolean named = before.is("=") && i > 2 && tokens.get(i - 3).is("module");
        boolean argument = before.is("(")
                && i > 1
                && tokens.get(i - 2).kind() == Token.Kind.UPPER
                && tokens.get(i + 1).is(")")
                && isFunctor(tokens, i - 2);
        return named || argument;
    }

    /** Whether the name at {@code i} is applied in the definition of a module. */
    private static boolean isFunctor(List<Token> tokens, int i) {
        int at = i;
        while (at > 1 && (tokens.get(at).is(".") || tokens.get(at).kind() == Token.Kind.UPPER)) {
            at--;
        }
        return tokens.get(at).is("include")
                || (tokens.get(at).is("=") && at > 1 && tokens.get(at - 2).is("module"));
    }

    private void visit(String module, List<String> above) {
        if (done.contains(module)) {
            return;
        }
        List<String> here = new ArrayList<>(above);
        here.add(module);
        references.getOrDefault(module, Map.of()).forEach((other, position) -> {
            if (here.contains(other)) {
                throw new TranslationException(
                        position,
                        "module " + other,
                        "it refers back: " + String.join(", ", here.subList(here.indexOf(other), here.size()))
                                + ", and again " + other,
                        "extract them together, into one file");
            }
            visit(other, here);
        });
        done.add(module);
        ordered.add(module);
    }

    private SourceText text(String name) {
        StringBuilder text = new StringBuilder();
        List<SourceText.Part> parts = new ArrayList<>();
        int line = 1;
        for (String module : ordered) {
            SourceText file = byModule.get(module);
            if (file == null) {
                continue;
            }
            String content = file.content();
            text.append("module ").append(module).append(" = struct\n");
            parts.add(new SourceText.Part(file.name(), line + 1));
            text.append(content).append("\nend\n");
            line += 3 + (int) content.chars().filter(each -> each == '\n').count();
        }
        return new SourceText(name, text.toString(), parts);
    }

    private static TranslationException refused(SourceText file, String message, String suggestion) {
        return new TranslationException(new Position(file.name(), 1, 1), "file", message, suggestion);
    }
}
