package dev.espalier.store.config;

/** All settings as documentation. */
public final class SettingsReference {
    private SettingsReference() {}

    /** A table in Markdown: name, default, meaning. */
    public static String markdown() {
        StringBuilder table = new StringBuilder("| setting | default | meaning |\n|---|---|---|\n");
        for (Setting setting : NodeSettings.ALL) {
            table.append("| `")
                    .append(setting.name())
                    .append("` | ")
                    .append(setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`")
                    .append(" | ")
                    .append(setting.description())
                    .append(" |\n");
        }
        return table.toString();
    }
}
