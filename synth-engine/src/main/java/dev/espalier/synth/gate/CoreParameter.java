package dev.espalier.synth.gate;

import dev.espalier.synth.gate.GateFailure.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a core may be abstract in. The gate names the module type in full and instantiates it itself, so a type of the
 * same name that assumes more has no part in it: the prover then refuses to apply the statement.
 */
enum CoreParameter {
    /** Keys, values, clients, replicas: what every core is abstract in. */
    PARAMETERS("P", "framework/Parameters.v", "Espalier.Framework.Parameters", "", "NaturalParameters"),
    /** The map that a core's state is made of, known by its laws alone. */
    MAP("M", "kit/Map.v", "Espalier.Kit.Map", " P", "NaturalMap");

    private final String letter;
    private final String file;
    private final String logicalFile;
    private final String arguments;
    private final String instance;

    CoreParameter(String letter, String file, String logicalFile, String arguments, String instance) {
        this.letter = letter;
        this.file = file;
        this.logicalFile = logicalFile;
        this.arguments = arguments;
        this.instance = instance;
    }

    /** What a statement with {@code parameters} is over: the first of these, or both. */
    static List<CoreParameter> of(String statementFile, List<ProofModule.Parameter> parameters) throws GateFailure {
        if (parameters.isEmpty() || parameters.size() > values().length) {
            throw refused(statementFile, "the statement has " + parameters.size() + " parameters");
        }
        String first = parameters.getFirst().name();
        for (int i = 0; i < parameters.size(); i++) {
            CoreParameter expected = values()[i];
            String type = parameters.get(i).type();
            String due = expected.name() + expected.arguments.replace(PARAMETERS.letter, first);
            if (!type.substring(type.split(" ", 2)[0].lastIndexOf('.') + 1).equals(due)) {
                throw refused(
                        statementFile,
                        "the statement's parameter " + parameters.get(i).name() + " has the type " + type + ", and "
                                + due + " of " + expected.file + " is due");
            }
        }
        return List.of(values()).subList(0, parameters.size());
    }

    private static GateFailure refused(String place, String cause) {
        return new GateFailure(
                Reason.STATEMENT_MISMATCH,
                place,
                cause,
                "A core is a functor over (P : PARAMETERS), or over (P : PARAMETERS) (M : MAP P): anything else could"
                        + " assume what it likes");
    }

    /** The file that has the module type, relative to {@code specs/}. */
    String file() {
        return file;
    }

    /** The name that a member of it has in the prover's account of assumptions. */
    String member(String name) {
        return letter + "." + name;
    }

    /** A functor's parameters, with their types. */
    static String declared(List<CoreParameter> parameters) {
        return parameters.stream()
                .map(each -> "(%s : %s.%s%s)".formatted(each.letter, each.logicalFile, each.name(), each.arguments))
                .collect(Collectors.joining(" "));
    }

    /** What a functor is applied to where its parameters are {@link #declared}. */
    static String applied(List<CoreParameter> parameters) {
        return parameters.stream().map(each -> each.letter).collect(Collectors.joining(" "));
    }

    /** What a functor is applied to after {@link #instances}. */
    static String instantiated(List<CoreParameter> parameters) {
        return parameters.stream().map(each -> each.instance).collect(Collectors.joining(" "));
    }

    /** What an audit says of theorems that rest on nothing but these. */
    static String audited(List<CoreParameter> parameters) {
        return "none besides the parameters of every core" + (parameters.contains(MAP) ? " and the laws of a map" : "");
    }

    /** Commands that load the files of the types. */
    static String requirements(List<CoreParameter> parameters) {
        return parameters.stream()
                .map(each -> "Require " + each.logicalFile + ".\n")
                .collect(Collectors.joining());
    }

    /** Instances over natural numbers, which assume nothing. */
    static String instances(List<CoreParameter> parameters) throws IOException {
        StringBuilder text = new StringBuilder("Require Coq.Arith.PeanoNat.\n");
        for (CoreParameter parameter : parameters) {
            text.append(resource(parameter.instance + ".v"));
        }
        return text.toString();
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = CoreParameter.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing from this program's archive");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
