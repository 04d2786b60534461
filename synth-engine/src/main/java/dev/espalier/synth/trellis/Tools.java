package dev.espalier.synth.trellis;

import dev.espalier.synth.audit.Finding;
import dev.espalier.synth.gate.GateFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tools of an agent over an open development: a call is answered in words, and says whether it failed. */
public final class Tools {
    private final Trellis trellis;
    private boolean closed;

    public Tools(Trellis trellis) {
        this.trellis = trellis;
    }

    /**
     * What came of a call.
     *
     * @param failed whether a move or tactic was refused, the audit objects, or the call makes no sense
     */
    public record Answer(String text, boolean failed) {}

    /** Whether the development was closed by a call, and passed. */
    public boolean isClosed() {
        return closed;
    }

    /**
     * Calls {@code tool}.
     *
     * @param by who calls, for the record
     * @throws IOException if the record cannot be written
     */
    public Answer call(String tool, Map<String, Object> arguments, String by) throws IOException, InterruptedException {
        try {
            return answer(tool, new ToolArguments(tool, arguments), by);
        } catch (WrongCallException e) {
            return new Answer(String.valueOf(e.getMessage()), true);
        } catch (GateFailure e) {
            return new Answer("the audit broke off: " + e.getMessage(), true);
        }
    }

    private Answer answer(String tool, ToolArguments arguments, String by)
            throws IOException, InterruptedException, WrongCallException, GateFailure {
        return switch (tool) {
            case "goals" -> goals(arguments);
            case "ask" -> new Answer(trellis.ask(arguments.text("question")), false);
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
            case "search" -> search(arguments.maybe("name"));
            case "text" -> new Answer(trellis.core() + "\n" + trellis.proof(), false);
            case "audit" -> audited(false);
            case "close" -> audited(true);
            default -> new Answer("there is no tool " + tool, true);
        };
    }

    private Answer goals(ToolArguments arguments) throws InterruptedException, WrongCallException {
        Optional<String> name = arguments.maybe("name");
        if (name.isEmpty()) {
            return new Answer(GradeText.holes(trellis.holes()), false);
        }
        Look look = trellis.look(name.get(), arguments.maybe("after").orElse(""));
        return new Answer(GradeText.of(look), !look.refused().isEmpty());
    }

    private Answer graded(Move move, String by) throws IOException, InterruptedException {
        Grade grade = trellis.apply(move, by);
        return new Answer(GradeText.of(grade), grade instanceof Grade.Refused);
    }

    private Answer search(Optional<String> name) throws IOException, InterruptedException {
        StringBuilder closed = new StringBuilder();
        for (String hole : name.map(List::of).orElseGet(trellis::holes)) {
            Optional<Move> found = trellis.search(hole);
            if (found.isPresent()) {
                closed.append(hole)
                        .append(" is closed by ")
                        .append(((Move.Prove) found.get()).tactics())
                        .append('\n');
            }
        }
        return new Answer(
                (closed.isEmpty() ? "nothing is closed\n" : closed.toString()) + GradeText.holes(trellis.holes()),
                closed.isEmpty());
    }

    private Answer audited(boolean closing) throws IOException, InterruptedException, GateFailure {
        List<Finding> findings = new ArrayList<>();
        boolean passed = closing ? trellis.finish(findings::add) : trellis.audit(findings::add);
        closed |= closing && passed;
        return new Answer(
                GradeText.of(findings)
                        + (closing ? passed ? "closed\n" : "not closed; repair it and close it again\n" : ""),
                !passed);
    }
}
