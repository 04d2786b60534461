package dev.espalier.synth.trellis;

import dev.espalier.synth.prover.session.Accepted;
import dev.espalier.synth.prover.session.Goal;
import dev.espalier.synth.prover.session.ProverSession;
import dev.espalier.synth.prover.session.Rejected;
import dev.espalier.synth.prover.session.StateId;
import dev.espalier.synth.prover.session.Verdict;
import dev.espalier.synth.trellis.DraftText.Labelled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings a session from one text to another: what both begin with is not checked again. */
final class Checker {
    private final ProverSession session;
    private final StateId root;
    private final List<String> accepted = new ArrayList<>();
    private final List<StateId> states = new ArrayList<>();

    /** Over {@code session}, where nothing was checked yet. */
    Checker(ProverSession session) {
        this.session = session;
        root = session.tip();
    }

    /** A sentence that is not accepted. */
    record Objection(Labelled where, Rejected verdict) {
        /** What was left to show there, for people. */
        List<String> goals() {
            return shown(verdict);
        }
    }

    /** What is left to show after {@code verdict}, for people. */
    static List<String> shown(Verdict verdict) {
        return verdict.goals().foreground().stream().map(Goal::toString).toList();
    }

    /** The first sentence that the prover does not accept; empty if it accepts all. The session stands before it. */
    Optional<Objection> check(List<Labelled> text) throws InterruptedException {
        int same = 0;
        while (same < accepted.size()
                && same < text.size()
                && accepted.get(same).equals(text.get(same).sentence())) {
            same++;
        }
        if (same < accepted.size()) {
            session.backTo(same == 0 ? root : states.get(same - 1));
            accepted.subList(same, accepted.size()).clear();
            states.subList(same, states.size()).clear();
        }
        for (Labelled labelled : text.subList(same, text.size())) {
            switch (session.check(labelled.sentence())) {
                case Accepted verdict -> {
                    accepted.add(labelled.sentence());
                    states.add(verdict.state());
                }
                case Rejected verdict -> {
                    return Optional.of(new Objection(labelled, verdict));
                }
            }
        }
        return Optional.empty();
    }

    /** The last verdict on {@code sentences} after {@code text}, or on the first that is refused; nothing stays of them. */
    Verdict tried(List<Labelled> text, List<String> sentences) throws InterruptedException {
        Optional<Objection> objection = check(text);
        if (objection.isPresent()) {
            return objection.get().verdict();
        }
        StateId before = session.tip();
        try {
            Verdict last = session.check(sentences.getFirst());
            for (String sentence : sentences.subList(1, sentences.size())) {
                if (last instanceof Accepted) {
                    last = session.check(sentence);
                }
            }
            return last;
        } finally {
            session.backTo(before);
        }
    }
}
