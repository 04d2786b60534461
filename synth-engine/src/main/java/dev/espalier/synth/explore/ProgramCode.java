package dev.espalier.synth.explore;

import dev.espalier.synth.explore.ExplorationProgram.Get;
import dev.espalier.synth.explore.ExplorationProgram.Operation;
import dev.espalier.synth.explore.ExplorationProgram.Put;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Numbers for a program's names, as the exploration has them (text.ml), and back. */
final class ProgramCode {
    private final ExplorationProgram program;
    private final Names keys = new Names();
    private final Names values = new Names();
    private final Names labels = new Names();

    ProgramCode(ExplorationProgram program) {
        this.program = program;
        values.number(ExplorationProgram.INITIAL);
        labels.number("");
        for (List<Operation> operations : program.clients()) {
            for (Operation operation : operations) {
                keys.number(operation.key());
                if (operation instanceof Put put) {
                    values.number(put.value());
                }
            }
        }
    }

    /** The program that the exploration printed (text.ml), with names given to its numbers. */
    static ExplorationProgram decode(String code) {
        List<List<Operation>> clients = new ArrayList<>();
        Map<String, String> labels = new HashMap<>();
        Map<Integer, Set<String>> cares = new HashMap<>();
        for (String client : code.split(";", -1)) {
            List<Operation> operations = new ArrayList<>();
            Iterator<String> words = List.of(client.strip().split(" ", -1)).iterator();
            while (words.hasNext()) {
                String word = words.next();
                int number = Integer.parseInt(words.next());
                switch (word) {
                    case "G" -> operations.add(new Get(key(number)));
                    case "P" -> operations.add(new Put(key(number), value(Integer.parseInt(words.next()))));
                    case "L" -> labels.put(value(number), label(words.next()));
                    case "C" -> cares.put(number, labels(words.next()));
                    default -> throw new IllegalStateException("the exploration printed a program '" + code + "'");
                }
            }
            clients.add(operations);
        }
        return new ExplorationProgram(clients, labels, cares);
    }

    private static Set<String> labels(String listed) {
        return listed.equals("-")
                ? Set.of()
                : Stream.of(listed.split(",", -1)).map(ProgramCode::label).collect(Collectors.toSet());
    }

    private static String label(String number) {
        return name(Integer.parseInt(number) - 1, new String[] {"A", "B"}, "L");
    }

    private static String key(int number) {
        return name(number, new String[] {"k", "j", "i", "h", "g"}, "k");
    }

    private static String value(int number) {
        return name(number - 1, new String[] {"x", "y", "z"}, "x");
    }

    private static String name(int number, String[] names, String otherwise) {
        return number < names.length ? names[number] : otherwise + (number + 1);
    }

    int keyNumber(String key, String where) {
        if (!keys.known(key)) {
            throw new IllegalArgumentException("'" + key + "' in " + where + ": no client gets or puts it");
        }
        return keys.number(key);
    }

    int value(String name, String where) {
        if (!values.known(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' in " + where + ": no client puts it, and it is not " + ExplorationProgram.INITIAL);
        }
        return values.number(name);
    }

    String keyName(int number) {
        return keys.name(number);
    }

    String valueName(int number) {
        return values.name(number);
    }

    String encode() {
        StringJoiner clients = new StringJoiner(" ; ");
        for (List<Operation> operations : program.clients()) {
            StringJoiner words = new StringJoiner(" ");
            for (Operation operation : operations) {
                words.add(
                        switch (operation) {
                            case Get get -> "G " + keys.number(get.key());
                            case Put put -> "P " + keys.number(put.key()) + " " + values.number(put.value());
                        });
            }
            clients.add(words.toString());
        }
        StringBuilder code = new StringBuilder(clients.toString());
        program.labels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> code.append(" L ")
                        .append(values.number(e.getKey()))
                        .append(' ')
                        .append(labels.number(e.getValue())));
        program.cares().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> code.append(" C ")
                        .append(e.getKey())
                        .append(' ')
                        .append(labelNumbers(e.getValue().stream().sorted().toList())));
        return code.toString();
    }

    private String labelNumbers(List<String> listed) {
        StringJoiner numbers = new StringJoiner(",");
        numbers.setEmptyValue("-");
        listed.forEach(label -> numbers.add(Integer.toString(labels.number(label))));
        return numbers.toString();
    }

    private static final class Names {
        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<String> names = new ArrayList<>();

        boolean known(String name) {
            return numbers.containsKey(name);
        }

        int number(String name) {
            return numbers.computeIfAbsent(name, added -> {
                names.add(added);
                return names.size() - 1;
            });
        }

        String name(int number) {
            return names.get(number);
        }
    }
}
