package dev.espalier.cli.spec;

import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.synth.explore.ExplorationFailure;
import dev.espalier.synth.explore.ExploredMachine;
import dev.espalier.synth.explore.Explorer;
import dev.espalier.synth.spec.Specification;
import java.io.IOException;

/** An explorer, and specifications as machines for it. */
public final class Exploration implements AutoCloseable {
    private final Library library;
    private final Explorer explorer;

    private Exploration(Library library, Explorer explorer) {
        this.library = library;
        this.explorer = explorer;
    }

    /** Opens an explorer; without OCaml that is told to the person. */
    public static Exploration open(Library library) throws IOException, InterruptedException {
        return switch (Explorer.find()) {
            case Explorer.Found found -> new Exploration(library, ask(found::open));
            case Explorer.Absent(String reason) ->
                throw new CommandFailedException("specifications are explored as native OCaml, and " + reason);
        };
    }

    /** A question to an explorer. */
    public interface Question<T> {
        /** The answer. */
        T ask() throws IOException, InterruptedException, ExplorationFailure;
    }

    /** Asks; what the exploration cannot do is told to the person. */
    public static <T> T ask(Question<T> question) throws IOException, InterruptedException {
        try {
            return question.ask();
        } catch (ExplorationFailure e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }

    /** What explores. */
    public Explorer explorer() {
        return explorer;
    }

    /** Compiles {@code specification} for exploration. */
    public ExploredMachine machine(Specification specification) throws IOException, InterruptedException {
        return specification.machine(library.extract(specification));
    }

    @Override
    public void close() {
        explorer.close();
    }
}
