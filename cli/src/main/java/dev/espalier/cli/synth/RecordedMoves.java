package dev.espalier.cli.synth;

import dev.espalier.cli.Folders;
import dev.espalier.cli.spec.Library;
import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.synth.audit.Finding;
import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.trellis.Entry;
import dev.espalier.synth.trellis.GradeText;
import dev.espalier.synth.trellis.MoveLog;
import dev.espalier.synth.trellis.MoveReplay;
import dev.espalier.synth.trellis.Trellis;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A development by moves, made again from its record with nothing else of it at hand. */
final class RecordedMoves {
    private final Path file;
    private final PrintWriter out;

    RecordedMoves(Path file, PrintWriter out) {
        this.file = file;
        this.out = out;
    }

    /** Whether {@code file} begins as a record of moves does. */
    static boolean isRecord(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String first = reader.readLine();
            return first != null && first.startsWith("{\"event\":\"open\"");
        }
    }

    /** Judges the moves again; the exit code. */
    int replay() throws IOException, InterruptedException {
        List<Entry> record = MoveLog.read(file);
        if (record.isEmpty() || !(record.getFirst() instanceof Entry.Opened opened)) {
            throw new CommandFailedException(file + " does not say what it is for");
        }
        // Said before everything is compiled from nothing.
        if (!MoveReplay.isComparable(record)) {
            throw new CommandFailedException(
                    file + " has no audit to compare with: close the development first (espalier synth close)");
        }
        Library library = Library.open();
        Path work = Files.createTempDirectory("espalier-replay");
        try (Engine engine = Engine.open(library, work.resolve("work"));
                Trellis again = engine.trellis(work.resolve("moves"), library.find(opened.target()), opened.target())) {
            if (!(again.record().getFirst() instanceof Entry.Opened now)
                    || !now.sources().equals(opened.sources())) {
                throw new CommandFailedException("the sources of " + opened.specification()
                        + " are not those of the record; check out the older ones");
            }
            MoveReplay.Result result = MoveReplay.run(record, again);
            out.println((result.same() ? "the same: " : "not the same: ") + result.said());
            int code = result.same() && passedThen(record) ? audited(again) : result.same() ? 0 : 1;
            out.flush();
            return code;
        } finally {
            Folders.delete(work);
        }
    }

    private static boolean passedThen(List<Entry> record) {
        return record.getLast() instanceof Entry.Closed closed && closed.passed();
    }

    private int audited(Trellis again) throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        try {
            boolean passed = again.audit(findings::add);
            out.print(GradeText.of(findings));
            return passed ? 0 : 1;
        } catch (GateFailure e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }
}
