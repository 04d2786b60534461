package dev.espalier.synth.growth;

import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.gate.CompiledSpecification;
import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.machine.SpecificationMachine;
import dev.espalier.synth.prover.CommandOutcome;
import dev.espalier.synth.shape.MachineShape;
import dev.espalier.synth.shape.ShapeReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A specification to grow a core for, understood: its types, its pieces, and how to run it.
 *
 * @param name for example {@code strong/ryw}
 * @param loading how a file comes by it
 * @param machine what runs it
 * @param leaves the pieces of its states and payloads
 */
public record Target(
        String name, CompiledSpecification.Loading loading, SpecificationMachine machine, List<Leaf> leaves) {
    private static final String SCRATCH = "candidate/Looked.v";
    private static final String MARK = "=== ";

    /**
     * Asks the prover about the specification.
     *
     * @param extracted the OCaml that it was extracted to
     * @param functor the functor in that
     * @param keys number of keys in runs
     */
    public static Target of(String name, CompiledSpecification compiled, String extracted, String functor, int keys)
            throws IOException, InterruptedException, GateFailure {
        ShapeReader reader = new ShapeReader(look(compiled, "Print Module S.\n"));
        StringBuilder questions = new StringBuilder();
        for (String alias : reader.aliases()) {
            questions.append("Eval compute in \"").append(MARK).append(alias).append("\".\n");
            questions.append("Print S.").append(alias).append(".\n");
        }
        Map<String, String> printed = new LinkedHashMap<>();
        String[] answers = look(compiled, questions.toString()).split(" *= \"" + MARK);
        for (String answer : answers) {
            int quote = answer.indexOf('"');
            if (quote > 0) {
                String rest = answer.substring(quote + 1);
                printed.put(answer.substring(0, quote), rest.substring(rest.indexOf("string") + "string".length()));
            }
        }
        MachineShape shape = reader.read(printed);
        return new Target(
                name, compiled.loading(), new SpecificationMachine(extracted, functor, shape, keys), Leaf.of(shape));
    }

    /** The same for another thread: a machine is run by one. */
    public Target forAnotherThread() {
        return new Target(name, loading, machine.forAnotherThread(), leaves);
    }

    private static String look(CompiledSpecification compiled, String questions)
            throws IOException, InterruptedException, GateFailure {
        StringBuilder text = new StringBuilder("From Coq Require Import String.\nOpen Scope string_scope.\n");
        text.append("From Espalier.Framework Require Import Parameters.\n");
        compiled.loading()
                .modules()
                .forEach(module -> text.append("Require ").append(module).append(".\n"));
        text.append("Declare Module P : PARAMETERS.\nModule S := ")
                .append(compiled.loading().applied())
                .append(".\nSet Printing Width 100000.\n")
                .append(questions);
        CommandOutcome outcome = compiled.compile(SCRATCH, text.toString());
        if (!outcome.succeeded()) {
            throw new IOException("the prover cannot be asked about the specification and " + outcome.ending() + ":\n"
                    + outcome.said());
        }
        return outcome.output();
    }
}
