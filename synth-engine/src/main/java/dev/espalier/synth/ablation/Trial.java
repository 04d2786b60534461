package dev.espalier.synth.ablation;

/**
 * A run to make.
 *
 * @param specification for example {@code suite/ryw}
 * @param configuration its name
 */
public record Trial(String specification, String configuration, long seed) {
    @Override
    public String toString() {
        return specification + ", seed " + seed + ", " + configuration;
    }
}
