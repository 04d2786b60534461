package dev.espalier.synth.prover.coqidetop;

import dev.espalier.synth.prover.session.Goal;
import dev.espalier.synth.prover.session.Hypothesis;
import dev.espalier.synth.prover.session.Location;
import dev.espalier.synth.prover.session.Message;
import dev.espalier.synth.prover.session.ProofState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the protocol's elements as what they stand for. */
final class Answers {
    private static final String TYPED = " : ";
    private static final String DEFINED = " := ";

    private Answers() {}

    /** The state that {@code Init} and {@code Add} answer with; later versions put less around it. */
    static int state(XmlElement content) throws GarbledAnswer {
        return content.is("pair")
                ? state(content.child(0))
                : expect(content, "state_id").number("val");
    }

    /**
     * Whether the prover kept what follows an edited proof: it then goes on after it when the proof is ended again,
     * which is not what we think that the development is.
     */
    static boolean keptWhatFollows(XmlElement content) throws GarbledAnswer {
        return content.is("union")
                ? content.attribute("val").orElse("").equals("in_r")
                : content.is("pair") && keptWhatFollows(last(content));
    }

    private static XmlElement last(XmlElement content) throws GarbledAnswer {
        XmlElement second = content.child(1);
        // Older versions pair it with a string that is always empty.
        return second.is("pair") ? second.child(0) : second;
    }

    static ProofState goals(XmlElement content) throws GarbledAnswer {
        expect(content, "option");
        if (content.children().isEmpty()) {
            return ProofState.NONE;
        }
        XmlElement goals = expect(content.child(0), "goals");
        List<Goal> background = new ArrayList<>();
        List<XmlElement> levels = goals.child(1).children();
        for (XmlElement level : levels) {
            // What was before the focus comes last first, what was after it in order.
            background.addAll(0, goalList(level.child(0)).reversed());
            background.addAll(goalList(level.child(1)));
        }
        return new ProofState(
                true, goalList(goals.child(0)), background, goalList(goals.child(2)), goalList(goals.child(3)));
    }

    private static List<Goal> goalList(XmlElement list) throws GarbledAnswer {
        expect(list, "list");
        List<Goal> goals = new ArrayList<>();
        for (XmlElement goal : list.children()) {
            expect(goal, "goal");
            List<Hypothesis> hypotheses = new ArrayList<>();
            for (XmlElement line : goal.child(1).children()) {
                hypotheses.add(hypothesis(line.text()));
            }
            goals.add(new Goal(goal.child(0).text(), hypotheses, goal.child(2).text()));
        }
        return goals;
    }

    /** Takes a line apart at its first sign: names hold none. */
    private static Hypothesis hypothesis(String printed) throws GarbledAnswer {
        String flat = printed.replaceFirst("\\s*(:=?)\\s+", " $1 ");
        int typed = flat.indexOf(TYPED);
        int defined = flat.indexOf(DEFINED);
        boolean hasBody = defined >= 0 && (typed < 0 || defined < typed);
        int at = hasBody ? defined : typed;
        if (at < 0) {
            throw new GarbledAnswer("a hypothesis without a type: " + printed);
        }
        List<String> names = Arrays.stream(flat.substring(0, at).split(",", -1))
                .map(String::strip)
                .toList();
        return new Hypothesis(names, hasBody, flat.substring(at + (hasBody ? DEFINED : TYPED).length()));
    }

    /** The message of a piece of feedback, if that is what it holds. */
    static Optional<Message> message(XmlElement feedback, String sentence) throws GarbledAnswer {
        Optional<XmlElement> content = feedback.first("feedback_content")
                .filter(each -> each.attribute("val").equals(Optional.of("message")));
        if (content.isEmpty()) {
            return Optional.empty();
        }
        XmlElement message = expect(content.get().child(0), "message");
        Optional<XmlElement> text = message.first("richpp");
        Optional<XmlElement> option = message.first("option");
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(new Message(
                        level(message.child(0)),
                        text.get().text(),
                        option.isPresent() ? location(option.get(), sentence) : Optional.empty()));
    }

    private static Message.Level level(XmlElement level) {
        return switch (level.attribute("val").orElse("")) {
            case "debug" -> Message.Level.DEBUG;
            case "notice" -> Message.Level.NOTICE;
            case "warning" -> Message.Level.WARNING;
            case "error" -> Message.Level.ERROR;
            default -> Message.Level.INFO;
        };
    }

    /** What a failed call says; its place is in attributes (to Coq 8.16 at least) or in an element (after that). */
    static Answer.Bad failure(XmlElement value, String sentence) throws GarbledAnswer {
        Optional<XmlElement> text = value.first("richpp");
        if (text.isEmpty()) {
            throw new GarbledAnswer("a failure without a message");
        }
        Optional<Location> location = Optional.empty();
        Optional<XmlElement> option = value.first("option");
        if (value.attribute("loc_s").isPresent()) {
            location = Optional.of(Location.ofBytes(sentence, value.number("loc_s"), value.number("loc_e")));
        } else if (option.isPresent()) {
            location = location(option.get(), sentence);
        }
        return new Answer.Bad(text.get().text(), location, null);
    }

    private static Optional<Location> location(XmlElement option, String sentence) throws GarbledAnswer {
        Optional<XmlElement> place = option.first("loc");
        return place.isEmpty()
                ? Optional.empty()
                : Optional.of(Location.ofBytes(
                        sentence, place.get().number("start"), place.get().number("stop")));
    }

    private static XmlElement expect(XmlElement element, String name) throws GarbledAnswer {
        if (!element.is(name)) {
            throw new GarbledAnswer("it answered <" + element.name() + "> where <" + name + "> belongs");
        }
        return element;
    }
}
