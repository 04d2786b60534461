package dev.espalier.synth.trellis;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the moves of a record again, each judged anew: at every audit of the record the files must be what they were. */
public final class MoveReplay {
    private final Trellis trellis;
    /** The numbers that moves have now, by those that they had: what was refused then is not proposed again. */
    private final Map<Integer, Integer> numbers = new HashMap<>(Map.of(0, 0));

    private MoveReplay(Trellis trellis) {
        this.trellis = trellis;
    }

    /**
     * What came of it.
     *
     * @param same whether core and proof came out as they were, byte for byte
     * @param said where they did not, or what they are
     */
    public record Result(boolean same, String said) {}

    /** Whether {@code record} has an audit to compare with: without one, to make its moves again shows nothing. */
    public static boolean isComparable(List<Entry> record) {
        return record.stream().anyMatch(Entry.Closed.class::isInstance);
    }

    /**
     * Makes the accepted moves of {@code record} again.
     *
     * @param trellis a development for the same specification to which nothing was done yet
     */
    public static Result run(List<Entry> record, Trellis trellis) throws IOException, InterruptedException {
        return new MoveReplay(trellis).run(record);
    }

    private Result run(List<Entry> record) throws IOException, InterruptedException {
        Result last = new Result(false, "the record has no audit to compare with: close the development first");
        for (Entry entry : record) {
            if (entry instanceof Entry.Moved moved && moved.grade() instanceof Grade.Accepted then) {
                Grade now = trellis.apply(renumbered(moved.move()), moved.by());
                if (!(now instanceof Grade.Accepted accepted)
                        || !accepted.reopened().equals(then.reopened())) {
                    return new Result(
                            false, "move " + moved.number() + " was accepted then, and now it is " + GradeText.of(now));
                }
                numbers.put(moved.number(), numbers.size());
            } else if (entry instanceof Entry.Closed closed) {
                last = compared(closed);
                if (!last.same()) {
                    return last;
                }
            }
        }
        return last;
    }

    private Move renumbered(Move move) {
        if (move instanceof Move.Revert(String to) && to.matches("\\d{1,9}")) {
            return new Move.Revert(String.valueOf(numbers.getOrDefault(Integer.parseInt(to), 0)));
        }
        return move;
    }

    private Result compared(Entry.Closed closed) {
        String core = Closing.hash(trellis.core());
        String proof = Closing.hash(trellis.proof());
        boolean same = core.equals(closed.coreHash()) && proof.equals(closed.proofHash());
        return new Result(
                same,
                same
                        ? "core " + core + ", proof " + proof
                        : "core " + closed.coreHash() + " and proof " + closed.proofHash() + " then, core " + core
                                + " and proof " + proof + " now");
    }
}
