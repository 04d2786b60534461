package dev.espalier.cli.bridge;

import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.validate.ValidationOptions;
import dev.espalier.bridge.validate.ValidationReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Compares a translation with native OCaml. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = {
            "Translate a file, and compare the Java with natively compiled OCaml; write nothing.",
            "Every value of the file is called with boundary and random inputs, and with what other values gave. A",
            "difference is made as small as can be and shown with its seed. Exit code 1 if there is one, or no OCaml."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier bridge validate Sorting.ml",
            "  espalier bridge validate Sorting.ml --inputs 2000 --seed 7",
            "  espalier bridge validate Sorting.ml --module Merge --json"
        })
final class BridgeValidateCommand implements Callable<Integer> {
    /** Nothing is written: the package matters to nobody. */
    private static final String PACKAGE = BridgeTranslateCommand.PACKAGE;

    @Mixin
    private SourceOptions source;

    @Mixin
    private InputOptions inputs;

    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    BridgeValidateCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        ValidationOptions options = inputs.options();
        BridgeRequest request = source.request(PACKAGE);
        ValidationReport report = Validation.validate(
                request, Validation.translate(request, (number, pass, nanoseconds, made) -> {}), options);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(report));
        } else {
            out.print(ValidationText.of(report));
        }
        out.flush();
        return report.agrees() ? 0 : 1;
    }
}
