package dev.espalier.synth.trellis;

import java.util.Optional;

/**
 * Something that a development defines or states.
 *
 * @param name in Rocq
 * @param kind what it is
 * @param text a definition with what belongs to it, or a lemma's statement as a sentence
 * @param proof the tactics of a lemma's proof; empty for a hole
 */
public record Item(String name, Kind kind, String text, Optional<String> proof) {
    /** What an item may be. */
    public enum Kind {
        /** A definition, a type, a fixpoint; with its hints. */
        DEFINITION,
        /** A name with a type that is to be defined. */
        DECLARATION,
        /** A lemma, proved or not. */
        LEMMA
    }

    /** A lemma that nobody proved yet. */
    static Item lemma(String name, String statement) {
        return new Item(name, Kind.LEMMA, statement, Optional.empty());
    }

    /** The same with {@code tactics} for a proof. */
    Item provedBy(String tactics) {
        return new Item(name, kind, text, Optional.of(tactics));
    }

    /** The same with a hole for a proof. */
    Item reopened() {
        return new Item(name, kind, text, Optional.empty());
    }

    /** Whether something is missing. */
    public boolean isHole() {
        return switch (kind) {
            case DEFINITION -> false;
            case DECLARATION -> true;
            case LEMMA -> proof.isEmpty();
        };
    }

    /** As it stands in a file, complete: a hole is {@code Admitted}. */
    String written() {
        return switch (kind) {
            case DEFINITION -> text;
            case DECLARATION -> text + "\nAdmitted.";
            case LEMMA ->
                text + "\n"
                        + proof.map(tactics -> "Proof.\n" + tactics.strip() + "\nQed.")
                                .orElse("Admitted.");
        };
    }
}
