package dev.espalier.synth.machine;

import dev.espalier.synth.shape.Part;
import dev.espalier.synth.shape.Shape;
import dev.espalier.synth.shape.Shape.Identity;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The methods of {@code CORE}. */
public enum Method {
    CLIENT_INIT(List.of(Argument.CLIENT), List.of(Part.CLIENT), false),
    REPLICA_INIT(List.of(Argument.REPLICA, Argument.VALUE), List.of(Part.REPLICA), false),
    GET_REQUEST(List.of(Argument.KEY, Argument.CLIENT, Argument.SESSION), List.of(Part.GET, Part.CLIENT), false),
    GET_GUARD(List.of(Argument.KEY, Argument.GET, Argument.CLIENT, Argument.REPLICA, Argument.STORE), List.of(), false),
    GET(
            List.of(Argument.KEY, Argument.GET, Argument.CLIENT, Argument.REPLICA, Argument.STORE),
            List.of(Part.ANSWER, Part.REPLICA),
            true),
    GET_RESPONSE(
            List.of(Argument.KEY, Argument.VALUE, Argument.ANSWER, Argument.CLIENT, Argument.SESSION),
            List.of(Part.CLIENT),
            false),
    PUT_REQUEST(
            List.of(Argument.KEY, Argument.VALUE, Argument.NOW, Argument.CLIENT, Argument.SESSION),
            List.of(Part.PUT, Part.CLIENT),
            false),
    PUT_GUARD(putArguments(), List.of(), false),
    PUT(putArguments(), List.of(Part.REPLICA), false),
    PUT_SEEN(putArguments(), List.of(), false);

    private final List<Argument> arguments;
    private final List<Part> results;
    private final boolean answers;

    Method(List<Argument> arguments, List<Part> results, boolean answers) {
        this.arguments = arguments;
        this.results = results;
        this.answers = answers;
    }

    private static List<Argument> putArguments() {
        return List.of(Argument.KEY, Argument.VALUE, Argument.PUT, Argument.CLIENT, Argument.REPLICA, Argument.STORE);
    }

    /** An argument: its usual name, and what it is. */
    public enum Argument {
        KEY("k", Identity.KEY, null),
        VALUE("v", Identity.VALUE, null),
        CLIENT("c", Identity.CLIENT, null),
        REPLICA("at_replica", Identity.REPLICA, null),
        NOW("now", null, null),
        SESSION("s", null, Part.CLIENT),
        STORE("r", null, Part.REPLICA),
        GET("g", null, Part.GET),
        ANSWER("a", null, Part.ANSWER),
        PUT("p", null, Part.PUT);

        private final String variable;
        private final @Nullable Identity identity;
        private final @Nullable Part part;

        Argument(String variable, @Nullable Identity identity, @Nullable Part part) {
            this.variable = variable;
            this.identity = identity;
            this.part = part;
        }

        /** What the methods of a core call it. */
        public String variable() {
            return variable;
        }

        /** Which state or payload it is; {@code null} if none. */
        public @Nullable Part part() {
            return part;
        }

        /** The shape of what is no state or payload. */
        public Shape shape() {
            return identity == null ? new Shape.Number() : new Shape.Opaque(identity);
        }

        /** Its type in Rocq. */
        public String type() {
            return part != null ? part.type() : identity != null ? identity.word() : "nat";
        }
    }

    /** The method's name in Rocq. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it takes, in order. */
    public List<Argument> arguments() {
        return arguments;
    }

    /** The states and payloads that it gives, in order. */
    public List<Part> results() {
        return results;
    }

    /** Whether it gives a value besides, before all else. */
    public boolean answersValue() {
        return answers;
    }

    /** Whether it gives a truth value. */
    public boolean decides() {
        return results.isEmpty();
    }

    /** Its type in Rocq, without the arguments. */
    public String resultType() {
        if (decides()) {
            return "bool";
        }
        String types = String.join(" * ", results.stream().map(Part::type).toList());
        return answers ? "value * " + types : types;
    }
}
