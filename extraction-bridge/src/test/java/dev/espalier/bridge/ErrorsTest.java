package dev.espalier.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.espalier.bridge.source.Diagnostic;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.bridge.source.TranslationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the bridge cannot translate faithfully it refuses, and says where and why. */
class ErrorsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '$', quoteCharacter = '^', textBlock = """
            let f x = try x with _ -> 0 $ t.ml:1:11 $ 'try'
            let f x =\\n  try x $ t.ml:2:3 $ 'try'
            let r = ref 0 $ t.ml:1:9 $ value ref
            let f x = x := 1 $ t.ml:1:13 $ ':='
            let f x = !x $ t.ml:1:11 $ '!'
            type t = { mutable a : int } $ t.ml:1:12 $ 'mutable'
            type t = A : int -> t $ t.ml:1:10 $ generalised constructor A
            let f (x : 'a) y = x = y $ t.ml:1:22 $ polymorphic equality
            let f x = (fun y -> y + x) = succ $ t.ml:1:28 $ polymorphic equality
            type t = A | B  let f (x : t) y = x < y $ t.ml:1:37 $ polymorphic order
            let f x y = compare [x; 1.5] y $ t.ml:1:13 $ polymorphic order
            let f x = x == 1 $ t.ml:1:13 $ value ==
            let f x = print_int x $ t.ml:1:11 $ value print_int
            let f x = "a\\q" $ t.ml:1:11 $ literal "a\\q"
            let f x = '\\300' $ t.ml:1:11 $ literal '\\300'
            let f x = "abc $ t.ml:1:11 $ string
            let f = function 1.5 -> 0 | _ -> 1 $ t.ml:1:18 $ pattern 1.5
            let f = function Not_found -> 0 | _ -> 1 $ t.ml:1:18 $ pattern Not_found
            let f x = raise (Stop x) $ t.ml:1:18 $ constructor Stop
            exception Stop of 'a $ t.ml:1:19 $ type variable 'a
            let (a, b) = (1, 2) and c = 3 $ t.ml:1:5 $ let with a pattern
            let f = function (x, 0) | (0, y) -> 1 | _ -> 2 $ t.ml:1:25 $ alternative patterns
            let [] = [] $ t.ml:1:5 $ let with a pattern
            open Hashtbl $ t.ml:1:1 $ module Hashtbl
            let f a = a.(0) <- 1 $ t.ml:1:17 $ '<-'
            let f x = Bytes.create x $ t.ml:1:11 $ value Bytes.create
            type t = int ref $ t.ml:1:10 $ type ref
            let f x = 1lsl 3.5 $ t.ml:1:11 $ integer 1lsl
            let f x = {| no end $ t.ml:1:11 $ string
            let f x = assert (x > 0) $ t.ml:1:11 $ assert
            let f x = if x then 1 else true $ t.ml:1:28 $ truth value
            let f x = x x $ t.ml:1:13 $ value x
            let f x = g x $ t.ml:1:11 $ value g
            let f x = Wrong x $ t.ml:1:11 $ constructor Wrong
            let f = failwith "AXIOM TO BE REALIZED" $ t.ml:1:9 $ axiom
            let f = 5000000000000000000 $ t.ml:1:9 $ integer 5000000000000000000
            let f ~x = x $ t.ml:1:7 $ '~'
            let f x = for i = 0 to 3 do x done $ t.ml:1:11 $ 'for'
            module M = F(X) $ t.ml:1:12 $ module F
            module M = struct end module N = M(M) $ t.ml:1:35 $ functor application
            module F (P : sig end) = struct let a = b end module M = F(F) $ t.ml:1:41 $ value b
            module F (P : sig end) = struct end include F $ t.ml:1:37 $ 'include' of a functor
            module F (P : sig type t end with type t = u) = struct let a = 1 end $ t.ml:1:44 $ type u
            module F (M : functor (K : sig end) -> sig end) = struct module N = M(struct end) end $ t.ml:1:70 $ application of a functor's parameter
            module X = struct let a = 1 end module F (M : sig module N : module type of X end) = struct end $ t.ml:1:62 $ 'module type of' in the signature of a functor's parameter
            module F (M : sig type t and u = A end) = struct let a = 1 end $ t.ml:1:30 $ type u in a functor's signature
            module M = functor (P : S) -> struct end $ t.ml:1:25 $ module type S
            let f x = (x $ t.ml:1:13 $ parenthesis
            let f x = x (* comment $ t.ml:1:13 $ comment
            let rec x = 1 :: x in x $ t.ml:1:20 $ structure
            let f () = let rec x = 1 :: x in x $ t.ml:1:12 $ let rec
            let f x = function {a; _} -> a $ t.ml:1:20 $ record with fields [a]
            """)
    void unsupportedConstructsAreNamedWithTheirPlace(String source, String place, String construct) {
        Diagnostic first = diagnostics(source.strip().replace("\\n", "\n")).getFirst();
        assertThat(first.position()).hasToString(place);
        assertThat(first.construct()).isEqualTo(construct);
        assertThat(first.suggestion()).isNotBlank();
    }

    @Test
    void allErrorsAreReportedAtOnce() {
        List<Diagnostic> found = diagnostics("""
                let a = ref 1
                let b = a + true
                type t = bytes
                let c = missing
                """);
        assertThat(found).extracting(d -> d.position().line()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void allSyntaxErrorsAreReportedAtOnce() {
        List<Diagnostic> found = diagnostics("""
                let a = try 1 with _ -> 2
                let b = !3
                let c = 4
                class stop
                """);
        assertThat(found).extracting(d -> d.position().line()).containsExactly(1, 2, 4);
    }

    @Test
    void aNameWhoseDefinitionIsWrongGivesNoFurtherErrors() {
        assertThat(diagnostics("let a = missing\nlet b = a 1 && a true\n")).hasSize(1);
    }

    @Test
    void deepNestingIsNoCrash() {
        String number = "succ (".repeat(5000) + "0" + ")".repeat(5000);
        assertThat(diagnostics("let a = " + number + "\nlet b = missing\n")).hasSize(1);
        assertThat(diagnostics("(".repeat(100_000)).getFirst().position().line())
                .isEqualTo(1);
    }

    private static List<Diagnostic> diagnostics(String source) {
        TranslationException failure = catchThrowableOfType(
                TranslationException.class,
                () -> Bridge.translate(BridgeRequest.library("t", new SourceText("t.ml", source), null)));
        assertThat(failure).as("an error for " + source).isNotNull();
        assertThat(failure)
                .hasMessageContaining(failure.diagnostics().getFirst().suggestion());
        return failure.diagnostics();
    }
}
