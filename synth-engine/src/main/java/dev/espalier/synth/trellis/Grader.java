package dev.espalier.synth.trellis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges moves: the rails first, then the prover, which has to accept the whole development with the move. */
final class Grader {
    private final DraftText text;
    private final Checker checker;

    Grader(DraftText text, Checker checker) {
        this.text = text;
        this.checker = checker;
    }

    /**
     * What becomes of a move.
     *
     * @param after what there is then; the same as before if it is refused
     */
    record Graded(Grade grade, Draft after) {}

    /** Judges {@code move} after those of {@code history}, which it does not change. */
    Graded grade(Move move, MoveHistory history) throws InterruptedException {
        long start = System.nanoTime();
        try {
            Draft after = history.next(move);
            List<String> reopened = new ArrayList<>();
            Optional<Checker.Objection> objection = checker.check(text.sentences(after));
            while (objection.isPresent() && mayReopen(move, after, objection.get())) {
                String name = objection.get().where().item();
                reopened.add(name);
                after = after.reopened(name);
                objection = checker.check(text.sentences(after));
            }
            return objection.isPresent()
                    ? new Graded(refused(objection.get(), since(start)), history.draft())
                    : new Graded(new Grade.Accepted(after.holes(), reopened, since(start)), after);
        } catch (RefusedMoveException e) {
            return new Graded(
                    new Grade.Refused(
                            Grade.By.RAILS, e.kind(), "", "", String.valueOf(e.getMessage()), List.of(), since(start)),
                    history.draft());
        }
    }

    /** Going back may take the ground from proofs, and they are holes then; a limit that was exceeded says nothing of them. */
    private static boolean mayReopen(Move move, Draft draft, Checker.Objection objection) {
        boolean other = move instanceof Move.Repair(String name, String ignored)
                && !objection.where().item().equals(name);
        boolean back = other || move instanceof Move.Revert;
        String item = objection.where().item();
        boolean proved = draft.theorems().containsKey(item)
                || draft.find(item).flatMap(Item::proof).isPresent();
        return back && proved && objection.verdict().error().lasting();
    }

    private static Grade refused(Checker.Objection objection, long millis) {
        return new Grade.Refused(
                Grade.By.PROVER,
                objection.verdict().error().name(),
                objection.where().item(),
                Excerpt.of(objection.where().sentence(), Excerpt.REFUSED_MAX),
                Excerpt.of(objection.verdict().message(), Excerpt.SAID_MAX),
                Excerpt.of(objection.goals(), Excerpt.SAID_MAX),
                millis);
    }

    private static long since(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
