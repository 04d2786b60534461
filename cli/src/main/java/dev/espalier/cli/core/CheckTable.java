package dev.espalier.cli.core;

import dev.espalier.bench.report.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The checks of a certificate as a table for a person. */
public final class CheckTable {
    private CheckTable() {}

    /** A row for each check. */
    public static String of(List<CheckLine> lines) {
        List<List<String>> rows = new ArrayList<>();
        for (CheckLine line : lines) {
            rows.add(List.of("  " + line.what(), line.outcome().name().toLowerCase(Locale.ROOT), line.detail()));
        }
        return TextTable.ofWords(rows);
    }
}
