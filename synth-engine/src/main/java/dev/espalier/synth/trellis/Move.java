package dev.espalier.synth.trellis;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/** A step that someone proposes: three that go on, two that go back. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "move")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Move.Define.class, name = "define"),
    @JsonSubTypes.Type(value = Move.Prove.class, name = "prove"),
    @JsonSubTypes.Type(value = Move.Decompose.class, name = "decompose"),
    @JsonSubTypes.Type(value = Move.Repair.class, name = "repair"),
    @JsonSubTypes.Type(value = Move.Revert.class, name = "revert")
})
public sealed interface Move {
    /**
     * Defines a member of the core, or a name of one's own.
     *
     * @param name what is defined
     * @param text the sentence that defines it and the hints that belong to it; a type without a body leaves a hole
     * @param inProof whether it belongs to the proof and not to the core
     * @param before the item that it is to stand before; empty for the end
     */
    record Define(String name, String text, boolean inProof, Optional<String> before) implements Move {}

    /**
     * Closes a hole in the proof.
     *
     * @param name a lemma, or a theorem of those that are asked for
     * @param tactics the proof without {@code Proof} and {@code Qed}
     */
    record Prove(String name, String tactics) implements Move {}

    /**
     * Splits what is to be proved: lemmas stand before it, each a hole.
     *
     * @param name the lemma or theorem that is split
     * @param lemmas statements, a sentence each
     * @param tactics how it follows from them; empty to leave it open
     */
    record Decompose(String name, String lemmas, Optional<String> tactics) implements Move {}

    /**
     * Puts another text or proof in the place of one that was accepted. Proofs after it that no longer hold are holes again.
     *
     * @param text a definition, a statement, or tactics if the item is proved and the text states nothing
     */
    record Repair(String name, String text) implements Move {}

    /**
     * Takes moves back.
     *
     * @param to what is left: all up to the accepted move of this number, 0 for nothing; or the name of an item that goes
     */
    record Revert(String to) implements Move {}
}
