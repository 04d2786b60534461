package dev.espalier.synth.explore;

import dev.espalier.synth.explore.ExplorationProgram.Get;
import dev.espalier.synth.explore.ExplorationProgram.Operation;
import dev.espalier.synth.explore.ExplorationProgram.Put;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Numbers for a program's names, as the exploration has them (text.ml), and back. */
final class ProgramCode {
    private static final String[] KEYS = {"k", "j", "i", "h", "g"};

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

    /** The program that the exploration printed, with names given to its numbers. */
    static ExplorationProgram decode(String code) {
        List<List<Operation>> clients = new ArrayList<>();
        for (String client : code.split(";", -1)) {
            List<Operation> operations = new ArrayList<>();
            String[] words = client.strip().split(" ", -1);
            for (int at = 0; at < words.length; ) {
                String key = name(Integer.parseInt(words[at + 1]), KEYS, "k");
                if (words[at].equals("P")) {
                    operations.add(new Put(key, value(Integer.parseInt(words[at + 2]))));
                    at += 3;
                } else {
                    operations.add(new Get(key));
                    at += 2;
                }
            }
            clients.add(operations);
        }
        return new ExplorationProgram(clients, Map.of(), Map.of());
    }

    private static String value(int number) {
        return name(number - 1, new String[] {"x", "y", "z"}, "x");
    }

    private static String name(int number, String[] names, String otherwise) {
        return number < names.length ? names[number] : otherwise + (number + 1);
    }

    int key(String name) {
        return keys.number(name);
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
