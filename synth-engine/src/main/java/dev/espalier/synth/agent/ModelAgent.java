package dev.espalier.synth.agent;

import dev.espalier.synth.search.Configuration;
import dev.espalier.synth.search.Faculty;
import dev.espalier.synth.trellis.GradeText;
import dev.espalier.synth.trellis.ToolCatalogue;
import dev.espalier.synth.trellis.Tools;
import dev.espalier.synth.trellis.Trellis;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Has models grow a core. The deductive role makes moves; where proofs of one hole are refused again and again the
 * proposer is asked for lemmas, and where most moves are refused the reloader is asked for another representation. Both
 * only advise. A conversation that becomes too long is begun anew from the development as it is.
 */
public final class ModelAgent {
    /** After how many refusals in a row at one hole the proposer is asked. */
    private static final int STUCK = 3;

    /** After how many refusals in a row the reloader is asked. */
    private static final int STALLED = 15;

    /** How often a turn without a call is answered by a reminder before that counts as giving up. */
    private static final int REMINDERS = 2;

    /** The rest is the search's own, or is done by the rails whatever the model has. */
    public static final Set<Faculty> CAN_LACK = Set.of(Faculty.PROPOSER, Faculty.RELOADER, Faculty.FEEDBACK);

    private static final String GIVE_UP = "GIVE UP";

    /** How often a turn is asked for again that broke off in its midst: the clients repeat only what was not begun. */
    private static final int BROKEN_OFF_MAX = 3;

    /** Milliseconds before that, the first time; twice as many each time after. */
    private static final long PAUSE_MILLIS = 500;

    private final Trellis trellis;
    private final Tools tools;
    private final Roles roles;
    private final Caps caps;
    private final long contextTokens;
    private final Transcript transcript;
    private final Consumer<String> progress;
    private final Configuration configuration;
    private final long start = System.nanoTime();
    private final Map<String, Integer> refusals = new HashMap<>();

    private Usage used = Usage.NONE;
    private int turns;
    private int pivots;
    private int inARow;

    /**
     * @param contextTokens how long a conversation may become before it is begun anew
     * @param progress is told of each call and what came of it, a line each
     */
    public ModelAgent(
            Trellis trellis,
            Roles roles,
            Caps caps,
            long contextTokens,
            Transcript transcript,
            Consumer<String> progress) {
        this(trellis, roles, caps, contextTokens, transcript, progress, Configuration.FULL);
    }

    /**
     * The same, which may lack proposer, reloader and feedback: without that a tool says yes or no, and shows no goals.
     *
     * @throws IllegalArgumentException if it is to lack something else
     */
    public ModelAgent(
            Trellis trellis,
            Roles roles,
            Caps caps,
            long contextTokens,
            Transcript transcript,
            Consumer<String> progress,
            Configuration configuration) {
        if (!CAN_LACK.containsAll(configuration.without())) {
            throw new IllegalArgumentException("a model's run is not told apart by " + configuration.title());
        }
        this.configuration = configuration;
        this.trellis = trellis;
        this.tools = new Tools(trellis);
        this.roles = roles;
        this.caps = caps;
        this.contextTokens = contextTokens;
        this.transcript = transcript;
        this.progress = progress;
    }

    /**
     * Works until the development is closed, or there is a reason to stop.
     *
     * @param advice what is known already, as of a search that did not end well; may be empty
     */
    public AgentResult run(String advice) throws IOException, InterruptedException {
        try {
            return work(advice);
        } catch (ModelException e) {
            return result(AgentResult.Outcome.FAILED, String.valueOf(e.getMessage()));
        } catch (CapException e) {
            return result(AgentResult.Outcome.CAPPED, String.valueOf(e.getMessage()));
        }
    }

    private AgentResult work(String advice) throws IOException, InterruptedException, ModelException, CapException {
        Dialogue dialogue = begin(roles.deductive(), "deductive", Prompts.DEDUCTIVE, ToolCatalogue.moves());
        String words = task(advice);
        List<ToolResult> results = List.of();
        int reminders = 0;
        while (true) {
            Turn turn = say(dialogue, "deductive", results, words);
            results = List.of();
            words = "";
            if (turn.ending() == Turn.Ending.REFUSED) {
                return result(AgentResult.Outcome.REFUSED, "the model declines: " + turn.text());
            }
            if (turn.calls().isEmpty()) {
                if (turn.text().contains(GIVE_UP) || reminders == REMINDERS) {
                    return result(AgentResult.Outcome.GAVE_UP, turn.text());
                }
                reminders++;
                words = "Nothing is closed yet. " + GradeText.holes(trellis.holes()) + "Call a tool, or say " + GIVE_UP
                        + " and why.";
                continue;
            }
            reminders = 0;
            results = called(turn.calls());
            if (tools.isClosed()) {
                return result(
                        AgentResult.Outcome.CLOSED, trellis.specification().name() + " is closed and audited");
            }
            words = counsel(turn.calls());
            if (turn.usage().total() > contextTokens) {
                dialogue = begin(roles.deductive(), "deductive", Prompts.DEDUCTIVE, ToolCatalogue.moves());
                words = task("You worked on it before. The last calls came to:\n" + last(results) + "\n" + words);
                results = List.of();
            }
        }
    }

    private static String last(List<ToolResult> results) {
        StringBuilder text = new StringBuilder();
        results.forEach(result -> text.append(result.text()).append('\n'));
        return text.toString();
    }

    private String task(String advice) {
        return "Grow a core for this specification.\n\n" + GradeText.of(trellis) + "\nThe development so far:\n\n"
                + trellis.core() + "\n" + trellis.proof()
                + (advice.isEmpty() ? "" : "\nWhat is known already:\n" + advice + "\n");
    }

    private Dialogue begin(Dialogue.Model model, String role, String prompt, List<ToolCatalogue.Tool> offered)
            throws IOException {
        transcript.add(new Transcript.Line.Begun(role, model.name(), prompt));
        return model.begin(Prompts.text(prompt), offered);
    }

    private Turn say(Dialogue dialogue, String role, List<ToolResult> results, String words)
            throws IOException, InterruptedException, ModelException, CapException {
        checkCaps();
        transcript.add(new Transcript.Line.Said(role, results, words));
        Turn turn = answered(dialogue, results, words);
        used = used.plus(turn.usage());
        turns++;
        transcript.add(new Transcript.Line.Answered(role, turn));
        return turn;
    }

    private Turn answered(Dialogue dialogue, List<ToolResult> results, String words)
            throws InterruptedException, ModelException {
        for (int broken = 0; ; broken++) {
            try {
                return dialogue.say(results, words);
            } catch (ModelException e) {
                boolean again = e.kind() == ModelException.Kind.UNREACHABLE || e.kind() == ModelException.Kind.GARBLED;
                if (!again || broken == BROKEN_OFF_MAX) {
                    throw e;
                }
                progress.accept("no turn, and asked for again: " + e.getMessage());
                Thread.sleep(PAUSE_MILLIS << broken);
            }
        }
    }

    private List<ToolResult> called(List<ToolCall> calls) throws IOException, InterruptedException {
        List<ToolResult> results = new ArrayList<>();
        for (ToolCall call : calls) {
            Tools.Answer answer = call.malformed().isEmpty()
                    ? tools.call(
                            call.tool(), call.arguments(), roles.deductive().name())
                    : new Tools.Answer(
                            "the arguments of " + call.tool() + " cannot be read: " + call.malformed()
                                    + "; call it again with a JSON object",
                            true);
            results.add(new ToolResult(call.id(), shown(call, answer), answer.failed()));
            note(call, answer);
        }
        return results;
    }

    /** What the model is shown of an answer. Its own text it may always see, and what is wrong with a call that is none. */
    private String shown(ToolCall call, Tools.Answer answer) {
        if (configuration.has(Faculty.FEEDBACK)
                || call.tool().equals("text")
                || !call.malformed().isEmpty()) {
            return answer.text();
        }
        return call.tool().equals("goals") || call.tool().equals("ask")
                ? "not shown in this run: the prover says yes or no to moves"
                : answer.failed() ? "no" : "yes";
    }

    private void note(ToolCall call, Tools.Answer answer) {
        String name = String.valueOf(call.arguments().getOrDefault("name", ""));
        progress.accept("%s %s: %s"
                .formatted(call.tool(), name, answer.text().lines().findFirst().orElse("")));
        boolean grown = !call.tool().equals("goals")
                && !call.tool().equals("ask")
                && !call.tool().equals("text");
        if (answer.failed() && grown) {
            inARow++;
            refusals.merge(name, 1, Integer::sum);
        } else if (grown) {
            inARow = 0;
            refusals.remove(name);
        }
    }

    /** What the other roles advise, if it is time to ask them; empty if not. */
    private String counsel(List<ToolCall> calls)
            throws IOException, InterruptedException, ModelException, CapException {
        if (inARow >= STALLED && configuration.has(Faculty.RELOADER)) {
            inARow = 0;
            refusals.clear();
            pivots++;
            return "\nOf another representation, the reloader says:\n"
                    + asked(roles.reloader(), "reloader", Prompts.RELOADER, journal());
        }
        for (ToolCall call : configuration.has(Faculty.PROPOSER) ? calls : List.<ToolCall>of()) {
            String name = String.valueOf(call.arguments().getOrDefault("name", ""));
            if (refusals.getOrDefault(name, 0) >= STUCK && trellis.holes().contains(name)) {
                refusals.remove(name);
                return "\nOf " + name + ", the proposer says:\n"
                        + asked(
                                roles.proposer(),
                                "proposer",
                                Prompts.PROPOSER,
                                GradeText.of(trellis.look(name, "")) + "\n" + trellis.core() + "\n" + trellis.proof());
            }
        }
        return "";
    }

    private String asked(Dialogue.Model model, String role, String prompt, String question)
            throws IOException, InterruptedException, ModelException, CapException {
        return say(begin(model, role, prompt, List.of()), role, List.of(), question)
                .text();
    }

    /** The refused moves, the last ones first in length. */
    private String journal() {
        StringBuilder text = new StringBuilder(GradeText.of(trellis)).append("\nRefused so far:\n");
        trellis.refused().stream()
                .limit(STALLED)
                .forEach(line -> text.append(line).append('\n'));
        return text.append('\n').append(trellis.core()).toString();
    }

    private void checkCaps() throws CapException {
        double dollars = caps.prices().of(used);
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        if (used.total() >= caps.tokens()) {
            throw new CapException("%,d tokens are used, and %,d are allowed".formatted(used.total(), caps.tokens()));
        }
        if (dollars >= caps.dollars()) {
            throw new CapException("$%.2f is spent, and $%.2f is allowed".formatted(dollars, caps.dollars()));
        }
        if (time.compareTo(caps.time()) >= 0) {
            throw new CapException("the budget of " + caps.time() + " is used up");
        }
    }

    private AgentResult result(AgentResult.Outcome outcome, String why) {
        return new AgentResult(outcome, why, used, caps.prices().of(used), turns, pivots);
    }

    /** A cap is reached. */
    private static final class CapException extends Exception {
        private static final long serialVersionUID = 1L;

        CapException(String message) {
            super(message);
        }
    }
}
