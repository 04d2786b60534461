package dev.espalier.bench.check;

import java.util.List;

/**
 * One violation, in words and with the operations concerned.
 *
 * @param kind what kind it is
 * @param explanation who wrote, who read, what should have been seen
 * @param operations the operations concerned; for a cycle, in its order
 */
public record Violation(ViolationKind kind, String explanation, List<OperationView> operations) {
    public Violation {
        operations = List.copyOf(operations);
    }
}
