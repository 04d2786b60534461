package dev.espalier.cli.bridge;

import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.BridgeResult;
import dev.espalier.bridge.passes.Pipeline;
import dev.espalier.bridge.validate.ValidationOptions;
import dev.espalier.bridge.validate.ValidationReport;
import dev.espalier.cli.terminal.CommandFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Translates a file. */
@Command(
        name = "translate",
        mixinStandardHelpOptions = true,
        description = {
            "Translate a file that Rocq extracted to Java, validate the Java against native OCaml, and write it.",
            "Nothing is written if the two differ. Without OCaml the Java is written, and said NOT to be validated."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier bridge translate Sorting.ml -o java",
            "  espalier bridge translate extracted/ -o java      all files of a Separate Extraction",
            "  espalier bridge translate Sorting.ml -o java --package com.example.sorting --module Merge",
            "  espalier bridge translate Sorting.ml -o java --no-validate --dump tailcalls --time"
        })
final class BridgeTranslateCommand implements Callable<Integer> {
    /** The package unless somebody names one. */
    static final String PACKAGE = "dev.espalier.generated";

    @Mixin
    private SourceOptions source;

    @Mixin
    private InputOptions inputs;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "The source root to write to. Files in it that the bridge did not write are left alone.")
    private Path target;

    @Option(
            names = "--package",
            paramLabel = "P",
            defaultValue = PACKAGE,
            description = "The Java package (default: ${DEFAULT-VALUE}).")
    private String packageName;

    @Option(names = "--no-validate", description = "Do not compare with native OCaml.")
    private boolean unvalidated;

    @Option(
            names = "--dump",
            paramLabel = "PASS",
            description = "Print the program after this pass, or after each: all.")
    private @Nullable String dumped;

    @Option(names = "--time", description = "Print how long each pass took.")
    private boolean timed;

    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    BridgeTranslateCommand() {}

    /** What was done, for programs. */
    private record Report(
            String folder, List<String> files, @Nullable ValidationReport validation) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        ValidationOptions options = inputs.options();
        BridgeRequest request = source.request(packageName);
        PassLog log = new PassLog(dumped, timed);
        BridgeResult result = Validation.translate(request, log);
        TargetFolder folder = new TargetFolder(target);
        folder.check(result.files());
        ValidationReport validation = unvalidated ? null : Validation.validate(request, result, options);
        PrintWriter out = spec.commandLine().getOut();
        if (validation != null && !validation.differences().isEmpty()) {
            out.print(
                    json ? json(new Report(target.toString(), List.of(), validation)) : ValidationText.of(validation));
            out.flush();
            throw new CommandFailedException(
                    "the translation differs from OCaml, which is a fault of the bridge; nothing is written");
        }
        folder.write(result.files());
        if (json) {
            out.print(json(
                    new Report(target.toString(), new ArrayList<>(result.files().keySet()), validation)));
        } else {
            out.print(log.text());
            out.printf("wrote %d files of package %s to %s%n", result.files().size(), packageName, target);
            out.print(validation == null ? "NOT validated: --no-validate was given\n" : ValidationText.of(validation));
        }
        out.flush();
        return 0;
    }

    private static String json(Report report) {
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    }

    private void check() {
        if (!SourceVersion.isName(packageName)) {
            throw new ParameterException(spec.commandLine(), "\"" + packageName + "\" is no name of a Java package");
        }
        if (dumped != null && !dumped.equals("all") && !Pipeline.names().contains(dumped)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no pass \"" + dumped + "\"; there are all, "
                            + String.join(
                                    ", ", Pipeline.names().stream().distinct().toList()));
        }
    }
}
