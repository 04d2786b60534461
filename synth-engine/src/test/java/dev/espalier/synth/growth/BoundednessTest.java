package dev.espalier.synth.growth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.design.Cause;
import dev.espalier.synth.design.Design;
import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.design.Representation;
import dev.espalier.synth.gate.CompiledSpecification;
import dev.espalier.synth.machine.Extent;
import dev.espalier.synth.machine.SpecificationMachine;
import dev.espalier.synth.shape.MachineShape;
import dev.espalier.synth.shape.Part;
import dev.espalier.synth.shape.Shape;
import dev.espalier.synth.shape.Shape.Identity;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What grows, of a specification whose sessions gather the names of all puts that are in what they read.
 */
class BoundednessTest {
    private static final Shape NUMBER = new Shape.Number();
    private static final Shape NAMES =
            new Shape.Collection(new Shape.Pair(new Shape.Opaque(Identity.CLIENT), new Shape.Number()));

    private static Shape.Struct struct(String name, Shape.Field first, Shape.Field second) {
        return new Shape.Struct(name, "Build_" + name, List.of(first, second));
    }

    private static Target gathered() throws Exception {
        String extracted;
        try (InputStream stream = BoundednessTest.class.getResourceAsStream("Gathered.ml")) {
            extracted = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
        Map<Part, Shape> parts = new EnumMap<>(Part.class);
        parts.put(Part.CLIENT, struct("session", new Shape.Field("made", NUMBER), new Shape.Field("seen", NAMES)));
        parts.put(Part.PUT, struct("message", new Shape.Field("number", NUMBER), new Shape.Field("earlier", NAMES)));
        parts.put(
                Part.REPLICA,
                new Shape.Table(
                        new Shape.Opaque(Identity.KEY),
                        struct(
                                "cell",
                                new Shape.Field("shown", new Shape.Opaque(Identity.VALUE)),
                                new Shape.Field("causes", NAMES))));
        parts.put(Part.GET, new Shape.Single());
        parts.put(Part.ANSWER, NAMES);
        MachineShape shape = new MachineShape(parts, Map.of(), List.of(), Map.of(), Map.of());
        return new Target(
                "Gathered.v",
                new CompiledSpecification.Loading("Gathered.Specification P", List.of(), ""),
                new SpecificationMachine(extracted, "Specification", shape, Extent.USUAL.keys()),
                Leaf.of(shape));
    }

    /** Whatever the seed: a search that is not told of one of them keeps it as a list and finds no core. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void everythingThatGrowsIsFound(long seed) throws Exception {
        Target target = gathered();
        Boundedness boundedness = new Boundedness(target, seed);
        Design design = Design.asSpecified(target.leaves());
        List<String> growing = new ArrayList<>();
        Optional<Cause> cause = boundedness.exceeded(design);
        while (cause.isPresent() && cause.get() instanceof Cause.Grows(Leaf leaf, long half, long end)) {
            assertThat(end).isGreaterThan(half);
            growing.add(leaf.toString());
            design = design.with(leaf, new Representation.Counter());
            cause = boundedness.exceeded(design);
        }
        assertThat(growing)
                .containsExactlyInAnyOrder(
                        "client.seen", "replica.causes of each key", "answer.content", "put.earlier");
    }
}
