package dev.espalier.cli.trellis;

import dev.espalier.synth.trellis.GradeText;
import dev.espalier.synth.trellis.Move;
import dev.espalier.synth.trellis.Trellis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lets the engine's tactics try. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = {
            "Let the tactics of specs/kit try a hole in the proof, or all of them. What they close is a move like any other.",
            "Exit code 1 if they close nothing."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  espalier synth search put_applied", "  espalier synth search"})
public final class SearchCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description = "A lemma or theorem; by default every hole of the proof.")
    private @Nullable String name;

    @Mixin
    private DevelopmentOptions options;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public SearchCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        return options.with(this::search);
    }

    private int search(Trellis trellis) throws IOException, InterruptedException {
        List<String> closed = new ArrayList<>();
        for (String hole : name == null ? trellis.holes() : List.of(name)) {
            Optional<Move> move = trellis.search(hole);
            if (move.isPresent()) {
                closed.add(hole);
            }
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("closed", closed);
        report.put("holes", trellis.holes());
        options.print(
                report,
                (closed.isEmpty() ? "nothing closed\n" : "closed: " + String.join(", ", closed) + "\n")
                        + GradeText.holes(trellis.holes()));
        return closed.isEmpty() ? 1 : 0;
    }
}
