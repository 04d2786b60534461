package dev.espalier.cli.trellis;

import dev.espalier.synth.audit.Finding;
import dev.espalier.synth.trellis.GradeText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Closes a development. */
@Command(
        name = "close",
        mixinStandardHelpOptions = true,
        description = {
            "Audit the development; if it passes, leave core, proof and journal in its folder for espalier synth emit."
                    + " Otherwise it stays open, and Partial.v and PartialProof.v have what there is.",
            "Exit code 1 if the audit objects."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  espalier synth close", "  espalier synth close --in grown && espalier synth emit grown"})
public final class CloseCommand implements Callable<Integer> {
    @Mixin
    private DevelopmentOptions options;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public CloseCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        return options.with(trellis -> {
            List<Finding> findings = new ArrayList<>();
            boolean passed = AuditCommand.judged(() -> trellis.finish(findings::add));
            Map<String, Object> report = AuditCommand.report(passed, findings);
            report.put("folder", trellis.folder().toString());
            options.print(report, GradeText.of(findings) + AuditCommand.next(trellis, passed));
            return passed ? 0 : 1;
        });
    }
}
