package dev.espalier.bench.paper;

import dev.espalier.bench.program.ProgramConfig;
import dev.espalier.bench.report.Environment;

/**
 * What all panels have in common.
 *
 * @param common nodes, rounds and limits; its programs are those of a sweep
 * @param heap of each node, as in {@code 256m}
 * @param command the command line that runs them
 * @param environment the machine
 */
public record Circumstances(ProgramConfig common, String heap, String command, Environment environment) {}
