package dev.espalier.synth.ablation;

import dev.espalier.core.Sha256;
import dev.espalier.synth.audit.Finding;
import dev.espalier.synth.search.AuditMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Findings of audits in a folder, a file each, by the hash of all that was audited. */
public final class KeptAudits implements AuditMemory {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final String sources;

    /**
     * @param sources a hash of what specifications and framework are made of: with other sources nothing is kept yet
     */
    public KeptAudits(Path folder, String sources) {
        this.folder = folder;
        this.sources = sources;
    }

    private Path file(String specification, String core, String proof) {
        String all = String.join("\0", specification, sources, core, proof);
        return folder.resolve(Sha256.hex(all.getBytes(StandardCharsets.UTF_8)) + ".json");
    }

    @Override
    public Optional<List<Finding>> find(String specification, String core, String proof) throws IOException {
        Path file = file(specification, core, proof);
        return Files.isRegularFile(file)
                ? Optional.of(JSON.readValue(Files.readString(file), new TypeReference<List<Finding>>() {}))
                : Optional.empty();
    }

    @Override
    public void keep(String specification, String core, String proof, List<Finding> findings) throws IOException {
        Files.createDirectories(folder);
        Path written = Files.createTempFile(folder, "audit", ".part");
        Files.writeString(written, JSON.writeValueAsString(findings));
        Files.move(written, file(specification, core, proof), StandardCopyOption.ATOMIC_MOVE);
    }
}
