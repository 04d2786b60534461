package dev.espalier.synth.term;

import dev.espalier.synth.shape.Datum;
import dev.espalier.synth.shape.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An expression of the grammar. */
public sealed interface Term {
    /** Its shape. */
    Shape shape();

    /** Number of operations and variables in it. */
    int size();

    /** What it computes where variables have these values, by name. */
    Datum value(Map<String, Datum> variables);

    /** In Rocq; closed, so that it can be an argument. */
    String rocq();

    /** Adds the names of its variables. */
    void variables(Set<String> names);

    /** The names of its variables. */
    default Set<String> variables() {
        Set<String> names = new TreeSet<>();
        variables(names);
        return names;
    }

    /**
     * A variable.
     *
     * @param name a name of its own
     * @param rocq the term that it stands for
     */
    record Variable(String name, String rocq, Shape shape) implements Term {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public Datum value(Map<String, Datum> variables) {
            Datum value = variables.get(name);
            if (value == null) {
                throw new IllegalStateException("no value for " + name);
            }
            return value;
        }

        @Override
        public void variables(Set<String> names) {
            names.add(name);
        }

        /** A variable for each of the things in the pair or record that it is. */
        private List<Variable> parts() {
            return switch (shape) {
                case Shape.Pair(Shape first, Shape second) ->
                    List.of(
                            new Variable(name + ".0", "(fst " + rocq + ")", first),
                            new Variable(name + ".1", "(snd " + rocq + ")", second));
                case Shape.Struct struct ->
                    IntStream.range(0, struct.fields().size())
                            .mapToObj(i -> new Variable(
                                    name + "." + i,
                                    "(" + struct.fields().get(i).name() + " " + rocq + ")",
                                    struct.fields().get(i).shape()))
                            .toList();
                default -> List.of();
            };
        }

        /** It and its parts, and theirs. */
        List<Variable> withParts() {
            return Stream.concat(Stream.of(this), parts().stream().flatMap(part -> part.withParts().stream()))
                    .toList();
        }

        /** Gives it and its parts their values. */
        void bind(Datum value, Map<String, Datum> variables) {
            variables.put(name, value);
            List<Variable> own = parts();
            for (int i = 0; i < own.size(); i++) {
                own.get(i).bind(((Datum.Tuple) value).parts().get(i), variables);
            }
        }
    }

    /** An operation applied. */
    record Applied(Operation operation, List<Term> arguments) implements Term {
        public Applied {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Shape shape() {
            return operation.result();
        }

        @Override
        public int size() {
            return 1 + arguments.stream().mapToInt(Term::size).sum();
        }

        @Override
        public Datum value(Map<String, Datum> variables) {
            return operation
                    .function()
                    .apply(arguments.stream()
                            .map(argument -> argument.value(variables))
                            .toList());
        }

        @Override
        public String rocq() {
            return operation.rocq().formatted(arguments.stream().map(Term::rocq).toArray());
        }

        @Override
        public void variables(Set<String> names) {
            arguments.forEach(argument -> argument.variables(names));
        }
    }

    /** One of two terms. */
    record Choice(Term condition, Term yes, Term no) implements Term {
        @Override
        public Shape shape() {
            return yes.shape();
        }

        @Override
        public int size() {
            return 1 + condition.size() + yes.size() + no.size();
        }

        @Override
        public Datum value(Map<String, Datum> variables) {
            return ((Datum.Flag) condition.value(variables)).value() ? yes.value(variables) : no.value(variables);
        }

        @Override
        public String rocq() {
            return "(if " + condition.rocq() + " then " + yes.rocq() + " else " + no.rocq() + ")";
        }

        @Override
        public void variables(Set<String> names) {
            condition.variables(names);
            yes.variables(names);
            no.variables(names);
        }
    }

    /**
     * By whether there is a value.
     *
     * @param bound what the value is called in {@code some}
     */
    record Opened(Term option, Term none, Variable bound, Term some) implements Term {
        @Override
        public Shape shape() {
            return none.shape();
        }

        @Override
        public int size() {
            return 1 + option.size() + none.size() + some.size();
        }

        @Override
        public Datum value(Map<String, Datum> variables) {
            Datum content = ((Datum.Maybe) option.value(variables)).content();
            if (content == null) {
                return none.value(variables);
            }
            Map<String, Datum> inner = new HashMap<>(variables);
            bound.bind(content, inner);
            return some.value(inner);
        }

        @Override
        public String rocq() {
            return "(match " + option.rocq() + " with None => " + none.rocq() + " | Some " + bound.rocq() + " => "
                    + some.rocq() + " end)";
        }

        @Override
        public void variables(Set<String> names) {
            option.variables(names);
            none.variables(names);
            Set<String> inner = some.variables();
            bound.withParts().forEach(one -> inner.remove(one.name()));
            names.addAll(inner);
        }
    }
}
