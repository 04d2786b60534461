package dev.espalier.synth.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.audit.Finding;
import dev.espalier.synth.spec.Specification;
import java.util.ArrayList;
import java.util.List;

/** An audit asks nothing of the search: whatever is handed to it must stand by itself. */
final class AuditRejections {
    private AuditRejections() {}

    /** Hands it {@code grown} with one thing changed at a time. */
    static void of(Synthesis synthesis, Specification specification, Synthesis.Result.Grown grown) throws Exception {
        rejectsAGuardThatIsNeverTrue(synthesis, specification, grown);
        rejectsAHole(synthesis, specification, grown);
        rejectsAnotherStatement(synthesis, specification, grown);
        rejectsAGuardThatIsDropped(synthesis, specification, grown);
    }

    /** As of Chapar's third algorithm. Refinement holds of such a core: only progress, or exploration, tells. */
    private static void rejectsAGuardThatIsNeverTrue(
            Synthesis synthesis, Specification specification, Synthesis.Result.Grown grown) throws Exception {
        String never = grown.core()
                .replaceFirst("(?s)(Definition put_guard [^=]*?:=\\s*)(.*?)\\.\n", "$1($2) && negb ($2).\n");
        assertThat(never).isNotEqualTo(grown.core());
        List<Finding> findings = new ArrayList<>();
        synthesis.audit(specification, never, grown.proof(), findings::add);
        assertThat(findings).as("progress is not proved of it").last().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo("core and proof compile from nothing");
            assertThat(finding.passed()).isFalse();
        });
        findings.clear();
        String refinementOnly = grown.proof().substring(0, grown.proof().indexOf("  Theorem seen")) + "End Proof.\n";
        synthesis.audit(specification, never, refinementOnly, findings::add);
        assertThat(findings)
                .filteredOn(finding -> !finding.passed())
                .extracting(Finding::check)
                .contains("another client's put is seen", "no replica waits for ever");
    }

    private static void rejectsAHole(Synthesis synthesis, Specification specification, Synthesis.Result.Grown grown)
            throws Exception {
        String hole = grown.proof().replaceFirst("Proof\\. close_obligation\\. Qed\\.", "Admitted.");
        List<Finding> findings = new ArrayList<>();
        synthesis.audit(specification, grown.core(), hole, findings::add);
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.passed()).isFalse();
            assertThat(finding.detail()).contains("Admitted");
        });
    }

    /** Every machine refines itself: only a comparison with what was asked for tells. */
    private static void rejectsAnotherStatement(
            Synthesis synthesis, Specification specification, Synthesis.Result.Grown grown) throws Exception {
        String itself = grown.proof().replaceFirst("(?s)Theorem refinement :.*?Qed\\.", """
                        Theorem refinement :
                            refines P.client_eq_dec P.replica_eq_dec
                              Implementation.machine Implementation.machine.
                          Proof. red. auto. Qed.""");
        assertThat(itself).isNotEqualTo(grown.proof());
        List<Finding> findings = new ArrayList<>();
        synthesis.audit(specification, grown.core(), itself, findings::add);
        assertThat(findings)
                .filteredOn(finding -> !finding.passed())
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.check()).isEqualTo("the theorems say what is asked of a core"));
    }

    /** A get is answered whatever the session has put. */
    private static void rejectsAGuardThatIsDropped(
            Synthesis synthesis, Specification specification, Synthesis.Result.Grown grown) throws Exception {
        String dropped = grown.core().replaceFirst("(?s)(Definition get_guard [^=]*?:=\\s*)(.*?)\\.\n", "$1true.\n");
        assertThat(dropped).isNotEqualTo(grown.core());
        List<Finding> findings = new ArrayList<>();
        synthesis.audit(specification, dropped, grown.proof(), findings::add);
        assertThat(findings).last().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo("core and proof compile from nothing");
            assertThat(finding.passed()).isFalse();
        });
    }
}
