package dev.espalier.core.lang;

/**
 * A first-class function of one argument, OCaml's {@code 'a -> 'b}. A function of several arguments returns functions.
 *
 * <p>OCaml calls in tail position take no stack, Java's do; a chain of a million closures, each calling the next, must
 * still answer. So a function is given as a {@link #step step}: it returns its result, or hands its tail call to the
 * {@link TailCall} and returns what that returned. {@link #apply} is the loop around the steps. A step allocates
 * nothing.
 *
 * @param <A> the argument
 * @param <B> the result
 */
@FunctionalInterface
public interface Func<A, B> {

    /**
     * Computes up to the next tail call.
     *
     * @param argument the argument
     * @param tail where a tail call goes; belongs to the caller and must not be kept
     * @return a {@code B}, or what {@link TailCall#call} returned
     */
    Object step(A argument, TailCall tail);

    /** The result for {@code argument}, in constant stack however long the chain of tail calls. */
    default B apply(A argument) {
        TailCall tail = new TailCall();
        return tail.finish(step(argument, tail));
    }
}
