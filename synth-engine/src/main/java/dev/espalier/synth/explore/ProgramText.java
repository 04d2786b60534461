package dev.espalier.synth.explore;

import dev.espalier.synth.explore.ExplorationProgram.Get;
import dev.espalier.synth.explore.ExplorationProgram.Operation;
import dev.espalier.synth.explore.ExplorationProgram.Put;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program as it is read from text, with what its gets shall return: {@code get k = x}.
 *
 * @param program without that
 * @param reads the gets that shall return something, in order
 */
record ProgramText(ExplorationProgram program, List<Read> reads) {
    private static final Pattern CLIENT =
            Pattern.compile("\\s*(\\d+)\\s*(?:\\[([^\\]]*)\\])?\\s*:(.*)", Pattern.DOTALL);
    private static final String NAME = "[A-Za-z][A-Za-z0-9_]*";
    private static final Pattern PUT = Pattern.compile("put (" + NAME + ") (" + NAME + ")(?:@(" + NAME + "))?");
    private static final Pattern GET = Pattern.compile("get (" + NAME + ")(?: = (" + NAME + "))?");
    private static final Pattern LABEL = Pattern.compile(NAME);

    /** Clients and operations from 0. */
    record Read(int client, int number, String value) {}

    static ProgramText parse(String text) {
        return new Parser().parse(text);
    }

    private static final class Parser {
        private final List<List<Operation>> clients = new ArrayList<>();
        private final Map<String, String> labels = new HashMap<>();
        private final Map<Integer, Set<String>> cares = new HashMap<>();
        private final List<Read> reads = new ArrayList<>();

        ProgramText parse(String text) {
            for (String part : text.split("\\|", -1)) {
                client(part);
            }
            return new ProgramText(new ExplorationProgram(clients, labels, cares), reads);
        }

        private void client(String part) {
            Matcher matcher = CLIENT.matcher(part);
            int number = clients.size() + 1;
            if (!matcher.matches() || !matcher.group(1).equals(Integer.toString(number))) {
                throw wrong(part, "client " + number + " starts with '" + number + ":', as in '1: put k x | 2: get k'");
            }
            if (matcher.group(2) != null) {
                cares.put(number - 1, labelsOf(matcher.group(2)));
            }
            List<Operation> operations = new ArrayList<>();
            clients.add(operations);
            for (String operation : matcher.group(3).split(";", -1)) {
                operations.add(operation(operation, operations.size()));
            }
        }

        private static Set<String> labelsOf(String list) {
            Set<String> listed = new TreeSet<>();
            for (String label : list.split(",", -1)) {
                if (!label.isBlank() && !LABEL.matcher(label.strip()).matches()) {
                    throw wrong(label, "a label is a word, as in '2[A,B]: get k'");
                }
                if (!label.isBlank()) {
                    listed.add(label.strip());
                }
            }
            return listed;
        }

        private Operation operation(String text, int number) {
            String words = text.strip().replaceAll("\\s+", " ").replaceAll(" ?= ?", " = ");
            Matcher put = PUT.matcher(words);
            if (put.matches()) {
                return put(text, put);
            }
            Matcher get = GET.matcher(words);
            if (get.matches()) {
                if (get.group(2) != null) {
                    reads.add(new Read(clients.size() - 1, number, get.group(2)));
                }
                return new Get(get.group(1));
            }
            throw wrong(text, "an operation is 'put KEY VALUE' or 'get KEY', and names are words");
        }

        private Put put(String text, Matcher put) {
            String value = put.group(2);
            if (value.equals(ExplorationProgram.INITIAL)) {
                throw wrong(text, ExplorationProgram.INITIAL + " is what every key holds at first; put another value");
            }
            if (put.group(3) != null) {
                String before = labels.putIfAbsent(value, put.group(3));
                if (before != null && !before.equals(put.group(3))) {
                    throw wrong(text, value + " has the label " + before + " already");
                }
            }
            return new Put(put.group(1), value);
        }

        private static IllegalArgumentException wrong(String where, String expected) {
            return new IllegalArgumentException("'" + where.strip() + "' in the program: " + expected);
        }
    }
}
