package dev.espalier.cli.trellis;

import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.synth.trellis.GradeText;
import dev.espalier.synth.trellis.MoveScript;
import dev.espalier.synth.trellis.Tools;
import dev.espalier.synth.trellis.Trellis;
import dev.espalier.synth.trellis.WrongCallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the moves of a file. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = {
            "Make the moves of a file, one after another, with one prover for all of them: a line such as"
                    + " \"define put_guard\", \"decompose refinement\", \"prove NAME\" or \"search NAME\", and below it, indented,"
                    + " the text. A definition of the proof is \"define NAME --proof\"; a line that begins with # is a"
                    + " comment.",
            "Stops at the first move that is refused, with exit code 1; what came before it stays. Moves are on record as"
                    + " those of the other commands."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier synth open strong/none && espalier synth apply docs/growing/none.moves",
            "  espalier synth apply rest.moves --from 40     the moves from line 40 on"
        })
public final class ApplyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Moves, as in docs/growing.")
    private Path file;

    @Option(
            names = "--from",
            paramLabel = "LINE",
            defaultValue = "1",
            description = "Leave out the moves that begin before this line.")
    private int from;

    @Option(
            names = "--by",
            paramLabel = "WHO",
            defaultValue = "hand",
            description = "Who proposes them, for the record (default: ${DEFAULT-VALUE}).")
    private String by;

    @Mixin
    private DevelopmentOptions options;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public ApplyCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailedException(file + " is no file");
        }
        List<MoveScript.Step> steps;
        try {
            steps = MoveScript.read(Files.readString(file)).stream()
                    .filter(step -> step.line() >= from)
                    .toList();
        } catch (WrongCallException e) {
            throw new CommandFailedException(file + ": " + e.getMessage());
        }
        return options.with(trellis -> apply(trellis, steps));
    }

    private int apply(Trellis trellis, List<MoveScript.Step> steps) throws IOException, InterruptedException {
        Tools tools = new Tools(trellis);
        for (MoveScript.Step step : steps) {
            Tools.Answer answer = tools.call(step.tool(), step.arguments(), by);
            String where = file + ":" + step.line();
            if (answer.failed()) {
                options.print(
                        report(trellis, where, answer),
                        where + ": " + step.title() + "\n" + answer.text()
                                + "the moves before it stand; go on with: espalier synth apply " + file + " --from "
                                + step.line());
                return 1;
            }
            options.progress(where + ": " + step.title() + ": "
                    + answer.text().lines().findFirst().orElse(""));
        }
        String holes = GradeText.holes(trellis.holes());
        options.print(report(trellis, "", new Tools.Answer("", false)), steps.size() + " moves made; " + holes);
        return 0;
    }

    private static Map<String, Object> report(Trellis trellis, String where, Tools.Answer answer) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("passed", !answer.failed());
        report.put("at", where);
        report.put("said", answer.text());
        report.put("holes", trellis.holes());
        return report;
    }
}
