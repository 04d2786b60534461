package dev.espalier.synth.trellis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Moves in a file, one after another: a line {@code TOOL NAME} that begins in the first column, and below it, indented, what
 * is said. {@code define} may have {@code --proof} and {@code --before NAME} after the name; {@code decompose} may have a line
 * {@code by} with tactics below. Lines that begin with {@code #} are comments.
 */
public final class MoveScript {
    private static final String BY = "by";
    private static final Set<String> TOOLS = Set.of("define", "prove", "decompose", "repair", "revert", "search");

    private final List<Step> steps = new ArrayList<>();

    private MoveScript() {}

    /**
     * A call.
     *
     * @param line where it begins, from 1
     * @param tool as in {@link ToolCatalogue}
     * @param arguments of the tool
     */
    public record Step(int line, String tool, Map<String, Object> arguments) {
        /** In a few words. */
        public String title() {
            return tool + " " + arguments.getOrDefault("name", arguments.getOrDefault("to", ""));
        }
    }

    /**
     * The steps in {@code text}.
     *
     * @throws WrongCallException if a line is none of a script; the message names it
     */
    public static List<Step> read(String text) throws WrongCallException {
        MoveScript script = new MoveScript();
        List<String> lines = text.lines().toList();
        int at = 0;
        while (at < lines.size()) {
            int head = at;
            if (isSkipped(lines.get(head))) {
                at++;
                continue;
            }
            at++;
            List<String> body = new ArrayList<>();
            while (at < lines.size() && isBody(lines.get(at))) {
                body.add(lines.get(at));
                at++;
            }
            script.add(head + 1, lines.get(head), said(body));
        }
        return List.copyOf(script.steps);
    }

    private static boolean isSkipped(String line) {
        return line.isBlank() || line.startsWith("#");
    }

    private static boolean isBody(String line) {
        return line.isBlank() || Character.isWhitespace(line.charAt(0));
    }

    /** Without the indentation that all lines have, so that an item reads well wherever it stands. */
    private static String said(List<String> body) {
        return String.join("\n", body).stripTrailing().stripIndent().strip();
    }

    private void add(int line, String head, String said) throws WrongCallException {
        if (!isSkipped(head) && isBody(head)) {
            throw new WrongCallException(
                    "line " + line + " belongs to no move: a move begins in the first column, with one of " + tools());
        }
        List<String> words = List.of(head.strip().split("\\s+"));
        if (words.equals(List.of(BY))) {
            addTactics(line, said);
            return;
        }
        String tool = words.getFirst();
        if (!TOOLS.contains(tool) || words.size() < 2) {
            throw new WrongCallException(
                    "line " + line + " (" + head.strip() + ") begins no move: say a name after one of " + tools());
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put(tool.equals("revert") ? "to" : "name", words.get(1));
        options(line, tool, words.subList(2, words.size()), arguments);
        String argument = argument(tool);
        if (argument.isEmpty() != said.isEmpty()) {
            throw new WrongCallException("line " + line + " (" + head.strip() + ") "
                    + (said.isEmpty()
                            ? "says nothing: write its text below it, indented"
                            : "takes no text, and there is one below it"));
        }
        if (!argument.isEmpty()) {
            arguments.put(argument, said);
        }
        steps.add(new Step(line, tool, arguments));
    }

    private static String argument(String tool) {
        return switch (tool) {
            case "define", "repair" -> "text";
            case "prove" -> "tactics";
            case "decompose" -> "lemmas";
            default -> "";
        };
    }

    private static void options(int line, String tool, List<String> words, Map<String, Object> arguments)
            throws WrongCallException {
        int at = 0;
        while (at < words.size()) {
            if (tool.equals("define") && words.get(at).equals("--proof")) {
                arguments.put("proof", true);
                at++;
            } else if (tool.equals("define") && words.get(at).equals("--before") && at + 1 < words.size()) {
                arguments.put("before", words.get(at + 1));
                at += 2;
            } else {
                throw new WrongCallException("line " + line + ": " + tool + " takes no " + words.get(at));
            }
        }
    }

    private void addTactics(int line, String said) throws WrongCallException {
        if (steps.isEmpty() || !steps.getLast().tool().equals("decompose") || said.isEmpty()) {
            throw new WrongCallException("line " + line
                    + ": tactics after by, indented, say how what is decomposed follows from its lemmas");
        }
        Step step = steps.removeLast();
        Map<String, Object> arguments = new LinkedHashMap<>(step.arguments());
        arguments.put("tactics", said);
        steps.add(new Step(step.line(), step.tool(), arguments));
    }

    private static List<String> tools() {
        return TOOLS.stream().sorted().toList();
    }
}
