package dev.espalier.cli.trellis;

import dev.espalier.synth.trellis.GradeText;
import dev.espalier.synth.trellis.Trellis;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Begins a development. */
@Command(
        name = "open",
        mixinStandardHelpOptions = true,
        description = {
            "Begin to grow a core by moves of your own, or go on with one. The engine holds the rails: after each move the"
                    + " prover judges all that there is, with a hole where something is missing, and what it refuses changes"
                    + " nothing. docs/growing-by-hand.md is the guide.",
            "Commands that name no folder mean the development that was opened last."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier synth open strong/mr",
            "  espalier synth open MySpecification.v --in grown",
            "  espalier synth goals                     what is missing",
            "  espalier synth close                     audit it, and leave it for espalier synth emit"
        })
public final class OpenCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SPEC", description = "A specification of espalier spec list, or a file that ends in .v.")
    private String target;

    @Mixin
    private DevelopmentOptions options;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public OpenCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Developments developments = Developments.open();
                Trellis trellis = developments.begin(target, options.folder())) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("specification", trellis.specification().name());
            report.put("folder", trellis.folder().toString());
            report.put("moves", trellis.record().size() - 1);
            report.put("holes", trellis.holes());
            options.print(report, GradeText.of(trellis));
            return 0;
        }
    }
}
