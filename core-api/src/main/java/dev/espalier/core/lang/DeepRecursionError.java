package dev.espalier.core.lang;

/**
 * A recursion that needs more stack than {@link DeepRecursion} gives: most often one that never ends. It is not a
 * {@link StackOverflowError}, so that nothing on the way out tries once more.
 */
public final class DeepRecursionError extends VirtualMachineError {
    private static final long serialVersionUID = 1L;

    /** For a recursion that {@code bytes} of stack are not enough for. */
    DeepRecursionError(long bytes) {
        super("recursion needs more than " + (bytes >> 20) + " MiB of stack: does it end? "
                + "If it does, let it use an accumulator, so that its calls are in tail position");
    }
}
