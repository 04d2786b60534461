package dev.espalier.synth.search;

import dev.espalier.synth.audit.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Findings of audits, for searches that are compared: an audit asks nothing of the search, so the same core with the same
 * proof for the same specification needs one.
 */
public interface AuditMemory {
    /** Remembers nothing. */
    AuditMemory NONE = new AuditMemory() {
        @Override
        public Optional<List<Finding>> find(String specification, String core, String proof) {
            return Optional.empty();
        }

        @Override
        public void keep(String specification, String core, String proof, List<Finding> findings) {}
    };

    /** What the audit of {@code core} with {@code proof} found. */
    Optional<List<Finding>> find(String specification, String core, String proof) throws IOException;

    /** Remembers it. */
    void keep(String specification, String core, String proof, List<Finding> findings) throws IOException;
}
