package dev.espalier.synth.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.shape.Shape.Identity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShapeReaderTest {
    private static final Shape NAME = new Shape.Pair(new Shape.Opaque(Identity.CLIENT), new Shape.Number());
    private static final String MODULE = """
            Module S : Sig Definition put_id : Type. Definition put_id_eq_dec : forall a b : put_id, {a = b} + {a <> b}.
            Definition puts : Type. Record entry : Type := Build_entry { content : P.value;  from : option put_id }.
            Definition content : entry -> P.value. Definition from : entry -> option put_id.
            Record session : Type := Build_session { made : nat;  own : P.key -> puts }.
            Definition made : session -> nat. Definition own : session -> P.key -> puts.
            Definition client_state : Type. Definition replica_state : Type. Definition get_payload : Type.
            Definition answer_payload : Type. Definition put_payload : Type.
            Definition older : entry -> entry -> bool. End := (X.Specification P)
            """;

    private static MachineShape read() {
        ShapeReader reader = new ShapeReader(MODULE);
        assertThat(reader.aliases())
                .containsExactly(
                        "put_id",
                        "puts",
                        "client_state",
                        "replica_state",
                        "get_payload",
                        "answer_payload",
                        "put_payload");
        return reader.read(Map.of(
                "put_id", "S.put_id = (P.client * nat)%type\n     : Type",
                "puts", "S.puts = FiniteSet.set S.put_id\n     : Type",
                "client_state", "S.client_state = S.session\n     : Type",
                "replica_state", "S.replica_state = P.key -> S.entry\n     : Type",
                "get_payload", "S.get_payload = unit\n     : Set",
                "answer_payload", "S.answer_payload = option S.put_id\n     : Type",
                "put_payload", "S.put_payload = (S.put_id * S.puts * tree)%type\n     : Type"));
    }

    @Test
    void typesAreResolved() {
        MachineShape shape = read();
        Shape puts = new Shape.Collection(NAME);
        assertThat(shape.of(Part.CLIENT))
                .isEqualTo(new Shape.Struct(
                        "session",
                        "Build_session",
                        List.of(
                                new Shape.Field("made", new Shape.Number()),
                                new Shape.Field("own", new Shape.Table(new Shape.Opaque(Identity.KEY), puts)))));
        assertThat(shape.of(Part.GET)).isEqualTo(new Shape.Single());
        assertThat(shape.of(Part.ANSWER)).isEqualTo(new Shape.Perhaps(NAME));
        assertThat(shape.of(Part.PUT)).isEqualTo(new Shape.Pair(new Shape.Pair(NAME, puts), new Shape.Foreign("tree")));
    }

    @Test
    void functionsAndDecidersAreTold() {
        MachineShape shape = read();
        assertThat(shape.deciders()).containsExactly(Map.entry(NAME, "put_id_eq_dec"));
        assertThat(shape.functions().keySet()).containsExactly("older");
        assertThat(shape.functions().get("older")).hasSize(3).endsWith(new Shape.Truth());
    }

    @Test
    void collectionsAndFunctionsHoldMany() {
        MachineShape shape = read();
        assertThat(shape.of(Part.CLIENT).holdsMany()).isTrue();
        assertThat(shape.of(Part.ANSWER).holdsMany()).isFalse();
        assertThat(shape.of(Part.PUT).holdsMany()).isTrue();
    }
}
