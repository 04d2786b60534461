package dev.espalier.cli.synth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StagingFolderTest {
    @TempDir
    private Path work;

    @Test
    void whatAKilledProcessLeftIsRemovedAndWhatALivingOneUsesIsNot() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Path left = Files.createDirectories(work.resolve("emit-" + ended.pid() + "-1/specs"));
        Path used = Files.createDirectories(
                work.resolve("emit-" + ProcessHandle.current().pid() + "-1"));
        Path other = Files.createDirectories(work.resolve("emitted"));
        Path own;
        try (StagingFolder staging = StagingFolder.in(work)) {
            own = staging.path();
            assertThat(own).isEmptyDirectory();
            Files.writeString(own.resolve("file"), "");
        }
        assertThat(own).doesNotExist();
        assertThat(left.getParent()).doesNotExist();
        assertThat(used).exists();
        assertThat(other).exists();
    }
}
