package dev.espalier.cli.trellis;

import dev.espalier.synth.trellis.GradeText;
import dev.espalier.synth.trellis.Look;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what is missing. */
@Command(
        name = "goals",
        mixinStandardHelpOptions = true,
        description = {
            "Without a name: all holes. With one: what is to be defined, beside what the specification has in its place; or"
                    + " what is to be shown, and what is left of it after tactics. Nothing changes.",
            "Exit code 1 if the tactics are refused."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier synth goals",
            "  espalier synth goals put_guard",
            "  espalier synth goals put_applied --after 'open_obligation; split_goal; try close_atom.'",
            "  espalier synth goals --text                 core and proof as they are"
        })
public final class GoalsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "A member of the core, a lemma, or a theorem.")
    private @Nullable String name;

    @Option(names = "--after", paramLabel = "TACTICS", description = "Tactics to try first.")
    private @Nullable String tactics;

    @Option(names = "--file", paramLabel = "FILE", description = "The tactics, from a file.")
    private @Nullable Path file;

    @Option(names = "--text", description = "Print core and proof as they are.")
    private boolean text;

    @Mixin
    private DevelopmentOptions options;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public GoalsCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        String tried = tactics == null && file == null ? "" : options.text(tactics, file, "the tactics");
        return options.with(trellis -> {
            if (text) {
                options.print(
                        Map.of("core", trellis.core(), "proof", trellis.proof()),
                        trellis.core() + "\n" + trellis.proof());
                return 0;
            }
            if (name == null) {
                options.print(Map.of("holes", trellis.holes()), GradeText.holes(trellis.holes()));
                return 0;
            }
            Look look = trellis.look(name, tried);
            options.print(look, GradeText.of(look));
            return look.refused().isEmpty() ? 0 : 1;
        });
    }
}
