package dev.espalier.synth.search;

import dev.espalier.synth.prover.coqidetop.CoqSentences;
import dev.espalier.synth.prover.session.Accepted;
import dev.espalier.synth.prover.session.ProverSession;
import dev.espalier.synth.prover.session.StateId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A way to prove a claim in which CoqHammer is asked about the goals that the kit's closing tactic leaves. Used once. */
final class HammeredClaim {
    /** The sentence that closes all goals, or does so after it has made them. */
    private static final Pattern CLOSING = Pattern.compile("(?s)(all: |.*; )(close_\\w+)\\.");

    /** What is left is told as the kit would have it before it gives up. */
    private static final String OPENED = "all: try (open_obligation; split_goal; try close_atom).";

    private final ProverSession session;
    private final Hammer hammer;
    private final List<String> accepted;
    private final List<String> text = new ArrayList<>();

    private HammeredClaim(ProverSession session, List<String> definitions, Hammer hammer) {
        this.session = session;
        this.hammer = hammer;
        this.accepted = new ArrayList<>(definitions);
    }

    /**
     * The way with the terms that CoqHammer finds in the place of the tactics that do not close a goal; empty if it finds
     * none for one. The session is where it was when this ends.
     *
     * @param definitions what the session has accepted so far, but for lemmas
     */
    static Optional<String> of(ProverSession session, List<String> definitions, Hammer hammer, String way)
            throws IOException, InterruptedException {
        StateId before = session.tip();
        try {
            return new HammeredClaim(session, definitions, hammer).rewritten(CoqSentences.split(way));
        } finally {
            session.backTo(before);
        }
    }

    private Optional<String> rewritten(List<String> sentences) throws IOException, InterruptedException {
        int at = 0;
        while (at < sentences.size()) {
            boolean proof = at + 1 < sentences.size() && sentences.get(at + 1).equals("Proof.");
            int end = at + 1;
            while (proof && end < sentences.size() && !isEnd(sentences.get(end - 1))) {
                end++;
            }
            List<String> part = sentences.subList(at, end);
            if (!areAccepted(part) && !(proof && isHammered(part))) {
                return Optional.empty();
            }
            at = end;
        }
        return Optional.of("\n  " + String.join("\n  ", text) + "\n");
    }

    private static boolean isEnd(String sentence) {
        return sentence.equals("Qed.") || sentence.equals("Defined.");
    }

    private boolean areAccepted(List<String> sentences) throws InterruptedException {
        StateId before = session.tip();
        for (String sentence : sentences) {
            if (!(session.check(sentence) instanceof Accepted)) {
                session.backTo(before);
                return false;
            }
        }
        accepted.addAll(sentences);
        text.addAll(sentences);
        return true;
    }

    /** A statement, {@code Proof.}, tactics of which the last closes the goals, and an end. */
    private boolean isHammered(List<String> part) throws IOException, InterruptedException {
        Matcher closing = CLOSING.matcher(part.get(part.size() - 2));
        if (!closing.matches()) {
            return false;
        }
        List<String> open = new ArrayList<>(part.subList(2, part.size() - 2));
        open.add(closing.group(1) + "try " + closing.group(2) + ".");
        open.add(OPENED);
        if (!(hammer.attack(session, accepted, part.getFirst(), String.join(" ", open))
                instanceof Hammer.Result.Found found)) {
            return false;
        }
        List<String> proved = new ArrayList<>(List.of(part.getFirst(), "Proof."));
        proved.addAll(CoqSentences.split(found.proof()));
        proved.add(part.getLast());
        return areAccepted(proved);
    }
}
