package dev.espalier.core.bytecode;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the check of an archive gave.
 *
 * @param classes number of classes that were checked
 * @param findings all that no core may contain, in the order of the classes' names and of their code
 */
public record BytecodeReport(int classes, List<Finding> findings) {
    public BytecodeReport {
        findings = List.copyOf(findings);
    }

    /** Whether nothing was found. */
    public boolean passed() {
        return findings.isEmpty();
    }

    /** The findings, a line each. */
    public String text() {
        return findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
    }
}
