package dev.espalier.synth.emit;

import dev.espalier.synth.spec.Specification;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a core is called.
 *
 * @param core its folder, for example {@code causal-plus}
 */
public record CoreName(String core) {
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /**
     * The name that a user chose.
     *
     * @throws EmissionException if it is no name for a core
     */
    public static CoreName chosen(String core) throws EmissionException {
        if (!SHAPE.matcher(core).matches()) {
            throw new EmissionException(
                    "core name \"" + core + "\"",
                    "a core's name is lower-case words joined by hyphens, the first of which begins with a letter",
                    "Say for example --name causal-plus");
        }
        return new CoreName(core);
    }

    /**
     * The name for a core of {@code specification}: {@code ryw-mw-plus} for {@code strong/ryw+mw+}. Its file is called
     * otherwise than the specification's.
     */
    public static CoreName of(Specification specification) {
        CoreName name = of(specification.name());
        String path = specification.source().path();
        boolean taken = path.endsWith("/" + name.module() + ".v");
        return taken ? new CoreName(name.core() + "-core") : name;
    }

    static CoreName of(String specification) {
        String last = specification.substring(specification.lastIndexOf('/') + 1);
        if (last.endsWith(".v")) {
            last = words(last.substring(0, last.length() - ".v".length()));
        }
        String name = last.replaceFirst("\\+$", "-plus")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return new CoreName(SHAPE.matcher(name).matches() ? name : "core-" + name);
    }

    /** {@code MyOwn_words} as {@code my-own-words}. */
    static String words(String identifier) {
        return identifier
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }

    /** The same as the name of a Rocq module and its file: {@code CausalPlus}. */
    public String module() {
        return Arrays.stream(core.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }
}
