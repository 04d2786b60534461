package dev.espalier.synth.growth;

import dev.espalier.synth.design.Leaf;
import dev.espalier.synth.machine.Method;
import dev.espalier.synth.shape.Part;
import dev.espalier.synth.shape.Shape;
import dev.espalier.synth.term.Term;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a candidate as a functor of the module type {@code CORE}. */
public final class CoreText {
    /** The name of the functor. */
    public static final String FUNCTOR = "Grown";

    /** The logical name of the file that it is checked in. */
    public static final String MODULE = "Espalier.Candidate.Core";

    private final Target target;
    private final Candidate candidate;
    private final Names names;

    /** Of {@code candidate}, a core for {@code target}. */
    public CoreText(Target target, Candidate candidate) {
        this.target = target;
        this.candidate = candidate;
        this.names = candidate.names();
    }

    /** The whole file. */
    public String file() {
        return """
                (** A core for %s, grown by search: %s. *)

                From Coq Require Import List Bool Arith.
                From Espalier.Framework Require Import Parameters Core.
                From Espalier.Kit Require Import Vector Map.
                Import ListNotations.

                Module %s (P : PARAMETERS) (M : MAP P) <: CORE P.
                  Import P.

                %s%s%s%s%sEnd %s.
                """.formatted(
                        target.name(),
                        candidate.design().words(),
                        FUNCTOR,
                        vectors(),
                        structs(),
                        helpers(),
                        parts(),
                        new MethodText(this, candidate).all(),
                        FUNCTOR);
    }

    /** The functions on vectors that the methods use; another would leave a type open in what is extracted. */
    List<String> usedVectors() {
        String all = new MethodText(this, candidate).all() + parts();
        return Stream.of("lookup", "raise", "merge", "below")
                .filter(name -> all.contains("(" + name + " "))
                .toList();
    }

    private String vectors() {
        List<String> used = usedVectors();
        return used.stream()
                        .map(name -> "  Definition " + name + " := Vector." + name + " client_eq_dec.\n")
                        .collect(Collectors.joining())
                + (used.isEmpty() ? "" : "\n");
    }

    /** Whether {@code part} keeps something for each key. */
    boolean hasTable(Part part) {
        return !candidate.kept(part, true).isEmpty();
    }

    /** Whether the record of a key that was not put yet depends on the initial value. */
    boolean remembersInitial(Part part) {
        return part == Part.REPLICA
                && candidate.kept(part, true).stream()
                        .anyMatch(leaf -> initial(leaf).variables().contains("v"));
    }

    private Term initial(Leaf leaf) {
        Term term = candidate
                .body(leaf.part() == Part.REPLICA ? Method.REPLICA_INIT : Method.CLIENT_INIT)
                .leaves()
                .get(leaf);
        if (term == null) {
            throw new IllegalStateException("no initial " + leaf);
        }
        return term;
    }

    /** The fields of {@code part}'s record in order, without the table. */
    List<String> scalars(Part part) {
        List<String> fields =
                candidate.kept(part, false).stream().map(names::field).collect(Collectors.toList());
        if (remembersInitial(part)) {
            fields.add("initial");
        }
        return fields;
    }

    /** Whether {@code part} keeps nothing at all. */
    boolean isEmpty(Part part) {
        return scalars(part).isEmpty() && !hasTable(part);
    }

    /** Small records that are kept as the specification has them. */
    List<Shape.Struct> keptStructs() {
        Set<Shape.Struct> found = new LinkedHashSet<>();
        for (Part part : Part.values()) {
            for (boolean perKey : List.of(false, true)) {
                candidate.kept(part, perKey).forEach(leaf -> structs(leaf.shape(), found));
            }
        }
        return List.copyOf(found);
    }

    private static void structs(Shape shape, Set<Shape.Struct> found) {
        switch (shape) {
            case Shape.Struct struct
            when !struct.holdsMany() -> {
                struct.fields().forEach(field -> structs(field.shape(), found));
                found.add(struct);
            }
            case Shape.Perhaps(Shape content) -> structs(content, found);
            case Shape.Pair(Shape first, Shape second) -> {
                structs(first, found);
                structs(second, found);
            }
            default -> {}
        }
    }

    private String structs() {
        StringBuilder text = new StringBuilder();
        for (Shape.Struct struct : keptStructs()) {
            text.append("  Record ")
                    .append(struct.name())
                    .append(" := ")
                    .append(struct.constructor())
                    .append(" { ");
            text.append(struct.fields().stream()
                    .map(field -> field.name() + " : " + type(field.shape()))
                    .collect(Collectors.joining("; ")));
            text.append(" }.\n\n");
        }
        return text.toString();
    }

    /** The helpers that the methods use. */
    List<Helper> usedHelpers() {
        String all = new MethodText(this, candidate).all();
        return candidate.helpers().stream()
                .filter(helper -> all.contains("(" + helper.name() + " "))
                .toList();
    }

    private String helpers() {
        return usedHelpers().stream()
                .map(helper -> "  " + helper.text() + "\n\n")
                .collect(Collectors.joining());
    }

    private String parts() {
        StringBuilder text = new StringBuilder();
        for (Part part : Part.values()) {
            if (hasTable(part)) {
                text.append("  (** What is kept for a key. *)\n");
                record(part.word() + "_entry", fields(part, true), text);
            }
            if (isEmpty(part)) {
                text.append("  Definition ").append(part.type()).append(" := unit.\n\n");
                continue;
            }
            List<String> fields = fields(part, false);
            if (remembersInitial(part)) {
                fields.add("initial : value");
            }
            if (hasTable(part)) {
                fields.add(table(part) + " : M.map " + part.word() + "_entry");
            }
            record(part.word() + "_record", fields, text);
            text.append("  Definition ")
                    .append(part.type())
                    .append(" := ")
                    .append(part.word())
                    .append("_record.\n\n");
            if (hasTable(part)) {
                access(part, text);
            }
        }
        return text.toString();
    }

    /** The field that holds the records of keys. */
    static String table(Part part) {
        return part == Part.REPLICA ? "store" : part.word() + "_keys";
    }

    private List<String> fields(Part part, boolean perKey) {
        return candidate.kept(part, perKey).stream()
                .map(leaf -> names.field(leaf) + " : "
                        + type(candidate.design().of(leaf).kept(leaf.shape())))
                .collect(Collectors.toList());
    }

    private static void record(String name, List<String> fields, StringBuilder text) {
        text.append("  Record ").append(name).append(" := {\n    ");
        text.append(String.join(";\n    ", fields)).append("\n  }.\n\n");
    }

    private void access(Part part, StringBuilder text) {
        String word = part.word();
        boolean initial = remembersInitial(part);
        text.append("  Definition ").append(word).append("_untouched ");
        text.append(initial ? "(v : value) " : "").append(": ").append(word).append("_entry :=\n    ");
        text.append(built(candidate.kept(part, true), leaf -> initial(leaf).rocq()))
                .append(".\n\n");
        text.append("""
                  Definition %1$s_at (k : key) (s : %2$s) : %1$s_entry :=
                    match M.find k (%3$s s) with
                    | Some e => e
                    | None => %1$s_untouched%4$s
                    end.

                """.formatted(word, part.type(), table(part), initial ? " (initial s)" : ""));
    }

    String built(List<Leaf> leaves, Function<Leaf, String> value) {
        return leaves.stream()
                .map(leaf -> names.field(leaf) + " := " + value.apply(leaf))
                .collect(Collectors.joining("; ", "{| ", " |}"));
    }

    private static String type(Shape shape) {
        return switch (shape) {
            case Shape.Number number -> "nat";
            case Shape.Truth truth -> "bool";
            case Shape.Single single -> "unit";
            case Shape.Opaque(Shape.Identity identity) -> identity.word();
            case Shape.Pair(Shape first, Shape second) -> "(" + type(first) + " * " + type(second) + ")";
            case Shape.Perhaps(Shape content) -> "(option " + type(content) + ")";
            case Shape.Collection(Shape element) -> "(list " + type(element) + ")";
            case Shape.Table(Shape key, Shape content) -> "(" + type(key) + " -> " + type(content) + ")";
            case Shape.Struct struct -> struct.name();
            case Shape.Slots slots -> "(vector client)";
            case Shape.Foreign(String rocq) -> rocq;
        };
    }
}
