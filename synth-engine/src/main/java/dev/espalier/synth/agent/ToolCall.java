package dev.espalier.synth.agent;

import java.util.Map;

/**
 * A tool that a model calls.
 *
 * @param id what the provider names the call by
 * @param tool what is called
 * @param arguments as they were given
 * @param malformed why the arguments cannot be read; empty if they can
 */
public record ToolCall(String id, String tool, Map<String, Object> arguments, String malformed) {}
