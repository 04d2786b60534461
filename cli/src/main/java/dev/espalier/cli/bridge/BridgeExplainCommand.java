package dev.espalier.cli.bridge;

import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.ir.Note;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Says what became of a file. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Say what becomes of each type and value of a file in Java: which class or method it is, what is boxed and",
            "why, which tail calls are loops, which conversions are left, what is replaced, what is updated in place."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier bridge explain Sorting.ml",
            "  espalier bridge explain Sorting.ml --module Merge",
            "  espalier bridge explain Sorting.ml --json"
        })
final class BridgeExplainCommand implements Callable<Integer> {
    @Mixin
    private SourceOptions source;

    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    BridgeExplainCommand() {}

    @Override
    public Integer call() throws IOException {
        BridgeRequest request = source.request(BridgeTranslateCommand.PACKAGE);
        Explanation explanation =
                Explanation.of(Validation.translate(request, (number, pass, nanoseconds, made) -> {}));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(explanation));
        } else {
            parts(out, "Types", explanation.types());
            parts(out, "Values", explanation.values());
            for (Note.Kind kind : Note.Kind.values()) {
                notes(
                        out,
                        title(kind),
                        explanation.notes().stream()
                                .filter(note -> note.kind() == kind)
                                .toList());
            }
        }
        out.flush();
        return 0;
    }

    private static void parts(PrintWriter out, String title, List<Explanation.Part> parts) {
        out.println(title + ":");
        for (Explanation.Part part : parts) {
            out.println("  " + part.ocaml());
            out.println("      " + part.java());
            if (!part.boxed().isEmpty()) {
                out.println("      boxed: " + part.boxed());
            }
        }
        out.println();
    }

    private static void notes(PrintWriter out, String title, List<Note> notes) {
        if (!notes.isEmpty()) {
            out.println(title + ":");
            notes.forEach(note -> out.println("  " + note.place() + ": " + note.text()));
            out.println();
        }
    }

    private static String title(Note.Kind kind) {
        return switch (kind) {
            case REPLACEMENT -> "Replaced";
            case INLINED -> "Inlined";
            case ERASED -> "Erased";
            case LOOP -> "Loops";
            case IN_PLACE -> "Updated in place";
            case NOT_IN_PLACE -> "Not updated in place";
            case OVERWRITTEN -> "Entries overwritten";
            case NOT_OVERWRITTEN -> "Entries not overwritten";
            case BOXED -> "Boxed";
            case CONVERSION -> "Conversions left";
        };
    }
}
