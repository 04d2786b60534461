package dev.espalier.store.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code espalier.conf}: lines {@code key value} or {@code key = value}; {@code #} starts a comment line. */
final class ConfigFile {
    private ConfigFile() {}

    static Map<String, String> read(Path file) throws NodeStartException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new NodeStartException(
                    "configuration file " + file + " does not exist; create it or name another one", e);
        } catch (CharacterCodingException e) {
            throw new NodeStartException(
                    "configuration file " + file + " is not UTF-8 text; save it as UTF-8, or name another one", e);
        } catch (IOException e) {
            String advice = Files.isDirectory(file) ? "it is a folder; name a file" : "check its permissions";
            throw new NodeStartException("configuration file " + file + " cannot be read (" + e + "); " + advice, e);
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                readLine(file + ":" + (i + 1), line, values);
            }
        }
        return values;
    }

    private static void readLine(String where, String line, Map<String, String> values) throws NodeStartException {
        int end = 0;
        while (end < line.length() && line.charAt(end) != '=' && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        String key = line.substring(0, end);
        String rest = line.substring(end).strip();
        String value = rest.startsWith("=") ? rest.substring(1).strip() : rest;
        requireKnown(where + ": ", key);
        if (value.isEmpty() && !NodeSettings.mayBeEmpty(key)) {
            throw new NodeStartException(where + ": " + key + " has no value; write \"" + key + " value\"");
        }
        if (values.putIfAbsent(key, value) != null) {
            throw new NodeStartException(where + ": " + key + " is given twice; keep one of the lines");
        }
    }

    static void requireKnown(String where, String key) throws NodeStartException {
        if (!NodeSettings.isKnown(key)) {
            throw new NodeStartException(where + "unknown setting \"" + key + "\"; the nearest known one is \""
                    + NodeSettings.nearest(key) + "\"");
        }
    }
}
