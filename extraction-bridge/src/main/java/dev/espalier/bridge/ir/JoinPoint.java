package dev.espalier.bridge.ir;

import java.util.List;

/**
 * A place where several branches go on with the same. Compared by identity.
 *
 * @see Expr.Join
 */
public final class JoinPoint {
    private final List<Local> parameters;

    /** A join point that takes {@code parameters}. */
    public JoinPoint(List<Local> parameters) {
        this.parameters = List.copyOf(parameters);
    }

    /** What the branches give to what follows. */
    public List<Local> parameters() {
        return parameters;
    }
}
