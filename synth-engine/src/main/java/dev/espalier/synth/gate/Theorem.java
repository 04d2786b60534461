package dev.espalier.synth.gate;

import java.time.Duration;
import java.util.List;

/**
 * A theorem that the prover has checked.
 *
 * @param name what the statement calls it
 * @param statement the statement's file and line, relative to {@code specs/}
 * @param proofModule logical name of the module that proves it
 * @param proofFile the file of that module, relative to {@code specs/}
 * @param assumptions what it rests on, a name each: parameters of the functor that it is stated in, and nothing else
 * @param file how long the proof's file takes to check
 * @param everything how long that file and all that it loads take to check, without the prover's library
 */
public record Theorem(
        String name,
        String statement,
        String proofModule,
        String proofFile,
        List<String> assumptions,
        Duration file,
        Duration everything) {
    public Theorem {
        assumptions = List.copyOf(assumptions);
    }
}
