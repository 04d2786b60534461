package dev.espalier.synth.shape;

import dev.espalier.synth.shape.Shape.Identity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the types of a specification from what the prover prints about its module {@code S} over the parameters
 * {@code P}: first {@code Print Module S}, then {@code Print} of each type that is defined as another.
 */
public final class ShapeReader {
    private static final Pattern RECORD =
            Pattern.compile("Record (\\w+) : \\w+ := (\\w+) \\{ (.*?) \\}\\.", Pattern.DOTALL);
    private static final Pattern DEFINITION = Pattern.compile(
            "Definition (\\w+) : (.*?)\\.(?= (?:Definition|Record|" + "Inductive|CoInductive|Module|Parameter|End)\\b)",
            Pattern.DOTALL);

    /** What decides whether two values of a type are equal. */
    private static final Pattern DECIDER = Pattern.compile("forall \\w+ \\w+ : ([^,]+), \\{");

    private final String module;
    private final Map<String, String> records = new LinkedHashMap<>();
    private final Map<String, String> constructors = new HashMap<>();
    private final Map<String, String> definitions = new LinkedHashMap<>();
    private final List<String> aliases = new ArrayList<>();
    private final Set<String> projections = new HashSet<>();
    private Map<String, String> bodies = Map.of();
    private final Set<String> open = new HashSet<>();
    private final Map<String, Shape.Struct> structs = new LinkedHashMap<>();

    /** What {@code Print Module S} printed. */
    public ShapeReader(String module) {
        this.module = module.replaceAll("\\s+", " ");
        Matcher matcher = RECORD.matcher(this.module);
        while (matcher.find()) {
            records.put(matcher.group(1), matcher.group(3));
            constructors.put(matcher.group(1), matcher.group(2));
            for (String field : fields(matcher.group(3))) {
                projections.add(field.substring(0, field.indexOf(':')).strip());
            }
        }
        matcher = DEFINITION.matcher(this.module);
        while (matcher.find()) {
            if (matcher.group(2).matches("Type|Set")) {
                aliases.add(matcher.group(1));
            } else if (!projections.contains(matcher.group(1))) {
                definitions.put(matcher.group(1), matcher.group(2));
            }
        }
    }

    private static String[] fields(String text) {
        return text.strip().split(" ?; +");
    }

    /** The names of types that are defined as other types, to be printed one by one. */
    public List<String> aliases() {
        return List.copyOf(aliases);
    }

    /**
     * The shapes.
     *
     * @param printed what {@code Print S.name} printed, by name
     */
    public MachineShape read(Map<String, String> printed) {
        Map<String, String> read = new HashMap<>();
        printed.forEach((name, text) -> {
            String line = text.replaceAll("\\s+", " ");
            int from = line.indexOf(" = ");
            int to = line.lastIndexOf(" : ");
            if (from >= 0 && to > from) {
                read.put(name, line.substring(from + 3, to));
            }
        });
        bodies = read;
        Map<Part, Shape> parts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            parts.put(part, named(part.type()));
        }
        Map<String, List<Shape>> functions = new LinkedHashMap<>();
        Map<Shape, String> deciders = new LinkedHashMap<>();
        definitions.forEach((name, type) -> {
            Matcher decider = DECIDER.matcher(type);
            if (decider.lookingAt()) {
                deciders.putIfAbsent(TypeReader.read(decider.group(1), this::named), name);
            } else {
                functions.put(name, TypeReader.signature(type, this::named));
            }
        });
        records.keySet().forEach(this::named);
        return new MachineShape(parts, structs, aliases, functions, deciders);
    }

    private Shape named(String qualified) {
        String name = qualified.startsWith("S.") ? qualified.substring(2) : qualified;
        for (Identity identity : Identity.values()) {
            if (qualified.equals("P." + identity.word())) {
                return new Shape.Opaque(identity);
            }
        }
        Shape.Struct known = structs.get(name);
        if (known != null) {
            return known;
        }
        String fields = records.get(name);
        String body = bodies.get(name);
        if ((fields == null && body == null) || !open.add(name)) {
            return builtIn(name);
        }
        try {
            if (body != null) {
                return TypeReader.read(body, this::named);
            }
            List<Shape.Field> read = new ArrayList<>();
            for (String field : fields(String.valueOf(fields))) {
                int colon = field.indexOf(':');
                Shape shape = TypeReader.read(field.substring(colon + 1).strip(), this::named);
                read.add(new Shape.Field(field.substring(0, colon).strip(), shape));
            }
            Shape.Struct struct = new Shape.Struct(name, String.valueOf(constructors.get(name)), read);
            structs.put(name, struct);
            return struct;
        } finally {
            open.remove(name);
        }
    }

    private static Shape builtIn(String name) {
        return switch (name) {
            case "nat" -> new Shape.Number();
            case "bool" -> new Shape.Truth();
            case "unit" -> new Shape.Single();
            default -> new Shape.Foreign(name);
        };
    }
}
