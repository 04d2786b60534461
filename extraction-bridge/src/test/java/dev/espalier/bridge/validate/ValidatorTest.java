package dev.espalier.bridge.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.bridge.Bridge;
import dev.espalier.bridge.BridgeRequest;
import dev.espalier.bridge.BridgeResult;
import dev.espalier.bridge.differential.NativeOcaml;
import dev.espalier.bridge.source.SourceText;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bridge makes of the test programs agrees with native OCaml, value by value. */
class ValidatorTest {
    private static final ValidationOptions FEW = ValidationOptions.of(25, 1);

    @BeforeEach
    void needsOcaml() {
        NativeOcaml.assumePresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "variants",
                "trees",
                "calls",
                "names",
                "counting",
                "general",
                "recursion",
                "closures",
                "laziness",
                "scopes",
                "polymorphism",
                "modules",
                "library"
            })
    void programsAgree(String name) throws Exception {
        agrees(name, MiscompilationTest.resource("programs/" + name + ".ml"), null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"functors", "erasure", "streams", "maps"})
    void extractedProgramsAgree(String name) throws Exception {
        agrees(
                name,
                MiscompilationTest.resource("extracted/" + name + ".ml"),
                MiscompilationTest.resource("extracted/" + name + ".mli"));
    }

    private static void agrees(String name, String text, @Nullable String declared) throws Exception {
        BridgeRequest request = request(name, text, declared);
        ValidationReport report = Validator.validate(request, FEW);
        assertThat(report.differences()).isEmpty();
        assertThat(report.validated().size()).isGreaterThan(report.functions().size() * 3 / 4);
        assertThat(report.agreed()).isGreaterThan(100);
        assertThat(report.notValidated()).allMatch(one -> one.notValidated().length() > 20);
    }

    private static BridgeRequest request(String name, String text, @Nullable String declared) {
        SourceText signature = declared == null ? null : new SourceText(name + ".mli", declared);
        return BridgeRequest.library("validated", new SourceText(name + ".ml", text), signature);
    }

    private static ValidationReport report(String text) throws InterruptedException {
        return Validator.validate(request("small", text, null), FEW);
    }

    @Test
    @Timeout(600)
    void aResultWhoseArgumentDoublesWithEachLevelIsValidated() throws Exception {
        ValidationReport report = report("""
                type 'a perfect = Zero of 'a | Succ of ('a * 'a) perfect
                let build n = if n = 0 then Zero n else Succ (Zero (n, n + 1))
                """);
        assertThat(report.differences()).isEmpty();
        assertThat(report.agreed()).isGreaterThan(10);
    }

    @Test
    void callsThatDoNotEndAreStopped() throws Exception {
        String program = """
                type nat = O | S of nat
                let rec spin n = match n with O -> spin O | S m -> spin m
                let rec grow n = S (grow (S n))
                let rec swap a b = swap b a
                let one n = S n
                """;
        ValidationReport report = Validator.validate(request("endless", program, null), ValidationOptions.of(2, 1));
        assertThat(report.differences()).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.isAlive() && thread.getName().equals("validated-java"));
    }

    @Test
    void anOpenFunctorIsAppliedToIntegers() throws Exception {
        ValidationReport report = report("""
                type order = Eq | Lt | Gt
                module type KEY = sig
                  type t
                  val compare : t -> t -> order
                  val eq_dec : t -> t -> bool
                  val size : t -> int
                  module Inner : sig type u val low : u val next : u -> u end
                end
                module Make (K : KEY) = struct
                  type tree = Leaf | Node of tree * K.t * tree
                  let rec add x t = match t with
                    | Leaf -> Node (Leaf, x, Leaf)
                    | Node (l, y, r) ->
                      (match K.compare x y with Eq -> t | Lt -> Node (add x l, y, r) | Gt -> Node (l, y, add x r))
                  let rec mem x t = match t with
                    | Leaf -> false
                    | Node (l, y, r) -> K.eq_dec x y || mem x l || mem x r
                  let sizes x y = (K.size x, K.size y)
                  let third = K.Inner.next (K.Inner.next K.Inner.low)
                end
                """);
        assertThat(report.differences()).isEmpty();
        assertThat(report.notValidated()).isEmpty();
        assertThat(report.agreed()).isGreaterThan(70);
    }

    @Test
    void whatIsNotTriedIsListedWithItsReason() throws Exception {
        ValidationReport report = report("""
                type never = More of never
                let lost (x : Obj.t) = 1
                let empty (x : never) = 2
                let rec loop x = loop x
                let again = 1
                let again = 2
                """);
        assertThat(report.agrees()).isTrue();
        assertThat(report.functions().stream().map(one -> one.name() + " " + one.notValidated()))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("lost").contains("Obj.t"),
                        one -> assertThat(one).startsWith("empty").contains("no finite values"),
                        one -> assertThat(one).startsWith("loop").contains("no answer within its limits"),
                        one -> assertThat(one).startsWith("again").contains("a later value has its name"),
                        one -> assertThat(one).isEqualTo("again "));
    }

    @Test
    void integersOutsideOfTheRangeAreNoAgreement() throws Exception {
        ValidationReport report = report("let cube n = n * n * n");
        assertThat(report.differences()).isEmpty();
        assertThat(report.outsideRange()).isPositive();
    }

    @Test
    void aWarningIsAFailure() {
        BridgeRequest request = request("small", "let f x = x", null);
        BridgeResult right = Bridge.translate(request);
        SortedMap<String, String> files = new TreeMap<>(right.files());
        files.replaceAll((path, text) -> text.replace("return x;", "java.util.List list = null; return x;"));
        assertThatThrownBy(() -> Validator.validate(request, right.with(files), FEW, (done, all) -> {}))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("fault of the bridge");
    }

    @Test
    void aModuleIsTranslatedWithWhatItNeeds() throws Exception {
        BridgeRequest request = request("small", """
                type used = Used of int
                type unused = Unused
                module A = struct let one = Used 1 let two = Unused end
                module B = struct let value = match A.one with Used n -> n end
                module C = struct let other = 3 end
                """, null);
        BridgeResult result = Bridge.translate(request.only("B"));
        String all = String.join("\n", result.files().values());
        assertThat(all).contains("class B", "interface Used").doesNotContain("class C", "Unused", "two()");
        assertThat(Validator.validate(request.only("B"), FEW).functions()).hasSize(2);
        assertThatThrownBy(() -> Bridge.translate(request.only("D"))).hasMessageContaining("name one of A, B, C");
    }
}
