package dev.espalier.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * A chart of lines as SVG. Written by hand, for a page that needs no network and no script, and whose lines take the page's
 * colours.
 */
public final class LineChart {
    private static final double WIDTH = 900;
    private static final double NARROW_WIDTH = 560;
    private static final double HEIGHT = 280;
    private static final double LEFT = 78;
    private static final double RIGHT = 18;
    private static final double TOP = 14;
    private static final double BOTTOM = 40;

    private static final int COLOURS = 6;

    /** More points than this are drawn as a line without marks. */
    private static final int MARKS_MAX = 40;

    /** How an axis is divided. */
    public interface Axis {
        /** Where {@code value} lies, before it is stretched to the chart. */
        double place(double value);

        /** The values to write on the axis, so that {@code min} to {@code max} is divided well. */
        List<Double> ticks(double min, double max);

        /** How a value is written. */
        String text(double value);
    }

    /** A point of a line. */
    public record Point(double x, double y) {}

    /**
     * How a line is drawn.
     *
     * @param colour its number among the page's colours
     * @param dashed whether it is of another origin than the others
     */
    public record Style(int colour, boolean dashed) {}

    private record Line(String name, List<Point> points, Style style, OptionalDouble end) {}

    /**
     * A stretch of the horizontal axis to stand out.
     *
     * @param why what happened there
     * @param look its class in the page's style: {@code band} or {@code fault}
     */
    public record Band(double from, double to, String why, String look) {}

    private final String title;
    private final String caption;
    private final Axis across;
    private final Axis up;
    private final List<Line> lines = new ArrayList<>();
    private final List<Band> bands = new ArrayList<>();
    private double width = WIDTH;

    /**
     * A chart without lines.
     *
     * @param title what it is of
     * @param caption how to read it
     * @param across the horizontal axis
     * @param up the vertical one
     */
    public LineChart(String title, String caption, Axis across, Axis up) {
        this.title = title;
        this.caption = caption;
        this.across = across;
        this.up = up;
    }

    /** Adds a line in the next colour. */
    public LineChart line(String name, List<Point> points) {
        return line(name, points, new Style(lines.size(), false));
    }

    /** Adds a line. */
    public LineChart line(String name, List<Point> points, Style style) {
        return line(name, points, style, OptionalDouble.empty());
    }

    /**
     * Adds a line that may fall to the ground.
     *
     * @param end where on the horizontal axis there is nothing of it any more; the line falls there from its last point,
     *     and a cross marks it
     */
    public LineChart line(String name, List<Point> points, Style style, OptionalDouble end) {
        lines.add(new Line(name, List.copyOf(points), style, end));
        return this;
    }

    /** Makes it narrow, to stand beside another. */
    public LineChart narrow() {
        width = NARROW_WIDTH;
        return this;
    }

    /** Makes a stretch of the horizontal axis stand out. */
    public LineChart band(Band band) {
        bands.add(band);
        return this;
    }

    /** The figure, or a sentence if there is nothing to draw. */
    public String html() {
        List<Point> all = lines.stream().flatMap(line -> line.points().stream()).toList();
        if (all.isEmpty()) {
            return "<p class=\"soft\">" + Html.escaped(title) + ": nothing was measured.</p>\n";
        }
        double minX = all.stream().mapToDouble(Point::x).min().orElse(0);
        double maxX = DoubleStream.concat(
                        all.stream().mapToDouble(Point::x), lines.stream().flatMapToDouble(line -> line.end().stream()))
                .max()
                .orElse(1);
        double minY = all.stream().mapToDouble(Point::y).min().orElse(0);
        double maxY = all.stream().mapToDouble(Point::y).max().orElse(1);
        List<Double> rows = up.ticks(minY, maxY);
        List<Double> columns = across.ticks(minX, maxX);
        Scale x = new Scale(
                across, Math.min(minX, columns.getFirst()), Math.max(maxX, columns.getLast()), LEFT, width - RIGHT);
        Scale y = new Scale(up, Math.min(minY, rows.getFirst()), Math.max(maxY, rows.getLast()), HEIGHT - BOTTOM, TOP);
        StringBuilder svg = new StringBuilder("<figure>\n");
        svg.append(number("<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"", width, HEIGHT));
        svg.append(Html.escaped(title)).append("\">\n");
        for (Band band : bands) {
            double from = x.of(Math.clamp(band.from(), x.min(), x.max()));
            double to = x.of(Math.clamp(band.to(), x.min(), x.max()));
            svg.append("<rect class=\"").append(band.look());
            svg.append(number(
                    "\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\">",
                    from, TOP, Math.max(2, to - from), HEIGHT - BOTTOM - TOP));
            svg.append("<title>").append(Html.escaped(band.why())).append("</title></rect>\n");
        }
        for (double row : rows) {
            svg.append(number(
                    "<line class=\"axis\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>",
                    LEFT, width - RIGHT, y.of(row), y.of(row)));
            svg.append(number("<text text-anchor=\"end\" x=\"%.1f\" y=\"%.1f\">", LEFT - 8, y.of(row) + 4));
            svg.append(Html.escaped(up.text(row))).append("</text>\n");
        }
        for (double column : columns) {
            svg.append(number(
                    "<line class=\"axis\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>",
                    x.of(column), x.of(column), HEIGHT - BOTTOM, HEIGHT - BOTTOM + 5));
            svg.append(
                    number("<text text-anchor=\"middle\" x=\"%.1f\" y=\"%.1f\">", x.of(column), HEIGHT - BOTTOM + 20));
            svg.append(Html.escaped(across.text(column))).append("</text>\n");
        }
        lines.forEach(line -> line(line, x, y, svg));
        svg.append("</svg>\n<ul class=\"legend\">");
        for (Line line : lines) {
            svg.append(line.style().dashed() ? "<li><span class=\"dashed\" style=\"color:" : "<li><span style=\"color:")
                    .append(colour(line))
                    .append("\"></span>")
                    .append(Html.escaped(line.name()))
                    .append("</li>");
        }
        svg.append("</ul>\n<figcaption><b>").append(Html.escaped(title)).append("</b>: ");
        svg.append(Html.escaped(caption));
        return svg.append("</figcaption>\n</figure>\n").toString();
    }

    private void line(Line line, Scale x, Scale y, StringBuilder svg) {
        svg.append(line.style().dashed() ? "<polyline class=\"line dashed\"" : "<polyline class=\"line\"")
                .append(" style=\"stroke:")
                .append(colour(line))
                .append("\" points=\"");
        for (Point point : line.points()) {
            svg.append(number("%.1f,%.1f ", x.of(point.x()), y.of(point.y())));
        }
        svg.append("\"/>\n");
        if (!line.points().isEmpty()) {
            line.end().ifPresent(end -> fall(line, x.of(end), x, y, svg));
        }
        if (line.points().size() > MARKS_MAX) {
            return;
        }
        for (Point point : line.points()) {
            svg.append(number(
                    "<circle class=\"mark\" r=\"3\" cx=\"%.1f\" cy=\"%.1f\" style=\"fill:",
                    x.of(point.x()), y.of(point.y())));
            svg.append(colour(line)).append("\"><title>").append(Html.escaped(line.name()));
            svg.append(", ").append(Html.escaped(across.text(point.x()))).append(": ");
            svg.append(Html.escaped(up.text(point.y()))).append("</title></circle>\n");
        }
    }

    private static void fall(Line line, double end, Scale x, Scale y, StringBuilder svg) {
        Point last = line.points().getLast();
        svg.append(number(
                "<path class=\"line fall\" d=\"M %.1f %.1f L %.1f %.1f m -5 -5 l 10 10 m 0 -10 l -10 10\" style=\"stroke:",
                x.of(last.x()), y.of(last.y()), end, HEIGHT - BOTTOM - 7));
        svg.append(colour(line)).append("\"><title>");
        svg.append(Html.escaped(line.name())).append("</title></path>\n");
    }

    private static String colour(Line line) {
        return "var(--series-" + line.style().colour() % COLOURS + ")";
    }

    private static String number(String format, double... values) {
        Object[] boxed = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = values[i];
        }
        return String.format(Locale.ROOT, format, boxed);
    }

    /** Where values of an axis lie in the chart. */
    private record Scale(Axis axis, double min, double max, double from, double to) {
        double of(double value) {
            double low = axis.place(min);
            double high = axis.place(max);
            double share = high > low ? (axis.place(value) - low) / (high - low) : 0.5;
            return from + share * (to - from);
        }
    }
}
