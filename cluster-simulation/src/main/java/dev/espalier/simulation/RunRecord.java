package dev.espalier.simulation;

import dev.espalier.bench.check.CausalPlusChecker;
import dev.espalier.bench.check.Verdict;
import dev.espalier.bench.history.History;
import dev.espalier.bench.history.HistoryBuilder;
import java.util.ArrayList;
import java.util.List;

/** What sessions did and saw, for the bench's checker. */
final class RunRecord {
    private enum Kind {
        GET,
        PUT,
        /** A put without an answer: it counts if its node made it and kept it. */
        PERHAPS
    }

    private record Operation(Kind kind, long session, int key, long value) {}

    private final List<Operation> operations = new ArrayList<>();

    void get(long session, int key, long value) {
        operations.add(new Operation(Kind.GET, session, key, value));
    }

    void put(long session, int key, long value) {
        operations.add(new Operation(Kind.PUT, session, key, value));
    }

    void perhapsPut(long session, int key, long value) {
        operations.add(new Operation(Kind.PERHAPS, session, key, value));
    }

    int size() {
        return operations.size();
    }

    /** Throws what the checker finds. */
    void check(CausalOracle oracle) {
        HistoryBuilder history = History.builder();
        for (Operation operation : operations) {
            switch (operation.kind()) {
                case GET -> history.read(operation.session(), operation.key(), operation.value());
                case PUT -> history.write(operation.session(), operation.key(), operation.value());
                case PERHAPS -> {
                    if (oracle.find(operation.value()) != null) {
                        history.write(operation.session(), operation.key(), operation.value());
                    }
                }
            }
        }
        Verdict verdict = CausalPlusChecker.check(history.build());
        if (!verdict.passed()) {
            throw new ViolationException("the history of the sessions is not causal+: "
                    + verdict.details().getFirst().explanation());
        }
    }
}
