package dev.espalier.synth.agent;

import dev.espalier.synth.trellis.ToolCatalogue.Tool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Has a model put a description in plain words down as wishes. What comes of it is the model's reading: whether it is what
 * was meant only whoever wrote the description can say.
 */
public final class DescriptionReader {
    /** The prompt, with its version. */
    public static final String PROMPT = Prompts.READER;

    private static final String ROLE = "reader";
    private static final int TURNS_MAX = 8;
    private static final List<String> KINDS = List.of("forbid", "allow", "any", "promise", "without");

    private final Dialogue.Model model;
    private final Caps caps;
    private final Transcript transcript;
    private final Check check;

    /** Whether a wish is one. */
    @FunctionalInterface
    public interface Check {
        /** Why {@code kind} of {@code subject} is none; empty if it is. */
        Optional<String> problem(String kind, String subject);
    }

    /**
     * A wish.
     *
     * @param kind {@code forbid}, {@code allow}, {@code any}, {@code promise} or {@code without}
     * @param subject a litmus test or a guarantee
     * @param because what the description says of it
     */
    public record Wish(String kind, String subject, String because) {}

    /**
     * What the model made of a description.
     *
     * @param wishes in its order
     * @param left what it could not express; may be empty
     * @param ending empty if it came to an end by itself, else why it did not
     * @param usage what that took
     * @param dollars the same by the caps' prices
     */
    public record Reading(List<Wish> wishes, String left, String ending, Usage usage, double dollars) {
        public Reading {
            wishes = List.copyOf(wishes);
        }
    }

    /**
     * @param caps no turn is begun beyond
     * @param transcript what is said goes there
     */
    public DescriptionReader(Dialogue.Model model, Caps caps, Transcript transcript, Check check) {
        this.model = model;
        this.caps = caps;
        this.transcript = transcript;
        this.check = check;
    }

    /**
     * Asks.
     *
     * @param description in plain words
     * @param catalogue the tests and guarantees that there are, in words
     * @throws ModelException if the model is not to be had
     */
    public Reading read(String description, String catalogue) throws ModelException, IOException, InterruptedException {
        long deadline = System.nanoTime() + caps.time().toNanos();
        Notes notes = new Notes();
        Usage usage = Usage.NONE;
        Dialogue dialogue = model.begin(Prompts.text(PROMPT), tools());
        transcript.add(new Transcript.Line.Begun(ROLE, model.name(), PROMPT));
        String words = "The description:\n\n" + description + "\n\nThe catalogue:\n\n" + catalogue;
        List<ToolResult> results = List.of();
        for (int turns = 0; turns < TURNS_MAX; turns++) {
            Optional<String> capped = capped(usage, deadline);
            if (capped.isPresent()) {
                return notes.reading(capped.get(), usage, caps);
            }
            transcript.add(new Transcript.Line.Said(ROLE, results, words));
            Turn turn = dialogue.say(results, words);
            transcript.add(new Transcript.Line.Answered(ROLE, turn));
            usage = usage.plus(turn.usage());
            if (turn.ending() == Turn.Ending.REFUSED) {
                return notes.reading("the model declines: " + turn.text().strip(), usage, caps);
            }
            if (turn.ending() == Turn.Ending.LENGTH) {
                return notes.reading("the model's answer was cut off at its greatest length", usage, caps);
            }
            results = turn.calls().stream().map(call -> answer(call, notes)).toList();
            if (notes.done || turn.calls().isEmpty()) {
                return notes.reading("", usage, caps);
            }
            words = "";
        }
        return notes.reading("the model did not come to an end in " + TURNS_MAX + " turns", usage, caps);
    }

    private Optional<String> capped(Usage usage, long deadline) {
        if (usage.total() >= caps.tokens()) {
            return Optional.of("the cap of " + caps.tokens() + " tokens is reached");
        }
        if (caps.prices().of(usage) >= caps.dollars()) {
            return Optional.of("the cap of " + caps.dollars() + " dollars is reached");
        }
        return System.nanoTime() - deadline >= 0
                ? Optional.of("the time of " + caps.time().toSeconds() + " s is over")
                : Optional.empty();
    }

    private ToolResult answer(ToolCall call, Notes notes) {
        if (!call.malformed().isEmpty()) {
            return new ToolResult(call.id(), "refused: the arguments: " + call.malformed(), true);
        }
        return switch (call.tool()) {
            case "wish" -> {
                Optional<String> problem = wish(call.arguments(), notes);
                yield new ToolResult(
                        call.id(), problem.map(reason -> "refused: " + reason).orElse("noted"), problem.isPresent());
            }
            case "done" -> {
                notes.done = true;
                notes.left = text(call.arguments(), "left");
                yield new ToolResult(call.id(), "thank you", false);
            }
            default -> new ToolResult(call.id(), "there is no tool " + call.tool() + "; there are wish, done", true);
        };
    }

    private Optional<String> wish(Map<String, Object> arguments, Notes notes) {
        Wish wish = new Wish(text(arguments, "kind"), text(arguments, "subject"), text(arguments, "because"));
        if (!KINDS.contains(wish.kind())) {
            return Optional.of("there is no kind '" + wish.kind() + "'; there are " + String.join(", ", KINDS));
        }
        Optional<String> problem = check.problem(wish.kind(), wish.subject());
        if (problem.isEmpty()) {
            notes.wishes.put(wish.subject(), wish);
        }
        return problem;
    }

    private static String text(Map<String, Object> arguments, String name) {
        Object value = arguments.get(name);
        return value == null ? "" : value.toString().strip();
    }

    private static List<Tool> tools() {
        Map<String, Map<String, String>> wish = new LinkedHashMap<>();
        wish.put("kind", string("One of " + String.join(", ", KINDS)));
        wish.put("subject", string("A test of the catalogue, or a guarantee"));
        wish.put("because", string("The words of the description that settle it, verbatim"));
        return List.of(
                new Tool(
                        "wish",
                        "Put one thing down that the description settles. Said again of the same subject, it replaces what"
                                + " was said before.",
                        wish,
                        List.of("kind", "subject", "because")),
                new Tool(
                        "done",
                        "All is put down.",
                        Map.of("left", string("What the description wants that the catalogue cannot express")),
                        List.of()));
    }

    private static Map<String, String> string(String description) {
        return Map.of("type", "string", "description", description);
    }

    /** What was put down so far, by subject. */
    private static final class Notes {
        private final Map<String, Wish> wishes = new LinkedHashMap<>();
        private String left = "";
        private boolean done;

        private Reading reading(String ending, Usage usage, Caps caps) {
            return new Reading(
                    new ArrayList<>(wishes.values()),
                    left,
                    ending,
                    usage,
                    caps.prices().of(usage));
        }
    }
}
