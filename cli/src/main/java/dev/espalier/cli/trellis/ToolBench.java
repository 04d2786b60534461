package dev.espalier.cli.trellis;

import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.synth.audit.Finding;
import dev.espalier.synth.trellis.CoreMember;
import dev.espalier.synth.trellis.Grade;
import dev.espalier.synth.trellis.Look;
import dev.espalier.synth.trellis.Move;
import dev.espalier.synth.trellis.Trellis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tools of an agent over one development at a time, which stays open between calls, so that the prover need not start
 * again. A call is answered in words, and says whether it failed. For several threads, one call at a time.
 */
final class ToolBench implements AutoCloseable {
    private final Developments developments;
    private @Nullable Trellis trellis;

    ToolBench(Developments developments) {
        this.developments = developments;
    }

    /**
     * What came of a call.
     *
     * @param failed whether a move or tactic was refused, the audit objects, or the call makes no sense
     */
    record Answer(String text, boolean failed) {}

    /**
     * Calls {@code tool}.
     *
     * @param by who calls, for the record
     */
    synchronized Answer call(String tool, Map<String, Object> arguments, String by) throws InterruptedException {
        try {
            return answer(tool, new ToolArguments(tool, arguments), by);
        } catch (CommandFailedException | IOException e) {
            return new Answer(String.valueOf(e.getMessage()), true);
        }
    }

    private Answer answer(String tool, ToolArguments arguments, String by) throws IOException, InterruptedException {
        return switch (tool) {
            case "open" -> opened(arguments);
            case "goals" -> goals(arguments);
            case "ask" -> new Answer(open().ask(arguments.text("question")), false);
            case "define" ->
                graded(
                        new Move.Define(
                                arguments.text("name"),
                                arguments.text("text"),
                                arguments.flag("proof"),
                                arguments.maybe("before")),
                        by);
            case "prove" -> graded(new Move.Prove(arguments.text("name"), arguments.text("tactics")), by);
            case "decompose" ->
                graded(
                        new Move.Decompose(
                                arguments.text("name"), arguments.text("lemmas"), arguments.maybe("tactics")),
                        by);
            case "repair" -> graded(new Move.Repair(arguments.text("name"), arguments.text("text")), by);
            case "revert" -> graded(new Move.Revert(arguments.text("to")), by);
            case "search" -> search(arguments.text("name"));
            case "text" -> new Answer(open().core() + "\n" + open().proof(), false);
            case "audit" -> audited(false);
            case "close" -> audited(true);
            default -> new Answer("there is no tool " + tool, true);
        };
    }

    private Trellis open() {
        if (trellis == null) {
            throw new CommandFailedException("no development is open; call open with a specification, such as strong/mr");
        }
        return trellis;
    }

    private Answer opened(ToolArguments arguments) throws IOException, InterruptedException {
        String specification = arguments.text("specification");
        @Nullable Path folder = arguments.maybe("folder").map(Path::of).orElse(null);
        if (trellis != null) {
            trellis.close();
            trellis = null;
        }
        trellis = developments.begin(specification, folder);
        StringBuilder text = new StringBuilder(trellis.specification().name() + ": "
                + trellis.specification().title() + "\n" + trellis.specification().promise() + "\nin " + trellis.folder()
                + "\n" + GradeText.holes(trellis.holes()));
        for (CoreMember member : CoreMember.values()) {
            text.append("  ").append(member.word()).append(" : ").append(member.type()).append('\n');
        }
        return new Answer(text.toString(), false);
    }

    private Answer goals(ToolArguments arguments) throws InterruptedException {
        Optional<String> name = arguments.maybe("name");
        if (name.isEmpty()) {
            return new Answer(GradeText.holes(open().holes()), false);
        }
        Look look = open().look(name.get(), arguments.maybe("after").orElse(""));
        return new Answer(GradeText.of(look), !look.refused().isEmpty());
    }

    private Answer graded(Move move, String by) throws IOException, InterruptedException {
        Grade grade = open().apply(move, by);
        return new Answer(GradeText.of(grade), grade instanceof Grade.Refused);
    }

    private Answer search(String name) throws IOException, InterruptedException {
        Optional<Move> found = open().search(name);
        return new Answer(
                (found.isPresent() ? "closed by " + ((Move.Prove) found.get()).tactics() + "\n" : "not closed\n")
                        + GradeText.holes(open().holes()),
                found.isEmpty());
    }

    private Answer audited(boolean closing) throws IOException, InterruptedException {
        Trellis one = open();
        List<Finding> findings = new ArrayList<>();
        boolean passed =
                AuditCommand.judged(() -> closing ? one.finish(findings::add) : one.audit(findings::add));
        return new Answer(AuditCommand.text(findings) + (closing ? AuditCommand.next(one, passed) : ""), !passed);
    }

    @Override
    public synchronized void close() throws IOException {
        try (developments) {
            if (trellis != null) {
                trellis.close();
                trellis = null;
            }
        }
    }
}
