package dev.espalier.synth.search;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An attack on obligations of one design: the kit's tactics first, CoqHammer on what they leave, and then lemmas. */
final class Attack {
    private final int design;
    private final Development development;
    private final Ground ground;
    private final Search.Listener listener;

    /**
     * @param ground says whether CoqHammer may be asked, whether goals are looked at, and when time is up
     * @param listener is told of what is refused
     */
    Attack(int design, Development development, Ground ground, Search.Listener listener) {
        this.design = design;
        this.development = development;
        this.ground = ground;
        this.listener = listener;
    }

    /** What became of an obligation. */
    sealed interface Result {
        /**
         * It is closed.
         *
         * @param by whose work it is: a tactic, or CoqHammer's
         * @param proof what stands in the proof's file
         */
        record Closed(String by, String proof, Duration took) implements Result {}

        /**
         * It stays open.
         *
         * @param goal the first that is left; empty if time was up
         */
        record Open(String goal) implements Result {}
    }

    /** Tries to close the next obligation {@code name} of the development. */
    Result on(String name) throws IOException, InterruptedException {
        boolean history = development.isRelative();
        for (String tactic : Portfolio.tactics(history)) {
            if (ground.isOver()) {
                return new Result.Open("");
            }
            switch (development.prove(name, tactic)) {
                case Development.Step.Done(Duration took) -> {
                    return new Result.Closed(tactic, tactic, took);
                }
                case Development.Step.Refused refused -> tell(name, refused);
            }
        }
        if (ground.hammer().isPresent() && !ground.isOver()) {
            Result.@Nullable Closed found = strike(ground.hammer().get(), name);
            if (found != null) {
                return found;
            }
        }
        if (ground.configuration().seesGoals() && !ground.isOver()) {
            Result.@Nullable Closed found = generalise(name);
            if (found != null) {
                return found;
            }
        }
        String left = Development.shown(development.left(name, Portfolio.open(history)));
        return new Result.Open(left.isEmpty() ? "the prover shows no goal" : left);
    }

    private Result.@Nullable Closed strike(Hammer with, String name) throws IOException, InterruptedException {
        switch (development.strike(with, name)) {
            case Hammer.Result.Found found -> {
                switch (development.prove(name, found.proof())) {
                    case Development.Step.Done(Duration took) -> {
                        String by = "CoqHammer: " + String.join(", ", found.tactics());
                        return new Result.Closed(by, found.proof(), found.took().plus(took));
                    }
                    case Development.Step.Refused refused -> tell(name, refused);
                }
            }
            case Hammer.Result.Nothing(String why, Duration took) ->
                listener.event(new Event.Refused(design, name, "TACTIC_FAILURE", why, "", took.toMillis()));
        }
        return null;
    }

    private Result.@Nullable Closed generalise(String name) throws IOException, InterruptedException {
        Generaliser.Result result = development.generalise(name);
        Duration took = Duration.ZERO;
        for (Generaliser.Lemma lemma : result.lemmas()) {
            took = took.plus(lemma.took());
            listener.event(new Event.Generalised(
                    design,
                    name,
                    lemma.statement(),
                    lemma.fate().word(),
                    lemma.by(),
                    lemma.took().toMillis()));
        }
        if (result.proof().isPresent()) {
            String proof = result.proof().get();
            switch (development.prove(name, proof)) {
                case Development.Step.Done(Duration more) -> {
                    return new Result.Closed("a lemma that its goal was made into", proof, took.plus(more));
                }
                case Development.Step.Refused refused -> tell(name, refused);
            }
        }
        return null;
    }

    private void tell(String step, Development.Step.Refused refused) throws IOException {
        listener.event(event(design, step, refused));
    }

    /** The prover refused {@code step} of {@code design}. */
    static Event.Refused event(int design, String step, Development.Step.Refused refused) {
        return new Event.Refused(
                design,
                step,
                refused.kind(),
                refused.message(),
                Development.shown(refused.goals()),
                refused.took().toMillis());
    }
}
