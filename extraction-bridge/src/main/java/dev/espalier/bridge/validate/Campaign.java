package dev.espalier.bridge.validate;

import dev.espalier.bridge.exports.Exports;
import dev.espalier.bridge.exports.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tries inputs of one function after another, round by round, so that what one gives can be what another takes. */
final class Campaign {
    /** A function that OCaml does not answer for so often is left. */
    private static final int GIVEN_UP_MAX = 8;

    private static final int SIZE_MAX = 16;
    private static final int REPEATED_MAX = 40;
    private static final int CALLS_HANGING_MAX = 3;

    private final Exports exports;
    private final List<Signature> signatures;
    private final ValidationOptions options;
    private final Generator generator;
    private final Probes probes;
    private final Judge judge;
    private final Shrinker shrinker;
    private final Pool pool = new Pool();
    private int hanging;

    Campaign(
            Exports exports,
            List<Signature> signatures,
            ValidationOptions options,
            Generator generator,
            Probes probes,
            Judge judge) {
        this.exports = exports;
        this.signatures = signatures;
        this.options = options;
        this.generator = generator;
        this.probes = probes;
        this.judge = judge;
        this.shrinker = new Shrinker(exports, signatures, generator);
    }

    /** One function's inputs so far. */
    final class Progress {
        private final Signature signature;
        private final Set<String> tried = new HashSet<>();
        private int agreed;
        private int raised;
        private int outside;
        private int excluded;
        private int discarded;
        private int spared;
        private int repeated;
        private int number;
        private int badNegative;
        private int badLarge;
        private @Nullable Difference difference;

        Progress(Signature signature) {
            this.signature = signature;
        }

        /** Whether there is nothing more to try. */
        boolean isDone() {
            int wanted = signature.parameters().isEmpty() ? 1 : options.inputs();
            return difference != null
                    || agreed + excluded + outside >= wanted
                    || discarded - spared >= GIVEN_UP_MAX
                    || repeated >= REPEATED_MAX;
        }

        /** How many inputs were tried, and how many there are to try. */
        int done() {
            return isDone() ? options.inputs() : Math.min(options.inputs(), agreed + excluded + outside);
        }

        FunctionReport report() {
            String reason = "";
            if (agreed + outside == 0 && difference == null) {
                reason = discarded > 0
                        ? "OCaml gives no answer within its limits for any of " + discarded + " inputs"
                        : excluded > 0
                                ? "all " + excluded + " inputs are none that Rocq's types allow"
                                : "no input was tried within the limit of time";
            }
            return new FunctionReport(
                    signature.value().path(), agreed, raised, outside, excluded, discarded, reason, difference);
        }
    }

    Progress progress(Signature signature) {
        return new Progress(signature);
    }

    /** Tries the next input of {@code progress}. */
    void step(Progress progress) throws IOException, InterruptedException {
        Signature signature = progress.signature;
        Random random =
                new Random(options.seed() * 1_000_003 + signature.value().path().hashCode() * 31L + progress.number);
        generator.choose(new Generator.Integers(progress.badNegative < 2, progress.badLarge < 2));
        Datum.Call call = input(signature, progress.number, random);
        progress.number++;
        if (!progress.tried.add(call.text())) {
            progress.repeated++;
            return;
        }
        progress.repeated = 0;
        Judge.Judgement judgement = judged(call);
        switch (judgement.verdict()) {
            case AGREED -> {
                progress.agreed++;
                if (judgement.ocaml() instanceof Outcome.Gave(String text)) {
                    pool.add(signature.result().with(call.instance()), call, text, random);
                } else {
                    progress.raised++;
                }
            }
            case RAISED -> {
                progress.agreed++;
                progress.raised++;
            }
            case OUTSIDE_RANGE -> progress.outside++;
            case EXCLUDED -> progress.excluded++;
            case DISCARDED -> {
                progress.discarded++;
                boolean negative = call.text().contains("-");
                boolean large = call.text().matches("(?s).*[\\s\\[]-?\\d{4,}.*");
                progress.badNegative += negative ? 1 : 0;
                progress.badLarge += large ? 1 : 0;
                if ((negative && progress.badNegative <= 2) || (large && progress.badLarge <= 2)) {
                    // Not the function's fault: such integers are no longer tried.
                    progress.spared++;
                }
            }
            case DIFFERENT, WRAPPED -> progress.difference = difference(call, judgement);
        }
    }

    private Datum.Call input(Signature signature, int number, Random random) {
        generator.forget();
        List<Shape> instance = new ArrayList<>();
        int kind = number < 10 ? 0 : random.nextInt(8);
        for (int i = 0; i < signature.value().parameters(); i++) {
            instance.add(kind == 1 ? new Shape.Basic(Shape.Kind.BOOL) : Shape.INT);
        }
        List<Datum> arguments = new ArrayList<>();
        for (Shape parameter : signature.parameters()) {
            Shape shape = parameter.with(instance);
            arguments.add(argument(shape, number, arguments.size(), random));
        }
        return new Datum.Call(signature.place(), instance, arguments);
    }

    private Datum argument(Shape shape, int number, int position, Random random) {
        List<Datum> boundaries = generator.boundaries(shape, random);
        if (number < boundaries.size() && position == 0 || number < 24 && random.nextInt(3) == 0) {
            return boundaries.get(
                    position == 0 && number < boundaries.size() ? number : random.nextInt(boundaries.size()));
        }
        if (random.nextInt(5) < 2) {
            Optional<Datum> kept = pool.any(shape, random);
            if (kept.isPresent()) {
                return kept.get();
            }
        }
        return generator.generate(shape, Math.min(SIZE_MAX, 1 + number / 3 + random.nextInt(3)), random);
    }

    private Judge.Judgement judged(Datum.Call call) throws IOException, InterruptedException {
        enter(call);
        return judge.judge(call, request(call));
    }

    private void enter(Datum.Call call) throws IOException {
        for (String line : probes.enter(signatures.get(call.function()).result().with(call.instance()))) {
            judge.tell(line);
        }
    }

    private static String request(Datum.Call call) {
        // The driver knows a call by the mark before it; a request is the call without the mark.
        return "(" + call.text().substring("(@ ".length());
    }

    private Difference difference(Datum.Call call, Judge.Judgement judgement) throws IOException, InterruptedException {
        Judge.Judgement[] last = {judgement};
        Datum.Call smallest = shrinker.shrink(call, candidate -> {
            if (hanging >= CALLS_HANGING_MAX) {
                return false;
            }
            Judge.Judgement again = judged(candidate);
            hanging += again.java() instanceof Outcome.GaveUp && again.verdict().isWrong() ? 1 : 0;
            if (!again.verdict().isWrong()) {
                return false;
            }
            last[0] = again;
            return true;
        });
        OcamlText text = new OcamlText(exports, signatures);
        return new Difference(
                text.of(smallest),
                last[0].ocaml().shown(),
                last[0].java().shown()
                        + (last[0].verdict() == Judge.Verdict.WRAPPED
                                ? ", silently: 64 bits do not hold a number on the way, so it must be an exception"
                                : ""),
                text.of(call),
                options.seed());
    }
}
