package dev.espalier.cli.trellis;

import dev.espalier.cli.Home;
import dev.espalier.cli.spec.Library;
import dev.espalier.cli.synth.Engine;
import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.synth.trellis.Entry;
import dev.espalier.synth.trellis.MoveLog;
import dev.espalier.synth.trellis.Trellis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The folders of developments: each its own, and one that the last {@code open} named. */
final class Developments implements AutoCloseable {
    private static final String CURRENT = "current";

    private final Home home;
    private final Path root;
    private final Engine engine;

    private Developments(Home home, Engine engine) {
        this.home = home;
        root = home.work().resolve("trellis");
        this.engine = engine;
    }

    static Developments open() throws IOException, InterruptedException {
        Library library = Library.open();
        Engine engine = Engine.open(library, library.home().work().resolve("synth"));
        return new Developments(library.home(), engine);
    }

    /** Begins a development for {@code target}, or goes on with it; commands that name no folder mean this one from now on. */
    Trellis begin(String target, @Nullable Path folder) throws IOException, InterruptedException {
        String named = target.endsWith(".v")
                ? Path.of(target).toAbsolutePath().normalize().toString()
                : target;
        Path chosen = folder != null
                ? folder.toAbsolutePath()
                : root.resolve(engine.library().find(named).name().replaceAll("[^A-Za-z0-9+]", "-"));
        for (Path kept : List.of(home.specs(), home.cores())) {
            if (chosen.normalize().startsWith(kept.normalize())) {
                throw new CommandFailedException(
                        "no development can be in " + kept + ", which others write; name another folder");
            }
        }
        Trellis trellis = engine.trellis(chosen, engine.library().find(named), named);
        Files.createDirectories(root);
        Files.writeString(root.resolve(CURRENT), chosen.toString());
        return trellis;
    }

    /** Goes on with the development in {@code folder}, or with the one that was opened last. */
    Trellis resume(@Nullable Path folder) throws IOException, InterruptedException {
        Path chosen = folder != null ? folder.toAbsolutePath() : current();
        Path record = chosen.resolve(MoveLog.FILE);
        if (!Files.isRegularFile(record)) {
            throw new CommandFailedException(
                    "there is no development in " + chosen + ". Begin one: espalier synth open SPEC");
        }
        List<Entry> entries = MoveLog.read(record);
        if (entries.isEmpty() || !(entries.getFirst() instanceof Entry.Opened opened)) {
            throw new CommandFailedException(record + " does not say what it is for. Begin anew in another folder:"
                    + " espalier synth open SPEC --in DIR");
        }
        return engine.trellis(chosen, engine.library().find(opened.target()), opened.target());
    }

    private Path current() throws IOException {
        Path file = root.resolve(CURRENT);
        if (!Files.isRegularFile(file)) {
            throw new CommandFailedException("no development is open. Begin one: espalier synth open SPEC");
        }
        return Path.of(Files.readString(file).strip());
    }

    @Override
    public void close() throws IOException {
        engine.close();
    }
}
