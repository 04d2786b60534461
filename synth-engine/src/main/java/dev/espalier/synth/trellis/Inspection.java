package dev.espalier.synth.trellis;

import dev.espalier.synth.growth.Theorem;
import dev.espalier.synth.prover.coqidetop.CoqSentences;
import dev.espalier.synth.prover.session.Answered;
import dev.espalier.synth.prover.session.ProverSession;
import dev.espalier.synth.prover.session.Rejected;
import dev.espalier.synth.prover.session.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at a draft with the prover's eyes; nothing changes. */
final class Inspection {
    private final DraftText text;
    private final Checker checker;
    private final ProverSession session;

    /** The checker is over {@code session}. */
    Inspection(DraftText text, Checker checker, ProverSession session) {
        this.text = text;
        this.checker = checker;
        this.session = session;
    }

    /** What {@code name} is about, and what is left of it after {@code tactics}, which may be empty. */
    Look look(Draft draft, String name, String tactics) throws InterruptedException {
        Optional<CoreMember> member = CoreMember.called(name);
        Optional<Theorem> theorem = Draft.theorem(name);
        Optional<Item> item = draft.find(name);
        if (member.isPresent()) {
            return new Look(
                    name,
                    item.map(Item::text).orElse(name + " : " + member.get().type()),
                    said(draft, "Print S." + name + "."),
                    List.of(),
                    "");
        }
        if (theorem.isEmpty() && item.isEmpty()) {
            return new Look(
                    name,
                    "",
                    "",
                    List.of(),
                    "there is no " + Excerpt.of(name, MoveSizes.NAME_MAX) + "; holes are " + draft.holes());
        }
        String states = theorem.isPresent()
                ? DraftText.statement(theorem.get())
                : item.orElseThrow().text();
        if (theorem.isEmpty() && item.orElseThrow().kind() != Item.Kind.LEMMA) {
            return new Look(name, states, "", List.of(), "");
        }
        List<String> sentences = new ArrayList<>(List.of(states, "Proof."));
        try {
            sentences.addAll(tactics.isBlank() ? List.of() : CoqSentences.split(Rails.tactics(name, tactics)));
        } catch (RefusedMoveException e) {
            return new Look(name, states, "", List.of(), String.valueOf(e.getMessage()));
        }
        Verdict verdict = checker.tried(text.before(draft, name), sentences);
        return new Look(
                name,
                states,
                "",
                Excerpt.of(Checker.shown(verdict), Excerpt.SAID_MAX),
                verdict instanceof Rejected rejected ? Excerpt.of(rejected.message(), Excerpt.SAID_MAX) : "");
    }

    /** What the prover says to {@code question}, asked where the refinement is to be proved. */
    String ask(Draft draft, String question) throws InterruptedException {
        try {
            return said(draft, Questions.check(question));
        } catch (RefusedMoveException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private String said(Draft draft, String question) throws InterruptedException {
        Optional<Checker.Objection> objection = checker.check(text.before(draft, Theorem.REFINEMENT.word()));
        String answer = objection.isPresent()
                ? objection.get().verdict().message()
                : switch (session.query(question)) {
                    case Rejected rejected -> rejected.message();
                    case Answered answered -> answered.text();
                };
        return Excerpt.of(answer, Excerpt.SAID_MAX);
    }
}
