package dev.espalier.bridge.validate;

import dev.espalier.bridge.Bridge;
import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.BridgeResult;
import dev.espalier.bridge.exports.ExportedFunctor;
import dev.espalier.bridge.exports.ExportedValue;
import dev.espalier.bridge.exports.Exports;
import dev.espalier.bridge.exports.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Validates a translation: runs each value of the file on boundary and random inputs in natively compiled OCaml and in
 * the generated Java, and compares. Deterministic for a seed, as far as OCaml's answers within its time limit are.
 */
public final class Validator {
    private Validator() {}

    /** Is told how far validation has come. */
    @FunctionalInterface
    public interface Listener {
        /**
         * More was tried.
         *
         * @param done inputs so far
         * @param all how many there may be
         */
        void tried(long done, long all);
    }

    /**
     * Translates and validates.
     *
     * @throws dev.espalier.bridge.source.TranslationException if the file cannot be translated
     * @throws ValidationException if OCaml or Java does not compile it
     */
    public static ValidationReport validate(BridgeRequest request, ValidationOptions options)
            throws InterruptedException {
        return validate(request, Bridge.translate(request), options, (done, all) -> {});
    }

    /**
     * Validates {@code result}, which is to be a translation of {@code request}.
     *
     * @return a report that says so if there is no OCaml
     * @throws ValidationException if OCaml or Java does not compile it
     */
    public static ValidationReport validate(
            BridgeRequest request, BridgeResult result, ValidationOptions options, Listener listener)
            throws InterruptedException {
        return validate(request, result, options, JavaLimits.USUAL, listener);
    }

    /** The same with limits of its own for calls in Java. */
    static ValidationReport validate(
            BridgeRequest request, BridgeResult result, ValidationOptions options, JavaLimits limits, Listener listener)
            throws InterruptedException {
        Optional<String> version = OcamlCompiler.version();
        if (version.isEmpty()) {
            return new ValidationReport("", "ocamlfind ocamlopt is not installed", options.seed(), List.of());
        }
        try {
            Path folder = Files.createTempDirectory("espalier-validation");
            try {
                return new ValidationReport(
                        version.get(),
                        "",
                        options.seed(),
                        functions(folder, request, result, options, limits, listener));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("validation needs a temporary folder and its native program", e);
        }
    }

    private static List<FunctionReport> functions(
            Path folder,
            BridgeRequest request,
            BridgeResult result,
            ValidationOptions options,
            JavaLimits limits,
            Listener listener)
            throws IOException, InterruptedException {
        Exports exports = result.exports();
        JavaProgram program = JavaProgram.compile(result.files());
        OcamlCompiler compiler = OcamlCompiler.compile(folder, request.implementation(), request.signature());
        Generator generator = new Generator(exports, request.implementation().content());
        Map<ExportedValue, String> reasons = new IdentityHashMap<>();
        List<FunctorArguments> arguments = new ArrayList<>();
        Map<Integer, String> closed = new HashMap<>();
        for (int i = 0; i < exports.functors().size(); i++) {
            arguments.add(arguments(exports, i, generator, options.seed(), closed));
        }
        List<Signature> signatures = new ArrayList<>();
        Map<String, ExportedValue> last = new HashMap<>();
        exports.values().forEach(value -> last.put(value.path(), value));
        for (ExportedValue value : exports.values()) {
            if (last.get(value.path()) != value) {
                reasons.put(value, "OCaml does not reach it from outside of the file: a later value has its name");
                continue;
            }
            Optional<String> reason = reason(value, exports, generator, closed);
            if (reason.isPresent()) {
                reasons.put(value, reason.get());
            } else {
                signatures.add(Signature.of(signatures.size(), value));
            }
        }
        OcamlTable table = new OcamlTable(signatures, arguments);
        List<@Nullable String> unreachable = compiler.reachable(table);
        List<String> head = List.of(ShapeText.types(exports), ShapeText.signatures(signatures));
        Probes probes = new Probes(exports, generator);
        Path plainProgram = compiler.link();
        try (OcamlProcess plain = new OcamlProcess(() -> plainProgram, head, options.callLimit());
                OcamlProcess checked = new OcamlProcess(new Once(compiler), head, options.callLimit());
                JavaSide java = new JavaSide(program, exports, signatures, arguments, probes, limits)) {
            if (!plain.start()) {
                throw new ValidationException(
                        "the native program of " + request.implementation().name()
                                + " does not start: computing the file's values fails or does not end");
            }
            Campaign campaign =
                    new Campaign(exports, signatures, options, generator, probes, new Judge(plain, checked, java));
            List<Campaign.Progress> all = new ArrayList<>();
            Map<ExportedValue, Campaign.Progress> running = new IdentityHashMap<>();
            for (Signature signature : signatures) {
                String reason = unreachable.get(signature.place());
                if (reason == null) {
                    Campaign.Progress progress = campaign.progress(signature);
                    all.add(progress);
                    running.put(signature.value(), progress);
                } else {
                    reasons.put(signature.value(), reason);
                }
            }
            run(campaign, all, options, listener);
            return exports.values().stream()
                    .map(value -> {
                        Campaign.Progress progress = running.get(value);
                        return progress == null
                                ? FunctionReport.notValidated(value.path(), reasons.getOrDefault(value, ""))
                                : progress.report();
                    })
                    .toList();
        }
    }

    private static void run(
            Campaign campaign, List<Campaign.Progress> all, ValidationOptions options, Listener listener)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + options.totalLimit().toNanos();
        boolean more = true;
        while (more && System.nanoTime() < end) {
            more = false;
            long done = 0;
            for (Campaign.Progress progress : all) {
                if (!progress.isDone() && System.nanoTime() < end) {
                    campaign.step(progress);
                    more = true;
                }
                done += progress.done();
            }
            listener.tried(done, (long) all.size() * options.inputs());
        }
    }

    /** Links the checked program when it is needed first. */
    private static final class Once implements OcamlProcess.Program {
        private final OcamlCompiler compiler;
        private @Nullable Path linked;

        Once(OcamlCompiler compiler) {
            this.compiler = compiler;
        }

        @Override
        public Path linked() throws IOException, InterruptedException {
            Path known = linked;
            if (known == null) {
                known = compiler.linkChecked();
                linked = known;
            }
            return known;
        }
    }

    private static FunctorArguments arguments(
            Exports exports, int functor, Generator generator, long seed, Map<Integer, String> closed) {
        List<Map<String, Meaning>> parameters = new ArrayList<>();
        ExportedFunctor exported = exports.functors().get(functor);
        for (ExportedFunctor.Parameter parameter : exported.parameters()) {
            Map<String, Meaning> meanings = new HashMap<>();
            for (ExportedFunctor.Operation operation :
                    parameter.isStateMap() ? List.<ExportedFunctor.Operation>of() : parameter.operations()) {
                Meaning.of(operation, exports, generator, seed)
                        .ifPresentOrElse(
                                meaning -> meanings.put(operation.name(), meaning),
                                () -> closed.put(
                                        functor,
                                        "is in functor " + exported.name() + ", whose operation " + operation.name()
                                                + " has a result that cannot be made"));
            }
            parameters.add(meanings);
        }
        return new FunctorArguments(exported, parameters);
    }

    private static Optional<String> reason(
            ExportedValue value, Exports exports, Generator generator, Map<Integer, String> closed) {
        if (value.java() == null) {
            return Optional.of(value.absence());
        }
        if (closed.containsKey(value.functor())) {
            return Optional.ofNullable(closed.get(value.functor()));
        }
        List<Shape> instance = new ArrayList<>();
        for (int i = 0; i < value.parameters(); i++) {
            instance.add(Shape.INT);
        }
        Shape shape = value.shape().with(instance);
        if (shape.result() instanceof Shape.Opaque(String name)) {
            return Optional.of("has a result of type " + name);
        }
        return shape.parameters().stream()
                .map(generator::impossible)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Deletes {@code folder} and what is in it. */
    static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
