package dev.espalier.synth.search;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Notices that a search makes no progress: a goal stays open again and again, or a share of the designs that may be taken up
 * is spent without an obligation more being closed. It goes by what is in the journal and by no clock, so a search that goes
 * on, or is done again, stalls where it did.
 */
final class Stagnation {
    /** As often as that the same goal is no accident of a design. */
    private static final int SAME_GOAL = 3;

    /** The part of all designs that may go by without progress. */
    private static final int SHARE = 10;

    /** Fewer designs than that are the way down to the first that can be proved. */
    private static final int DESIGNS_MIN = 30;

    /** Where many more may be taken up than usual, that many in a row are no progress all the same. */
    private static final int DESIGNS_MOST = 40;

    private final int designs;
    private final boolean seesGoals;
    private final Map<String, Integer> goals = new HashMap<>();
    private int most;
    private int since;

    /**
     * @param designsMax how many designs may be taken up
     * @param seesGoals whether it is known which goal stayed open
     */
    Stagnation(int designsMax, boolean seesGoals) {
        this.designs = Math.clamp(designsMax / SHARE, DESIGNS_MIN, DESIGNS_MOST);
        this.seesGoals = seesGoals;
    }

    /**
     * A design failed.
     *
     * @param closed how many of its obligations were closed at most
     * @return what shows that there is no progress, if that is so
     */
    Optional<String> failed(Event.Failed failed, int closed) {
        since = closed > most ? 0 : since + 1;
        most = Math.max(most, closed);
        if (seesGoals && failed.kind().equals("Unproved")) {
            String goal = goal(failed.cause());
            int times = goals.merge(goal, 1, Integer::sum);
            if (times % SAME_GOAL == 0) {
                return Optional.of("the same goal stays open in design after design, " + times + " of them: " + goal);
            }
        }
        if (since >= designs) {
            since = 0;
            return Optional.of(designs + " designs in a row closed no obligation more than the " + most
                    + " that were closed before");
        }
        return Optional.empty();
    }

    /** What stays open in {@code cause}, without the context, and without the numbers that tell variables apart. */
    private static String goal(String cause) {
        int line = cause.lastIndexOf("====");
        return cause.substring(line < 0 ? 0 : line + 4)
                .replaceAll("(?<=[a-z])\\d+\\b", "")
                .replaceAll("\\s+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
