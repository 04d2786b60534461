package dev.espalier.bridge.passes;

import dev.espalier.bridge.ir.Expr;
import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.TypeSymbol;
import java.util.Optional;

/** The functions that extraction writes for a record's fields. */
public final class Projections {
    private Projections() {}

    /** The field that {@code global} projects to, if that is all it does. */
    public static Optional<TypeSymbol.Field> of(Global global) {
        if (global.body() instanceof Expr.Lambda lambda
                && lambda.parameters().size() == 1
                && lambda.body() instanceof Expr.Select select
                && select.record() instanceof Expr.LocalRef ref
                && ref.local() == lambda.parameters().getFirst()) {
            return Optional.of(select.field());
        }
        return Optional.empty();
    }
}
