package dev.espalier.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** The ways in which the axes of a report are divided. */
public final class Axes {
    private static final int TICKS_WANTED = 5;
    private static final double[] NICE = {1, 2, 5, 10};
    private static final double[] PERCENTILES = {0, 90, 99, 99.9, 99.99, 99.999, 99.9999};

    private Axes() {}

    /** From zero, in even steps. */
    public static LineChart.Axis linear(DoubleFunction<String> text) {
        return new LineChart.Axis() {
            @Override
            public double place(double value) {
                return value;
            }

            @Override
            public List<Double> ticks(double min, double max) {
                double rough = Math.max(max, 1e-9) / TICKS_WANTED;
                double magnitude = Math.pow(10, Math.floor(Math.log10(rough)));
                double step = magnitude;
                for (double nice : NICE) {
                    step = nice * magnitude;
                    if (step >= rough) {
                        break;
                    }
                }
                List<Double> ticks = new ArrayList<>();
                for (int i = 0; i == 0 || ticks.getLast() < max; i++) {
                    ticks.add(i * step);
                }
                return ticks;
            }

            @Override
            public String text(double value) {
                return text.apply(value);
            }
        };
    }

    /** Powers of ten. */
    public static LineChart.Axis logarithmic(DoubleFunction<String> text) {
        return new LineChart.Axis() {
            @Override
            public double place(double value) {
                return Math.log10(Math.max(value, 1e-3));
            }

            @Override
            public List<Double> ticks(double min, double max) {
                List<Double> ticks = new ArrayList<>();
                int first = (int) Math.floor(place(Math.max(min, 1)));
                int last = (int) Math.ceil(place(Math.max(max, 10)));
                for (int power = first; power <= Math.max(last, first + 1); power++) {
                    ticks.add(Math.pow(10, power));
                }
                return ticks;
            }

            @Override
            public String text(double value) {
                return text.apply(value);
            }
        };
    }

    /** Only {@code values} are written, at their places on a linear or a logarithmic axis. */
    public static LineChart.Axis values(List<Double> values, boolean logarithmic, DoubleFunction<String> text) {
        return new LineChart.Axis() {
            @Override
            public double place(double value) {
                return logarithmic ? Math.log10(Math.max(value, 1e-3)) : value;
            }

            @Override
            public List<Double> ticks(double min, double max) {
                return values;
            }

            @Override
            public String text(double value) {
                return text.apply(value);
            }
        };
    }

    /** The axis of HdrHistogram: each nine takes as much room as the one before. */
    static LineChart.Axis percentiles() {
        return new LineChart.Axis() {
            @Override
            public double place(double percentile) {
                return Math.log10(100 / (100 - percentile));
            }

            @Override
            public List<Double> ticks(double min, double max) {
                List<Double> ticks = new ArrayList<>();
                for (double percentile : PERCENTILES) {
                    ticks.add(percentile);
                    if (percentile >= max) {
                        break;
                    }
                }
                return ticks;
            }

            @Override
            public String text(double value) {
                return String.format(
                        Locale.ROOT, "%s %%", Double.toString(value).replaceAll("\\.0$", ""));
            }
        };
    }
}
