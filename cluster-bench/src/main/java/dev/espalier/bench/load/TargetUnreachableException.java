package dev.espalier.bench.load;

import dev.espalier.bench.resp.Target;
import java.io.IOException;

/** A target that does not serve clients at the start of a run. */
public final class TargetUnreachableException extends IOException {
    private static final long serialVersionUID = 1L;

    TargetUnreachableException(Target target, String problem, Throwable cause) {
        super(message(target, problem), cause);
    }

    TargetUnreachableException(Target target, String problem) {
        super(message(target, problem));
    }

    private static String message(Target target, String problem) {
        return "target " + target + " cannot be loaded: " + problem
                + "; check that a server runs there and answers PING, then try again";
    }
}
