package dev.espalier.synth.explore;

import dev.espalier.synth.explore.LitmusResult.CaseResult;
import dev.espalier.synth.explore.VacuityResult.GuardAnswers;
import dev.espalier.synth.explore.VacuityResult.SeenProblem;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Answers as records. */
final class Answers {
    private Answers() {}

    static CaseResult litmusCase(LitmusCase each, JsonNode answer) {
        LitmusResult.Verdict verdict = switch (verdict(answer)) {
            case "allowed" -> LitmusResult.Verdict.ALLOWED;
            case "forbidden" -> LitmusResult.Verdict.FORBIDDEN;
            default -> LitmusResult.Verdict.UNKNOWN;
        };
        return new CaseResult(each, verdict, witness(Optional.of(each.program()), answer), extent("", answer));
    }

    /** The program is the one that was asked about; if it was searched for, the answer has it. */
    static InclusionResult inclusion(
            ExploredMachine has,
            ExploredMachine lacks,
            Optional<ExplorationProgram> program,
            String programs,
            JsonNode answer) {
        InclusionResult.Verdict verdict = switch (verdict(answer)) {
            case "difference" -> InclusionResult.Verdict.DIFFERENCE;
            case "none" -> InclusionResult.Verdict.NONE;
            default -> InclusionResult.Verdict.UNKNOWN;
        };
        return new InclusionResult(
                has.name(),
                lacks.name(),
                verdict,
                witness(program, answer),
                answer.path("programs").asInt(0),
                answer.path("histories").asLong(0),
                extent(programs + ", ", answer));
    }

    /** The first that is a difference, else the first that is unknown, else all. */
    static InclusionResult together(ExploredMachine has, ExploredMachine lacks, List<InclusionResult> results) {
        for (InclusionResult.Verdict verdict :
                List.of(InclusionResult.Verdict.DIFFERENCE, InclusionResult.Verdict.UNKNOWN)) {
            Optional<InclusionResult> found =
                    results.stream().filter(r -> r.verdict() == verdict).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        long states = results.stream().mapToLong(r -> r.extent().states()).sum();
        String bound =
                results.isEmpty() ? "no programs" : results.getLast().extent().bound();
        return new InclusionResult(
                has.name(),
                lacks.name(),
                InclusionResult.Verdict.NONE,
                Optional.empty(),
                results.size(),
                results.stream().mapToLong(InclusionResult::histories).sum(),
                new Extent(Optional.empty(), bound, states));
    }

    static VacuityResult vacuity(ExploredMachine machine, ProgramBounds bounds, JsonNode answer) {
        return new VacuityResult(
                machine.name(),
                bounds,
                answer.path("programs").asInt(0),
                new Extent(
                        text(answer, "exceeded"),
                        bounds.text(),
                        answer.path("states").asLong(0)),
                new GuardAnswers(
                        answer.path("getTrue").asLong(0),
                        answer.path("getFalse").asLong(0)),
                new GuardAnswers(
                        answer.path("putTrue").asLong(0),
                        answer.path("putFalse").asLong(0)),
                new GuardAnswers(
                        answer.path("againTrue").asLong(0),
                        answer.path("againFalse").asLong(0)),
                witness(Optional.empty(), answer.path("remote")),
                witness(Optional.empty(), answer.path("stuck")),
                witness(Optional.empty(), answer.path("refused")),
                witness(Optional.empty(), answer.path("seen"))
                        .map(witness ->
                                new SeenProblem(answer.path("seenProblem").asString(""), witness)),
                text(answer, "counted"));
    }

    private static String verdict(JsonNode answer) {
        return answer.path("verdict").asString("");
    }

    private static Optional<Witness> witness(Optional<ExplorationProgram> program, JsonNode answer) {
        if (!answer.has("steps")) {
            return Optional.empty();
        }
        ExplorationProgram found = program.orElseGet(
                () -> ProgramCode.decode(answer.path("program").asString()));
        return Optional.of(new WitnessCode(found).decode(answer.path("steps")));
    }

    private static Extent extent(String programs, JsonNode answer) {
        return new Extent(
                text(answer, "exceeded"),
                text(answer, "bound").map(bound -> programs + bound).orElse(""),
                answer.path("states").asLong(0));
    }

    private static Optional<String> text(JsonNode answer, String member) {
        return answer.has(member) ? Optional.of(answer.path(member).asString("")) : Optional.empty();
    }
}
