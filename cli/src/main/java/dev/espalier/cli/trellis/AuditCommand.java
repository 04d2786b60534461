package dev.espalier.cli.trellis;

import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.synth.audit.Finding;
import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.trellis.GradeText;
import dev.espalier.synth.trellis.Trellis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Audits a development. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "The audit of every grown core, on what there is: compiled from nothing, statements compared, assumptions,"
                    + " coqchk, exploration against vacuity.",
            "Exit code 1 if it objects."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  espalier synth audit", "  espalier synth audit --json"})
public final class AuditCommand implements Callable<Integer> {
    @Mixin
    private DevelopmentOptions options;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public AuditCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        return options.with(trellis -> {
            List<Finding> findings = new ArrayList<>();
            boolean passed = judged(() -> trellis.audit(findings::add));
            options.print(report(passed, findings), GradeText.of(findings));
            return passed ? 0 : 1;
        });
    }

    /** A check that may fail as the proof gate does. */
    interface Judged {
        boolean run() throws IOException, InterruptedException, GateFailure;
    }

    static boolean judged(Judged check) throws IOException, InterruptedException {
        try {
            return check.run();
        } catch (GateFailure e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }

    static Map<String, Object> report(boolean passed, List<Finding> findings) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("passed", passed);
        report.put("audit", findings);
        return report;
    }

    /** What a failed audit means for {@code trellis}. */
    static String next(Trellis trellis, boolean passed) {
        return passed
                ? "closed; the next command puts it among the verified cores:\n  espalier synth emit "
                        + trellis.folder() + "\n"
                : "not closed; repair it and close it again\n";
    }
}
