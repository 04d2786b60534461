package dev.espalier.bridge.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Compiles OCaml to native code and runs it. Tests that need it are skipped where there is no compiler. */
public final class NativeOcaml {
    private static final boolean PRESENT = isPresent();

    private final Path program;

    private NativeOcaml(Path program) {
        this.program = program;
    }

    /** Skips the calling test, with a reason, where OCaml is not installed. */
    public static void assumePresent() {
        assumeTrue(PRESENT, "ocamlfind ocamlopt is not installed: nothing to compare with");
    }

    /**
     * Compiles {@code files} of {@code folder}, in order, to one program. What they use of Zarith or of Rocq's kernel is
     * linked; where that is not installed the calling test is skipped.
     */
    public static NativeOcaml compile(Path folder, List<String> files) throws IOException, InterruptedException {
        StringBuilder packages = new StringBuilder("unix");
        StringBuilder text = new StringBuilder();
        for (String file : files) {
            text.append(Files.readString(folder.resolve(file)));
        }
        boolean kernel = text.indexOf("Uint63.") >= 0 || text.indexOf("Float64.") >= 0;
        if (kernel) {
            assumeTrue(
                    isInstalled("coq-core.kernel"),
                    "Rocq's kernel is not installed for OCaml: nothing to compare with");
            packages.append(",coq-core.kernel");
        }
        if (text.indexOf("Big_int_Z.") >= 0) {
            assumeTrue(isInstalled("zarith"), "Zarith is not installed: nothing to compare with");
            packages.append(",zarith");
        }
        List<String> command = new ArrayList<>(
                List.of("ocamlfind", "ocamlopt", "-O3", "-package", packages.toString(), "-linkpkg", "-w", "-a"));
        command.addAll(kernel ? List.of("-thread", "-rectypes") : List.of());
        command.addAll(List.of("-o", "program"));
        command.addAll(files);
        Path log = folder.resolve("compile.log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ocamlopt ends").isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return new NativeOcaml(folder.resolve("program"));
    }

    /** What the program prints for {@code input}, a line an element. */
    public List<String> run(String input, String... arguments) throws IOException, InterruptedException {
        Path in = Files.createTempFile(program.getParent(), "in", ".txt");
        Path out = Files.createTempFile(program.getParent(), "out", ".txt");
        Files.writeString(in, input);
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("the program ends").isTrue();
        assertThat(process.exitValue()).as("exit status of %s", program).isZero();
        return Files.readAllLines(out);
    }

    /** What the program prints when it may use as much stack as there is memory. */
    List<String> runOnUnlimitedStack() throws IOException, InterruptedException {
        Path out = Files.createTempFile(program.getParent(), "out", ".txt");
        Process process = new ProcessBuilder("sh", "-c", "ulimit -s unlimited && exec \"$0\"", program.toString())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("the program ends").isTrue();
        assertThat(process.exitValue()).as("exit status of %s", program).isZero();
        return Files.readAllLines(out);
    }

    private static boolean isInstalled(String library) {
        return succeeds("ocamlfind", "query", library);
    }

    private static boolean isPresent() {
        return succeeds("ocamlfind", "ocamlopt", "-version");
    }

    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
