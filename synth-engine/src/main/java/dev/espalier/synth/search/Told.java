package dev.espalier.synth.search;

import dev.espalier.synth.audit.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The findings on a core, each told to whoever listens to the search. Used by one thread. */
final class Told {
    private final Search.Listener listener;
    private final int design;
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable IOException unwritten;

    Told(Search.Listener listener, int design) {
        this.listener = listener;
        this.design = design;
    }

    void found(Finding finding) {
        findings.add(finding);
        try {
            listener.event(new Event.Audited(
                    design,
                    finding.check(),
                    finding.passed(),
                    finding.cutOff(),
                    finding.detail(),
                    finding.took().toMillis()));
        } catch (IOException e) {
            unwritten = unwritten == null ? e : unwritten;
        }
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** An audit goes on where it cannot be told of; afterwards that is no less a failure. */
    void throwIfUnwritten() throws IOException {
        if (unwritten != null) {
            throw unwritten;
        }
    }
}
