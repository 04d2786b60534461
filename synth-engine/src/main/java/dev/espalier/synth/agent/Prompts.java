package dev.espalier.synth.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What roles are told first. Each prompt is a file with a version in its name: another text is another version. */
final class Prompts {
    static final String DEDUCTIVE = "deductive-2.md";
    static final String PROPOSER = "proposer-1.md";
    static final String READER = "reader-1.md";
    static final String RELOADER = "reloader-1.md";

    private Prompts() {}

    static String text(String file) throws IOException {
        try (InputStream stream = Prompts.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException(file + " is missing from this program's archive");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
