package dev.espalier.store.config;

/**
 * One line that a configuration may have.
 *
 * @param name the key as users type it
 * @param defaultValue what holds when the key is not given
 * @param description one sentence, with unit and range
 */
public record Setting(String name, String defaultValue, String description) {}
