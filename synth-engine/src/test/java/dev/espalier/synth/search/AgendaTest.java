package dev.espalier.synth.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.design.Cause;
import dev.espalier.synth.design.Design;
import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.design.Representation;
import dev.espalier.synth.shape.Part;
import dev.espalier.synth.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A client keeps a set of puts and a replica another. */
class AgendaTest {
    private static final Shape PUTS =
            new Shape.Collection(new Shape.Pair(new Shape.Opaque(Shape.Identity.CLIENT), new Shape.Number()));
    private static final Leaf OWN = leaf(Part.CLIENT, "own_puts");
    private static final Leaf APPLIED = leaf(Part.REPLICA, "applied");
    private static final Cause OPEN = new Cause.Unproved("put_applied", "H : x = y\n=====\nI.applied s = S.applied t");

    private final Agenda agenda = agenda(Configuration.FULL, 1);

    private static Leaf leaf(Part part, String name) {
        Shape.Struct struct = new Shape.Struct("state", "Build_state", List.of(new Shape.Field(name, PUTS)));
        return new Leaf(part, List.of(new Leaf.Step.Field(struct, 0)), PUTS);
    }

    private static Agenda agenda(Configuration configuration, long seed) {
        return new Agenda(Design.asSpecified(List.of(OWN, APPLIED)), configuration, seed);
    }

    /** The designs that wait after the first fails for {@code cause}, in order. */
    private static List<Design> afterTheFirst(Agenda agenda, Cause cause) {
        agenda.failed(agenda.next(), cause, 2);
        return agenda.waiting().stream().map(Node::design).toList();
    }

    private List<Integer> waiting() {
        return agenda.waiting().stream().map(Node::id).toList();
    }

    @Test
    void theLastMadeComesFirstAndTheOldestWhereThatStalls() {
        agenda.failed(agenda.next(), new Cause.Grows(OWN, 1, 2), 0);
        Node mended = agenda.next();
        agenda.failed(mended, new Cause.Grows(APPLIED, 1, 2), 0);
        int oldest = waiting().stream().min(Integer::compare).orElseThrow();
        assertThat(waiting().getFirst()).isGreaterThan(mended.id());
        assertThat(agenda.leap()).hasValueSatisfying(words -> assertThat(words).startsWith("design " + oldest + ","));
        assertThat(waiting()).startsWith(oldest);
        assertThat(agenda.next().id()).isEqualTo(oldest);
        assertThat(waiting()).doesNotContain(oldest);
    }

    /** Of what the goal does not speak of nothing is changed, and the log is read once. */
    @Test
    void whereNoneWaitsTheLogIsRead() {
        Node first = agenda.next();
        agenda.failed(first, OPEN, 6);
        Node stronger = agenda.next();
        agenda.failed(stronger, OPEN, 6);
        assertThat(agenda.isEmpty()).isTrue();
        assertThat(agenda.escalated(stronger))
                .hasValueSatisfying(stall -> assertThat(stall.level()).isEqualTo(3));
        List<Node> next = new ArrayList<>();
        while (!agenda.isEmpty()) {
            next.add(agenda.next());
        }
        assertThat(next)
                .extracting(node -> node.design().of(APPLIED))
                .containsOnly(new Representation.Slots(), new Representation.Lasts());
        assertThat(next).allMatch(node -> node.design().of(OWN).equals(new Representation.Same()));
        next.forEach(node -> agenda.failed(node, OPEN, 6));
        while (!agenda.isEmpty()) {
            agenda.failed(agenda.next(), OPEN, 6);
        }
        assertThat(agenda.escalated(stronger)).isEmpty();
    }

    @Test
    void whatWasPutOffComesBackWithAllTheTimeThatIsLeft() {
        Node first = agenda.next();
        agenda.putOff(first);
        assertThat(agenda.isEmpty()).isTrue();
        assertThat(agenda.escalated(first))
                .hasValueSatisfying(stall -> assertThat(stall.level()).isEqualTo(2));
        assertThat(agenda.next()).isEqualTo(first.withPatience());
        assertThat(agenda.escalated(first)).isEqualTo(Optional.empty());
    }

    @Test
    void withoutFeedbackWhatIsTriedNextDoesNotDependOnWhyADesignFailed() {
        Configuration blind = Configuration.lacking(Faculty.FEEDBACK);
        List<Design> next = afterTheFirst(agenda(blind, 1), new Cause.Grows(OWN, 1, 2));
        assertThat(afterTheFirst(agenda(blind, 1), new Cause.KeepsFunction(APPLIED)))
                .isEqualTo(next);
        assertThat(next)
                .as("all that are one choice away")
                .hasSize(5 + 3 + 2)
                .containsAll(afterTheFirst(agenda(Configuration.FULL, 1), new Cause.Grows(OWN, 1, 2)));
        assertThat(afterTheFirst(agenda(blind, 2), new Cause.Grows(OWN, 1, 2)))
                .as("in the order of the seed")
                .containsExactlyInAnyOrderElementsOf(next)
                .isNotEqualTo(next);
    }

    @Test
    void withoutFeedbackTheNeighboursOfWhatGotFarthestComeFirst() {
        Agenda blind = agenda(Configuration.lacking(Faculty.FEEDBACK), 1);
        blind.failed(blind.next(), new Cause.Grows(OWN, 1, 2), 0);
        Node far = blind.next();
        blind.failed(far, OPEN, 3);
        Node next = blind.next();
        assertThat(next.parent()).isEqualTo(far.id());
        blind.failed(next, new Cause.Grows(OWN, 1, 2), 0);
        assertThat(blind.next().parent()).as("and not of the last one").isEqualTo(far.id());
    }

    @Test
    void withoutAReloaderNothingIsRepresentedOtherwiseOnceACoreWasPutToTheProver() {
        Agenda bound = agenda(Configuration.lacking(Faculty.RELOADER), 1);
        bound.failed(bound.next(), new Cause.Grows(OWN, 1, 2), 0);
        Node put = bound.next();
        assertThat(put.design().of(OWN)).as("before that it is").isNotEqualTo(new Representation.Same());
        bound.failed(put, OPEN, 5);
        assertThat(bound.leap()).isEmpty();
        Node guarded = bound.next();
        assertThat(guarded.design()).isEqualTo(put.design().withStrongerGuards());
        bound.failed(guarded, OPEN, 5);
        assertThat(bound.isEmpty()).isTrue();
        assertThat(bound.escalated(guarded)).isEmpty();
    }

    @Test
    void withoutProofsTheOrderIsTheSeeds() {
        Configuration sampling = Configuration.lacking(Faculty.PROOF);
        Cause cause = new Cause.Grows(OWN, 1, 2);
        assertThat(List.of(1L, 2L, 3L, 4L, 5L))
                .extracting(seed -> afterTheFirst(agenda(sampling, seed), cause).getFirst())
                .as("first designs")
                .satisfies(first -> assertThat(first.stream().distinct()).hasSizeGreaterThan(1));
    }
}
