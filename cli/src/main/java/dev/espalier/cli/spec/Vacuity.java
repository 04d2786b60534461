package dev.espalier.cli.spec;

import dev.espalier.cli.spec.Finding.Severity;
import dev.espalier.synth.explore.VacuityResult;
import dev.espalier.synth.explore.Witness;
import dev.espalier.synth.spec.Specification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What exploration says about a specification that may mean nothing, in the words of whoever wrote it. */
final class Vacuity {
    /** So many states are met in seconds; with fewer in the whole time it is a method that is slow. */
    private static final long FEW_STATES = 10_000;

    private final String place;
    private final List<String> lines;
    private final VacuityResult result;
    private final boolean node;
    private final boolean labelled;
    private final List<Finding> findings = new ArrayList<>();

    private Vacuity(String place, List<String> lines, VacuityResult result, Specification.Kind kind) {
        this.place = place;
        this.lines = lines;
        this.result = result;
        node = kind == Specification.Kind.NODE;
        labelled = kind == Specification.Kind.LABELLED;
    }

    /** The findings; {@code file} is where the specification is, {@code place} what to call it. */
    static List<Finding> findings(Specification specification, Path file, String place, VacuityResult result)
            throws IOException {
        Vacuity vacuity = new Vacuity(place, Files.readAllLines(file), result, specification.kind());
        vacuity.budget();
        vacuity.guards();
        vacuity.visibility();
        vacuity.progress();
        vacuity.seen();
        return vacuity.findings;
    }

    private void budget() {
        if (result.extent().exceeded().isEmpty()) {
            return;
        }
        String limit = result.extent().exceeded().get();
        String after = "the exploration exceeded its limit of %s after %d states and %d programs"
                .formatted(limit, result.extent().states(), result.programs());
        String guard = node ? "guard" : "put_guard";
        if (limit.equals("time") && result.extent().states() < FEW_STATES) {
            add(
                    Severity.ERROR,
                    "put",
                    after
                            + ": a method takes long even on small states. Look for what is computed from all subsets or"
                            + " orders of a set, and compute it from the set");
        } else if (result.putGuard().alwaysTrue()) {
            add(
                    Severity.ERROR,
                    guard,
                    after + ": " + guard
                            + " never refused a put, so every order of all puts is a state of its own. Refuse what is in"
                            + " already, or explore less: --operations 3");
        } else {
            add(
                    Severity.ERROR,
                    "Specification",
                    after
                            + ": it has too many states. Explore less (--operations 3, --keys 1), or let states that mean the"
                            + " same be the same");
        }
    }

    private void guards() {
        String putGuard = node ? "guard" : "put_guard";
        if (!node && result.getGuard().neverTrue()) {
            add(
                    Severity.ERROR,
                    "get_guard",
                    "get_guard was false all " + result.getGuard().no()
                            + " times that it was asked: no get is ever answered, so nothing is promised of any. Make it true"
                            + " for a replica that has what the client asks for");
        } else if (!node && result.getGuard().alwaysTrue()) {
            add(
                    Severity.NOTE,
                    "get_guard",
                    "get_guard was true all " + result.getGuard().yes()
                            + " times that it was asked: any replica may answer any client");
        }
        if (result.putGuard().neverTrue()) {
            add(
                    Severity.ERROR,
                    putGuard,
                    putGuard + " was false all " + result.putGuard().no()
                            + " times that it was asked of a put that was not in: no put ever goes in. Make it true once what"
                            + " the put depends on is in; the put itself cannot be in yet");
        } else if (result.putGuard().alwaysTrue()) {
            add(
                    Severity.NOTE,
                    putGuard,
                    putGuard + " was true all " + result.putGuard().yes()
                            + " times that it was asked of a put that was not in: puts go in in any order");
        }
        if (result.putGuardAgain().yes() > 0) {
            add(
                    Severity.NOTE,
                    putGuard,
                    putGuard + " lets a put go in that is in already: what the network" + " duplicates counts twice");
        }
    }

    private void visibility() {
        if (result.vacuous()) {
            add(
                    Severity.ERROR,
                    "get",
                    "no get ever returned another client's put, in "
                            + result.programs()
                            + " programs: whatever refines this may keep every client by itself. Look at"
                            + " what put stores and get returns, and at the guards");
        }
    }

    private void progress() {
        result.stuckPut()
                .ifPresent(witness -> add(
                        Severity.WARNING,
                        node ? "guard" : "put_guard",
                        "a replica can be stuck: a put is pending there, nothing is lost, and nothing can go in, so there is"
                                + " no progress to prove" + steps(witness)));
        result.refusedGet()
                .ifPresent(witness -> add(
                        Severity.WARNING,
                        "get_guard",
                        "a replica that has everything can refuse a get for ever, so there is no progress to prove"
                                + steps(witness)));
        result.replicasCounted()
                .ifPresent(reason ->
                        add(Severity.NOTE, "get", "whether a replica can be stuck was not explored: " + reason));
    }

    private void seen() {
        result.seenProblem()
                .ifPresent(problem -> add(
                        Severity.WARNING,
                        "put_seen",
                        problem.what() + ", so a store may not drop what put_seen says is in"
                                + steps(problem.witness())));
    }

    private static String steps(Witness witness) {
        StringBuilder steps = new StringBuilder(":");
        int number = 1;
        for (String line : witness.lines()) {
            steps.append("\n      ").append(number++).append(". ").append(line);
        }
        return steps.toString();
    }

    private void add(Severity severity, String name, String what) {
        findings.add(new Finding(severity, place + ":" + line(name), what));
    }

    /** Where {@code name} is defined; the first line if that is not plain to see. */
    private int line(String name) {
        Pattern definition = Pattern.compile("\\s*(Definition|Fixpoint|Module) " + name + "\\b.*");
        for (int i = 0; i < lines.size(); i++) {
            if (definition.matcher(lines.get(i)).matches()) {
                return i + 1;
            }
        }
        return 1;
    }
}
