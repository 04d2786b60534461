package dev.espalier.cli.trellis;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Asks the prover what there is. */
@Command(
        name = "ask",
        mixinStandardHelpOptions = true,
        description = "Ask the prover, where the refinement is to be proved: Print, Check, Search, About or Locate.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier synth ask 'Search member.'",
            "  espalier synth ask 'Print local_simulation.'",
            "  espalier synth ask 'Print Module S.'"
        })
public final class AskCommand implements Callable<Integer> {
    @Parameters(paramLabel = "QUESTION", description = "One sentence in Rocq.")
    private String question;

    @Mixin
    private DevelopmentOptions options;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public AskCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        return options.with(trellis -> {
            String answer = trellis.ask(question);
            options.print(Map.of("answer", answer), answer);
            return 0;
        });
    }
}
