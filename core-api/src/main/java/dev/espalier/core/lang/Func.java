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

    /**
     * The result for {@code argument}, in constant stack however long the chain of tail calls. Where other calls are
     * nested so deeply that the stack ends, this is computed again on a larger one: see {@link DeepRecursion}. A
     * function for which that would be wrong, as it updates state in place, is an {@link InPlace}.
     *
     * @throws DeepRecursionError if no stack is large enough
     */
    default B apply(A argument) {
        try {
            TailCall tail = new TailCall();
            return tail.finish(step(argument, tail));
        } catch (StackOverflowError overflow) {
            DeepRecursion.requireRoom(overflow);
            return DeepRecursion.onLargerStack(this, argument);
        }
    }

    /**
     * A function that updates in place what it is given or holds. It is never applied twice for one application: where
     * the stack ends, that is a {@link StackOverflowError}.
     *
     * @param <A> the argument
     * @param <B> the result
     */
    @FunctionalInterface
    interface InPlace<A, B> extends Func<A, B> {
        @Override
        default B apply(A argument) {
            TailCall tail = new TailCall();
            return tail.finish(step(argument, tail));
        }
    }
}
