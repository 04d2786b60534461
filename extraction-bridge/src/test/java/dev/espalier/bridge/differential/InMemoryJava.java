package dev.espalier.bridge.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.compile.JavaCompilation;
import dev.espalier.bridge.compile.MemoryClassLoader;
import java.util.Map;

/** Compiles generated Java in memory, with every warning an error, and loads it. */
public final class InMemoryJava extends MemoryClassLoader {
    private InMemoryJava(JavaCompilation.Compiled compiled) {
        super(compiled, InMemoryJava.class.getClassLoader());
    }

    /** Compiles {@code files}: text by path. */
    public static InMemoryJava compile(Map<String, String> files) {
        JavaCompilation.Result result = JavaCompilation.of(files, JavaCompilation.WARNINGS_ARE_ERRORS);
        assertThat(result).as("%s", files).isInstanceOf(JavaCompilation.Compiled.class);
        return new InMemoryJava((JavaCompilation.Compiled) result);
    }
}
