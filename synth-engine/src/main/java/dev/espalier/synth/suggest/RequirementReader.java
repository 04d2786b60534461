package dev.espalier.synth.suggest;

import dev.espalier.synth.explore.LitmusCase;
import dev.espalier.synth.explore.LitmusCatalogue;
import dev.espalier.synth.explore.LitmusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads what is wanted, a line each; what follows a {@code #} is a comment:
 *
 * <ul>
 *   <li>{@code forbid stale-read}, {@code allow lost-update}, {@code any divergence} (it is all the same, do not ask);
 *   <li>{@code forbid 1: put k x; get k = v0}: the same of a program of one's own, in the form of {@link LitmusCase};
 *   <li>{@code promise monotonic reads}, {@code without convergence} or {@code need not converge}: a guarantee by name;
 *   <li>{@code @litmus stale-read forbidden}: the form that specifications' files have.
 * </ul>
 */
public final class RequirementReader {
    private static final Pattern LINE = Pattern.compile("(forbid|allow|any|promise|without|need not)\\s+(.+)");
    private static final Pattern LITMUS = Pattern.compile("@litmus\\s+(\\S+)\\s+(allowed|forbidden)");
    private static final Pattern PROGRAM = Pattern.compile("\\d+\\s*(\\[[^\\]]*\\])?\\s*:.*");
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*");
    private static final String EXPECTED = "expected forbid, allow, any, promise, without or need not, and of what; or"
            + " '@litmus TEST allowed|forbidden'";

    private final LatticeTable table;

    /** What guarantees mean is in {@code table}. */
    public RequirementReader(LatticeTable table) {
        this.table = table;
    }

    /**
     * What was said.
     *
     * @param requirements in order
     * @param indifferent tests of which either outcome will do
     */
    public record Said(List<Requirement> requirements, List<String> indifferent) {
        public Said {
            requirements = List.copyOf(requirements);
            indifferent = List.copyOf(indifferent);
        }

        /** This, then {@code other}. */
        public Said and(Said other) {
            return new Said(joined(requirements, other.requirements), joined(indifferent, other.indifferent));
        }

        /** This, then one more requirement. */
        public Said and(Requirement more) {
            return and(new Said(List.of(more), List.of()));
        }

        private static <T> List<T> joined(List<T> one, List<T> other) {
            List<T> all = new ArrayList<>(one);
            all.addAll(other);
            return all;
        }
    }

    /**
     * The lines of a file.
     *
     * @param place what errors call it; a line is {@code place:number}
     * @throws RequirementException at the first line that says nothing
     */
    public Said lines(List<String> lines, String place) throws RequirementException {
        Said said = new Said(List.of(), List.of());
        int number = 0;
        for (String line : lines) {
            number++;
            String text = COMMENT.matcher(line).replaceAll("").strip();
            if (!text.isEmpty()) {
                said = said.and(line(text, place + ":" + number));
            }
        }
        return said;
    }

    /**
     * One line.
     *
     * @throws RequirementException if it says nothing
     */
    public Said line(String text, String place) throws RequirementException {
        Matcher litmus = LITMUS.matcher(text);
        if (litmus.matches()) {
            return one(outcome(litmus.group(1), litmus.group(2).equals("allowed"), place));
        }
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            throw new RequirementException(place, "'" + text + "' says nothing; " + EXPECTED);
        }
        String what = line.group(2).strip();
        return switch (line.group(1)) {
            case "forbid" -> one(outcome(what, false, place));
            case "allow" -> one(outcome(what, true, place));
            case "any" -> new Said(List.of(), List.of(test(what, place).name()));
            case "promise" -> one(guarantee(what, true, place));
            default -> one(guarantee(what, false, place));
        };
    }

    private static Said one(Requirement requirement) {
        return new Said(List.of(requirement), List.of());
    }

    /**
     * A test of the catalogue, or a program, that shall be allowed or forbidden.
     *
     * @throws RequirementException if it is neither
     */
    public Requirement outcome(String what, boolean allowed, String place) throws RequirementException {
        if (PROGRAM.matcher(what).matches()) {
            try {
                return new Requirement.Program(LitmusCase.parse(what), allowed, place);
            } catch (IllegalArgumentException e) {
                throw new RequirementException(place, String.valueOf(e.getMessage()));
            }
        }
        return new Requirement.Outcome(test(what, place).name(), allowed, place);
    }

    private static LitmusTest test(String name, String place) throws RequirementException {
        String wanted = name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_]+", "-");
        Optional<LitmusTest> test = LitmusCatalogue.find(wanted);
        if (test.isPresent()) {
            return test.get();
        }
        String guarantee = Vocabulary.near(name, true).stream()
                .findFirst()
                .map(word -> " Guarantees are promised: 'promise " + word + "'.")
                .orElse("");
        throw new RequirementException(
                place,
                "there is no litmus test '" + name + "'" + meant(Vocabulary.near(name, false))
                        + guarantee + " There are "
                        + LitmusCatalogue.all().stream().map(LitmusTest::name).collect(Collectors.joining(", "))
                        + ", and programs such as '1: put k x; get k = v0'");
    }

    /**
     * A guarantee that shall be given, or not.
     *
     * @throws RequirementException if nothing is called so
     */
    public Requirement guarantee(String words, boolean wanted, String place) throws RequirementException {
        Optional<String> point = Vocabulary.point(words, table);
        if (point.isPresent()) {
            return new Requirement.Guarantee(words.strip(), point.get(), wanted, place);
        }
        if (Vocabulary.needsAgreement(words)) {
            throw new RequirementException(
                    place,
                    "'" + words + "' needs replicas to agree before they answer. No specification here has that: all"
                            + " allow lost-update (espalier spec lattice). The most there is is causal+");
        }
        throw new RequirementException(
                place,
                "there is no guarantee '" + words + "'" + meant(Vocabulary.near(words, true)) + " There are "
                        + String.join(", ", Vocabulary.guarantees().keySet())
                        + ", and the specifications of espalier spec list");
    }

    private static String meant(List<String> near) {
        return near.isEmpty() ? "." : "; do you mean " + String.join(" or ", near) + "?";
    }
}
