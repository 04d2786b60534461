package dev.espalier.synth.growth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.design.Design;
import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.gate.CompiledSpecification;
import dev.espalier.synth.machine.Extent;
import dev.espalier.synth.machine.Method;
import dev.espalier.synth.machine.SpecificationMachine;
import dev.espalier.synth.shape.MachineShape;
import dev.espalier.synth.shape.Part;
import dev.espalier.synth.shape.Shape;
import dev.espalier.synth.shape.Shape.Identity;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What is proposed for a specification whose puts each name an earlier one, or none, and whose sessions keep the number of a
 * put before their last.
 */
public final class StateFactsTest {
    private static final Shape NUMBER = new Shape.Number();
    private static final Shape VALUE = new Shape.Opaque(Identity.VALUE);
    private static final String SAME = "after = (before s)";
    private static final String GOAL = "p : I.put_payload\n====================\nS.after q < S.number q";

    private static Shape.Struct struct(String name, String first, Shape kept, String second) {
        return new Shape.Struct(
                name, "Build_" + name, List.of(new Shape.Field(first, kept), new Shape.Field(second, NUMBER)));
    }

    /** The specification. */
    public static Target chained() throws Exception {
        return target(SAME);
    }

    /** The specification, extracted, in which {@code SAME} is written otherwise. */
    private static Target target(String otherwise) throws Exception {
        String extracted;
        try (InputStream stream = StateFactsTest.class.getResourceAsStream("Chained.ml")) {
            extracted = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(extracted).contains(SAME);
        Map<Part, Shape> parts = new EnumMap<>(Part.class);
        parts.put(Part.CLIENT, struct("session", "made", NUMBER, "before"));
        parts.put(Part.PUT, struct("message", "number", NUMBER, "after"));
        parts.put(
                Part.REPLICA,
                new Shape.Table(new Shape.Opaque(Identity.KEY), struct("cell", "shown", VALUE, "at_number")));
        parts.put(Part.GET, new Shape.Single());
        parts.put(Part.ANSWER, NUMBER);
        MachineShape shape = new MachineShape(parts, Map.of(), List.of(), Map.of(), Map.of());
        return new Target(
                "Chained.v",
                new CompiledSpecification.Loading("Chained.Specification P", List.of(), ""),
                new SpecificationMachine(
                        extracted.replace(SAME, otherwise), "Specification", shape, Extent.USUAL.keys()),
                Leaf.of(shape));
    }

    private static List<String> proposed(Target target, String goal) {
        Candidate candidate = new Candidate(
                Design.asSpecified(target.leaves()),
                new Names(target.leaves(), target.machine().shape()),
                new EnumMap<>(Method.class),
                List.of(),
                List.of());
        return StateFacts.strengthened(target, candidate, Optional.of(goal), Extent.USUAL, 1)
                .words();
    }

    @Test
    void whatTheGoalAsksForAndWhatKeepsItTrueAreProposed() throws Exception {
        assertThat(proposed(target(SAME), GOAL))
                .contains("put: (S.after y) < (S.number y)", "client: (S.before y) <= (S.made y)")
                .doesNotContain("client: (S.before y) < (S.made y)", "client: 1 <= (S.made y)");
    }

    /** That no put names itself is wrong where one does; what is weaker is not. */
    @Test
    void whatAStepRefutesIsNotProposed() throws Exception {
        assertThat(proposed(target("after = n"), GOAL))
                .contains("put: (S.after y) <= (S.number y)")
                .doesNotContain("put: (S.after y) < (S.number y)");
    }

    @Test
    void nothingIsProposedForAGoalThatSpeaksOfNoNumber() throws Exception {
        assertThat(proposed(target(SAME), "=====\nS.shown (t k) = v")).isEmpty();
    }
}
