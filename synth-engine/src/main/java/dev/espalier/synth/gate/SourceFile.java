package dev.espalier.synth.gate;

import dev.espalier.core.Sha256;
import dev.espalier.synth.gate.GateFailure.Reason;
import dev.espalier.synth.rocq.RocqLexer;
import dev.espalier.synth.rocq.RocqSyntaxException;
import dev.espalier.synth.rocq.Sentence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A source, read once: the bytes that are hashed are those that are scanned and compiled, whatever happens to the file
 * meanwhile.
 *
 * @param path relative to {@code specs/}
 * @param text what is in it
 * @param hash SHA-256 of its bytes, lower-case hexadecimal
 */
record SourceFile(String path, String text, String hash) {
    static SourceFile read(Path specs, String path) throws IOException, GateFailure {
        byte[] bytes = Files.readAllBytes(specs.resolve(path));
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new SourceFile(path, text, Sha256.hex(bytes));
        } catch (CharacterCodingException e) {
            throw new GateFailure(Reason.FORBIDDEN_COMMAND, path, "this is not UTF-8 text", "Store the file as UTF-8");
        }
    }

    /** Its sentences. */
    List<Sentence> sentences() throws GateFailure {
        try {
            return RocqLexer.sentences(text);
        } catch (RocqSyntaxException e) {
            throw unreadable(e);
        }
    }

    /** The failure for {@code doubt} about this file. */
    GateFailure unreadable(RocqSyntaxException doubt) {
        return new GateFailure(
                Reason.FORBIDDEN_COMMAND,
                path + ":" + doubt.line(),
                String.valueOf(doubt.getMessage()),
                "Write it so that it can be read in one way only");
    }
}
