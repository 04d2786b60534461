package dev.espalier.synth.trellis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tools as an agent is told of them. */
public final class ToolCatalogue {
    private ToolCatalogue() {}

    /**
     * A tool.
     *
     * @param properties its arguments, each with a schema
     * @param required those that it cannot do without
     */
    public record Tool(
            String name, String description, Map<String, Map<String, String>> properties, List<String> required) {
        /** The schema of its arguments, in JSON Schema. */
        public Map<String, Object> schema() {
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("type", "object");
            schema.put("properties", properties);
            schema.put("required", required);
            return schema;
        }
    }

    private record Argument(String name, String type, boolean required, String description) {}

    private static Argument text(String name, String description) {
        return new Argument(name, "string", true, description);
    }

    private static Argument maybe(String name, String description) {
        return new Argument(name, "string", false, description);
    }

    /** What opens a development, for those who may choose one. */
    public static Tool open() {
        return tool(
                "open",
                "Begin to grow a core for a specification, or go on with it. Answers what it promises and what is missing.",
                text("specification", "A name such as strong/mr, or a file that ends in .v"),
                maybe("folder", "Where the record goes; by default a folder of the project"));
    }

    /** What is done with an open development, in the order in which one needs it. */
    public static List<Tool> moves() {
        return List.of(
                tool(
                        "goals",
                        "Without a name: the holes. With one: what is to be defined, beside what the specification has in its"
                                + " place, or what is to be shown, and what is left of it after tactics. Changes nothing.",
                        maybe("name", "A member of the core, a lemma, or a theorem"),
                        maybe("after", "Tactics to try first")),
                tool(
                        "ask",
                        "Ask the prover, where the refinement is to be proved: one sentence that begins with Print, Check,"
                                + " Search, About or Locate. Changes nothing.",
                        text("question", "For example: Print Module S.")),
                tool(
                        "define",
                        "Define a member of the core, or a name of your own in the core or the proof. One sentence, with the"
                                + " hints that belong to it; a Definition with a type and no body leaves a hole.",
                        text("name", "What is defined"),
                        text("text", "The definition, in Rocq"),
                        new Argument("proof", "boolean", false, "It belongs to the proof and not to the core"),
                        maybe("before", "The item that it is to stand before; by default it is the last")),
                tool(
                        "prove",
                        "Close a hole in the proof: a lemma, or one of the theorems refinement, seen and progress.",
                        text("name", "A lemma or theorem"),
                        text("tactics", "Tactics only, without Proof and Qed")),
                tool(
                        "decompose",
                        "Put lemmas, each a hole, before something that is to be proved, and perhaps prove it from them.",
                        text("name", "The lemma or theorem that is split"),
                        text("lemmas", "Statements, a sentence each, without proofs"),
                        maybe("tactics", "How it follows from them")),
                tool(
                        "repair",
                        "Put another definition, statement or proof in the place of one that was accepted. Proofs after it that"
                                + " no longer hold are holes again.",
                        text("name", "What is changed"),
                        text("text", "A definition, a statement, or tactics")),
                tool(
                        "revert",
                        "Go back to where the development was after a move, 0 for the beginning; or take one item out.",
                        text("to", "The number of an accepted move, or the name of an item")),
                tool(
                        "search",
                        "Let the tactics of specs/kit try a hole in the proof, or all of them.",
                        maybe("name", "A lemma or theorem; by default every hole")),
                tool("text", "Core and proof as they are."),
                tool("audit", "The audit of every grown core, on what there is. Takes a minute or more."),
                tool("close", "Audit, and leave the core to be emitted if it passes."));
    }

    private static Tool tool(String name, String description, Argument... arguments) {
        Map<String, Map<String, String>> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Argument argument : arguments) {
            properties.put(argument.name(), Map.of("type", argument.type(), "description", argument.description()));
            if (argument.required()) {
                required.add(argument.name());
            }
        }
        return new Tool(name, description, properties, required);
    }
}
