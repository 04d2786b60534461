package dev.espalier.store.command;

import dev.espalier.core.Bytes;
import dev.espalier.store.resp.ReplyWriter;
import java.util.List;

/**
 * A command.
 *
 * @param name lower case
 * @param arity number of arguments, the name included; negative when it is only the least number
 * @param flags what Redis's COMMAND tells about it
 * @param keys where its keys are
 * @param group group in the documentation
 * @param syntax what follows the name, in words apart by blanks; one in brackets may be left out, one with dots behind
 *     it may come several times
 * @param summary one sentence
 * @param action carries it out; is called only with as many arguments as {@code arity} allows
 */
public record CommandSpec(
        String name,
        int arity,
        List<String> flags,
        KeyPositions keys,
        String group,
        String syntax,
        String summary,
        Action action) {

    /**
     * Positions of the keys among the arguments, counting the name as 0; all 0 when there are none.
     *
     * @param first the first one
     * @param last the last one, -1 for the last argument
     * @param step from one to the next
     */
    public record KeyPositions(int first, int last, int step) {
        static final KeyPositions NONE = new KeyPositions(0, 0, 0);
        static final KeyPositions ONE = new KeyPositions(1, 1, 1);
        static final KeyPositions ALL = new KeyPositions(1, -1, 1);
        static final KeyPositions EVERY_SECOND = new KeyPositions(1, -1, 2);
    }

    /** Carries a command out. */
    @FunctionalInterface
    public interface Action {
        /**
         * Carries it out.
         *
         * @param session the connection that the command came on
         * @param arguments the command's name and what follows it
         * @param reply where exactly one reply goes, unless the outcome is {@link Outcome.Wait}
         */
        Outcome run(Session session, List<Bytes> arguments, ReplyWriter reply);
    }

    boolean accepts(int arguments) {
        return arity < 0 ? arguments >= -arity : arguments == arity;
    }
}
