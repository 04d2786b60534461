package dev.espalier.cli.core;

import dev.espalier.bridge.compile.JavaCompilation;
import dev.espalier.cli.Home;
import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.core.Certificate;
import dev.espalier.store.cores.CoreArchive;
import dev.espalier.store.cores.CoreIdentity;
import dev.espalier.store.cores.CoreLoading;
import dev.espalier.store.cores.CoreRefusedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the archive of a core, for CORE LOAD. */
@Command(
        name = "pack",
        mixinStandardHelpOptions = true,
        description = {
            "Make an archive of a core: classes compiled from its generated source, certificate, sources.",
            "A running node loads it with CORE LOAD PATH; it is checked as the node will check it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier core pack causal-plus-frugal",
            "  espalier core pack causal-plus-frugal -o /srv/cores/frugal.jar"
        })
final class CorePackCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CORE", description = "Name of a core: a folder of verified-cores.")
    private String name;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The archive. Default: CORE.jar in the working directory.")
    private @Nullable Path output;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    CorePackCommand() {}

    @Override
    public Integer call() throws IOException {
        CoreFolder folder = CoreFolder.of(Home.find(), name);
        Certificate certificate = folder.certificate();
        Map<String, byte[]> resources = new TreeMap<>();
        resources.put("certificate.json", Files.readAllBytes(folder.path().resolve("certificate.json")));
        Map<String, String> sources = new TreeMap<>();
        for (String path : certificate.generated().keySet()) {
            byte[] source =
                    Files.readAllBytes(folder.path().resolve("generated").resolve(path));
            resources.put("generated/" + path, source);
            sources.put(path, new String(source, StandardCharsets.UTF_8));
        }
        for (String path : certificate.extracted().keySet()) {
            resources.put(
                    "extracted/" + path,
                    Files.readAllBytes(folder.path().resolve("extracted").resolve(path)));
        }
        CoreArchive archive = CoreArchive.of(name, certificate.adapterClass(), compiled(sources), resources);
        CoreIdentity identity = checked(archive);
        Path file = output == null ? Path.of(name + ".jar") : output;
        Files.write(file, archive.toJar());
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s: core %s, %s, hash %s%n", file, name, identity.specification(), identity.hash());
        out.flush();
        return 0;
    }

    private static Map<String, byte[]> compiled(Map<String, String> sources) {
        return switch (JavaCompilation.of(sources, JavaCompilation.AS_BUILT)) {
            case JavaCompilation.NoCompiler() ->
                throw new CommandFailedException("this Java has no compiler; run with a JDK");
            case JavaCompilation.Refused(var diagnostics) ->
                throw new CommandFailedException("the generated source does not compile: " + diagnostics);
            case JavaCompilation.Compiled(var classes) -> classes;
        };
    }

    private CoreIdentity checked(CoreArchive archive) {
        try {
            CoreIdentity identity = CoreLoading.load(archive).identity();
            if (!identity.isVerified()) {
                throw new CommandFailedException("core " + name + " is not verified: " + identity.distrust()
                        + "; make it anew with `espalier core build " + name + "`");
            }
            return identity;
        } catch (CoreRefusedException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }
}
