package dev.espalier.synth.agent;

/**
 * What came of a call.
 *
 * @param id of the call
 * @param text what the model is told
 * @param failed whether it failed
 */
public record ToolResult(String id, String text, boolean failed) {}
