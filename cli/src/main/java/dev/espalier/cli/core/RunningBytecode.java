package dev.espalier.cli.core;

import dev.espalier.core.bytecode.ArchiveClasses;
import dev.espalier.core.bytecode.BytecodeCheck;
import dev.espalier.core.bytecode.BytecodeReport;
import java.io.IOException;

/** Whether the classes on the class path that a core runs do nothing but compute. */
final class RunningBytecode {
    private RunningBytecode() {}

    /** Checks the class {@code adapter} and those of its package that it uses. */
    static CheckLine check(String adapter) {
        return check(RunningBytecode.class.getClassLoader(), adapter);
    }

    static CheckLine check(ClassLoader loader, String adapter) {
        String what = "bytecode";
        try {
            BytecodeReport report = BytecodeCheck.check(ArchiveClasses.running(loader, adapter));
            return report.passed()
                    ? CheckLine.passed(what, report.classes() + " classes only compute")
                    : CheckLine.failed(what, report.text());
        } catch (IOException e) {
            return CheckLine.failed(what, String.valueOf(e.getMessage()));
        }
    }
}
