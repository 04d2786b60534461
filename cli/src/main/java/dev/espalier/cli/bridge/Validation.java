package dev.espalier.cli.bridge;

import dev.espalier.bridge.Bridge;
import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.BridgeResult;
import dev.espalier.bridge.passes.Pipeline;
import dev.espalier.bridge.source.TranslationException;
import dev.espalier.bridge.validate.ValidationException;
import dev.espalier.bridge.validate.ValidationOptions;
import dev.espalier.bridge.validate.ValidationReport;
import dev.espalier.bridge.validate.Validator;
import dev.espalier.cli.terminal.CommandFailedException;

/** The bridge's failures as those of a command. */
final class Validation {
    private Validation() {}

    /** Translates {@code request}. */
    static BridgeResult translate(BridgeRequest request, Pipeline.Observer observer) {
        try {
            return Bridge.translate(request, observer);
        } catch (TranslationException e) {
            throw new CommandFailedException("cannot translate faithfully:\n" + e.getMessage());
        }
    }

    /** Validates {@code result}, with progress for a person. */
    static ValidationReport validate(BridgeRequest request, BridgeResult result, ValidationOptions options)
            throws InterruptedException {
        try (ValidationProgress progress = new ValidationProgress()) {
            return Validator.validate(request, result, options, progress);
        } catch (ValidationException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }
}
