package dev.espalier.cli.bench;

import dev.espalier.bench.report.BenchResult;
import dev.espalier.bench.report.Comparison;
import dev.espalier.bench.report.HtmlReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says whether one run was worse than another. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Compare two results of `espalier bench --json`: is B worse than A?",
            "A figure counts as worse when it is so by the threshold or more and the 95 %% confidence interval of the change"
                    + " leaves no change out. The interval comes from the seconds of each run; how much whole runs differ"
                    + " from each other it cannot know, so compare runs made in turn on an idle machine.",
            "Exit codes: 0 nothing is worse, 1 something is, 2 wrong usage."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier bench --rate 10k --json > A.json",
            "  espalier bench --rate 10k --json > B.json",
            "  espalier bench compare A.json B.json",
            "  espalier bench compare --threshold 10%% --html compare.html A.json B.json"
        })
public final class CompareCommand implements Callable<Integer> {
    private static final Pattern SHARE = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,6})?)%?");

    @Parameters(index = "0", paramLabel = "A.json", description = "The result to compare with.")
    private Path before;

    @Parameters(index = "1", paramLabel = "B.json", description = "The result in question.")
    private Path after;

    @Option(
            names = "--threshold",
            paramLabel = "PERCENT",
            description = "Changes below this do not count. Default: ${DEFAULT-VALUE}.")
    private String threshold = "5%";

    @Option(names = "--html", paramLabel = "FILE", description = "Write both and the comparison as a page of its own.")
    private @Nullable Path html;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    CompareCommand() {}

    @Override
    public Integer call() throws IOException {
        Matcher matcher = SHARE.matcher(threshold);
        if (!matcher.matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--threshold " + threshold + " is not a share such as 5%; correct it");
        }
        BenchResult a = BenchResult.read("A", before);
        BenchResult b = BenchResult.read("B", after);
        Comparison comparison = Comparison.of(a, b, Double.parseDouble(matcher.group(1)) / 100);
        PrintWriter out = spec.commandLine().getOut();
        out.print(comparison.text());
        out.flush();
        if (html != null) {
            Files.writeString(html, HtmlReport.of(List.of(a, b), List.of(comparison)));
        }
        return comparison.isWorse() ? 1 : 0;
    }
}
