package dev.espalier.store.command;

import static dev.espalier.store.command.CommandSpec.named;

import dev.espalier.core.Bytes;
import dev.espalier.store.measure.DurationHistogram;
import dev.espalier.store.resp.ReplyWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** LATENCY: what took long, and how long commands take. */
final class LatencyCommands {
    private final LatencyEvents events;
    private final CommandTable table;

    LatencyCommands(LatencyEvents events, CommandTable table) {
        this.events = events;
        this.table = table;
    }

    void addTo(CommandTable to) {
        to.add(named("latency", -2)
                .flags("admin", "noscript", "loading", "stale")
                .summary("Tell what took long, and how long commands take.")
                .meaning(
                        "At this node. Events are kept while latency-monitor-threshold, in milliseconds, is not 0: command "
                                + "and fast-command, without what they waited for and the commit.")
                .sub("latest", 2, "", "Show the latest event of each kind, and the longest.", this::latest)
                .sub("history", 3, "event", "Show the latest events of a kind.", this::history)
                .sub(
                        "reset",
                        -2,
                        "[event [event ...]]",
                        "Forget the events of these kinds, or all.",
                        (session, arguments, reply) ->
                                reply.integer(events.forget(arguments.subList(2, arguments.size()).stream()
                                        .map(Arguments::text)
                                        .toList())))
                .sub(
                        "histogram",
                        -2,
                        "[command [command ...]]",
                        "Show how many calls took at most how many microseconds, as far as those tell that were timed: one in "
                                + CommandCounts.TIMED_ONE_IN + ".",
                        this::histogram)
                .sub("doctor", 2, "", "Say it in words.", (session, arguments, reply) -> reply.verbatim(report()))
                .container());
    }

    private void latest(Session session, List<Bytes> arguments, ReplyWriter reply) {
        reply.array(events.series().size());
        events.series().forEach((name, series) -> {
            LatencyEvents.Sample last = series.samples().getLast();
            reply.array(4);
            reply.bulk(name);
            reply.integer(last.seconds());
            reply.integer(last.millis());
            reply.integer(series.longestMillis());
        });
    }

    private void history(Session session, List<Bytes> arguments, ReplyWriter reply) {
        LatencyEvents.Series series = events.series().get(Arguments.text(arguments.get(2)));
        List<LatencyEvents.Sample> samples = series == null ? List.of() : series.samples();
        reply.array(samples.size());
        for (LatencyEvents.Sample sample : samples) {
            reply.array(2);
            reply.integer(sample.seconds());
            reply.integer(sample.millis());
        }
    }

    private void histogram(Session session, List<Bytes> arguments, ReplyWriter reply) {
        List<CommandSpec> wanted = new ArrayList<>();
        if (arguments.size() == 2) {
            table.all().forEach(spec -> addWithSubcommands(spec, wanted));
        }
        for (Bytes name : arguments.subList(2, arguments.size())) {
            CommandSpec spec = table.findByFullName(Arguments.lowerCase(name));
            if (spec != null) {
                addWithSubcommands(spec, wanted);
            }
        }
        Map<String, CommandCounts.Recent> timed = new LinkedHashMap<>();
        for (CommandSpec spec : wanted) {
            CommandCounts.Recent recent = spec.counts().recent();
            if (recent.timed() > 0) {
                timed.put(spec.name(), recent);
            }
        }
        reply.map(timed.size());
        timed.forEach((name, recent) -> {
            reply.bulk(name);
            write(recent, reply);
        });
    }

    private static void addWithSubcommands(CommandSpec spec, List<CommandSpec> to) {
        to.add(spec);
        to.addAll(spec.subcommands().values());
    }

    /** Cumulative, at each bound where there is more than below it. */
    private static void write(CommandCounts.Recent recent, ReplyWriter reply) {
        double[] bounds = DurationHistogram.upperBoundsSeconds();
        Map<Long, Long> atMost = new LinkedHashMap<>();
        long counted = 0;
        for (int i = 0; i < bounds.length; i++) {
            if (recent.buckets()[i] > 0) {
                counted += recent.buckets()[i];
                long micros = Double.isInfinite(bounds[i]) ? Long.MAX_VALUE : Math.round(bounds[i] * 1e6);
                atMost.put(micros, recent.ofAll(counted));
            }
        }
        reply.map(2);
        reply.bulk("calls");
        reply.integer(recent.calls());
        reply.bulk("histogram_usec");
        reply.map(atMost.size());
        atMost.forEach((micros, calls) -> {
            reply.integer(micros);
            reply.integer(calls);
        });
    }

    private String report() {
        if (!events.isOn()) {
            return "Events are not kept: set latency-monitor-threshold to the least number of milliseconds that is of "
                    + "interest (CONFIG SET). LATENCY HISTOGRAM and SLOWLOG tell of commands meanwhile.\n";
        }
        if (events.series().isEmpty()) {
            return "Nothing has taken " + events.thresholdMillis() + " ms or longer.\n";
        }
        StringBuilder text = new StringBuilder("What took " + events.thresholdMillis() + " ms or longer:\n");
        events.series().forEach((name, series) -> {
            double average = series.samples().stream()
                    .mapToLong(LatencyEvents.Sample::millis)
                    .average()
                    .orElse(0);
            text.append("- ")
                    .append(name)
                    .append(": in ")
                    .append(series.samples().size())
                    .append(" seconds, ")
                    .append(Math.round(average))
                    .append(" ms on average and ")
                    .append(series.longestMillis())
                    .append(" ms at most.\n");
        });
        return text.append("SLOWLOG GET shows the commands themselves.\n").toString();
    }
}
