package dev.espalier.bridge.interpreter;

import dev.espalier.bridge.ir.Global;
import dev.espalier.bridge.ir.Program;
import dev.espalier.bridge.ocaml.ItemParser;
import dev.espalier.bridge.passes.Pipeline;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.bridge.types.ModuleElaborator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a program's {@code run : int -> int} gives, by the interpreter. */
final class Oracle {
    private static final Pattern LARGE = Pattern.compile("\\b(1000|300|100)000\\b");

    private static final long LIMIT = 5_000_000;

    private Oracle() {}

    /** A text of the test resources; {@code null} if there is none of that name. */
    static @Nullable String resource(String path) throws IOException {
        try (InputStream in = Oracle.class.getClassLoader().getResourceAsStream(path)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What the front end makes of a source. */
    static Program elaborate(String name, String text, @Nullable String signature) {
        return ModuleElaborator.elaborate(
                ItemParser.implementation(new SourceText(name + ".ml", text)),
                signature == null ? null : ItemParser.signature(new SourceText(name + ".mli", signature)));
    }

    /** The source {@code file} of the test resources, without its ending; what it does a million times, a thousand. */
    static String source(String file) throws IOException {
        return LARGE.matcher(Objects.requireNonNull(resource(file + ".ml"))).replaceAll("$1");
    }

    /** The program {@code file} of the test resources, without its ending. */
    static Program program(String file) throws IOException {
        String name = file.substring(file.lastIndexOf('/') + 1);
        return elaborate(name, source(file), resource(file + ".mli"));
    }

    /** Inputs from 0 on, at most 41 and as many as take {@code steps} steps; always some. */
    static List<Long> inputs(Program program, long steps) {
        Interpreter interpreter = new Interpreter(program, LIMIT);
        Global run = interpreter.find("run").orElseThrow();
        List<Long> inputs = new ArrayList<>();
        for (long input = 0; input <= 40 && interpreter.steps() < steps; input++) {
            result(interpreter, run, input);
            inputs.add(input);
        }
        return inputs;
    }

    /** The result for each input, or why there is none. */
    static List<String> results(Program program, List<Long> inputs) {
        return results(program, inputs, LIMIT);
    }

    /** The same within {@code limit} steps each. */
    static List<String> results(Program program, List<Long> inputs, long limit) {
        Interpreter interpreter = new Interpreter(program, limit);
        Global run = interpreter.find("run").orElseThrow();
        List<String> results = new ArrayList<>();
        for (long input : inputs) {
            results.add(result(interpreter, run, input));
        }
        return results;
    }

    private static String result(Interpreter interpreter, Global run, long input) {
        try {
            return interpreter.call(run, List.of(new Value.Int(input))).toString();
        } catch (InterpretationException e) {
            return e.kind() == InterpretationException.Kind.ILL_FORMED
                    ? e.toString()
                    : e.kind().toString();
        }
    }

    /** The results of the program as the front end gave it, and after each pass. */
    static Map<String, List<String>> afterEachPass(Program program, List<Long> inputs) {
        Map<String, List<String>> results = new LinkedHashMap<>();
        results.put("front end", results(program, inputs));
        Pipeline.run(
                program,
                (number, pass, nanoseconds, made) -> results.put(number + " " + pass.name(), results(made, inputs)));
        return results;
    }
}
