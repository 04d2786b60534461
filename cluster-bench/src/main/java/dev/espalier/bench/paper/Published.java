package dev.espalier.bench.paper;

import dev.espalier.bench.program.Sweep;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * The published points, from the resource {@code published.json} beside this class.
 *
 * @param source where they were published
 * @param setup on what they were measured
 * @param series the curves, as far as their points are known
 * @param remarks what was published in words
 */
public record Published(String source, String setup, List<Series> series, List<Remark> remarks) {
    public Published {
        series = List.copyOf(series);
        remarks = List.copyOf(remarks);
    }

    /** Whose curve it is. */
    public enum Side {
        /** Of the core that a human wrote and proved. */
        REFERENCE,
        /** Of the core that the published synthesis made. */
        SYNTHESIZED
    }

    /**
     * A curve.
     *
     * @param panel reference core of the panel that it belongs to
     * @param sweep what its points differ in
     * @param side whose it is
     * @param name as published
     * @param points pairs of the parameter and thousand operations a second, ascending
     */
    public record Series(String panel, Sweep.Parameter sweep, Side side, String name, List<List<Double>> points) {}

    /** What was published of a panel in words. */
    public record Remark(String panel, String text) {}

    /** Reads the resource. */
    public static Published load() {
        try (InputStream in = Objects.requireNonNull(Published.class.getResourceAsStream("published.json"))) {
            return JsonMapper.builder().build().readValue(in, Published.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The curves of {@code panel} over {@code sweep}. */
    public List<Series> of(Panel panel, PanelSweep sweep) {
        return series.stream()
                .filter(each ->
                        sweep.wasPublished() && each.panel().equals(panel.core()) && each.sweep() == sweep.parameter())
                .toList();
    }

    /** What was published of {@code panel} in words. */
    public List<String> remarksOn(Panel panel) {
        return remarks.stream()
                .filter(remark -> remark.panel().equals(panel.core()))
                .map(Remark::text)
                .toList();
    }
}
