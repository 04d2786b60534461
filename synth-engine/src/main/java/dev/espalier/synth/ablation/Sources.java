package dev.espalier.synth.ablation;

import dev.espalier.core.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the runs of a campaign rest on: specifications, framework and kit. */
public final class Sources {
    private Sources() {}

    /** A hash of all Rocq files below {@code folder}, in hexadecimal. */
    public static String hash(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> file.toString().endsWith(".v")).sorted().toList();
        }
        StringBuilder text = new StringBuilder();
        for (Path file : files) {
            text.append(folder.relativize(file))
                    .append(' ')
                    .append(Sha256.hex(Files.readAllBytes(file)))
                    .append('\n');
        }
        return Sha256.hex(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
