package dev.espalier.bridge.types;

import dev.espalier.bridge.ir.RuntimeFunction;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ocaml.ExpressionSyntax;
import dev.espalier.bridge.ocaml.ItemParser;
import dev.espalier.bridge.ocaml.ItemSyntax;
import dev.espalier.bridge.ocaml.PatternSyntax;
import dev.espalier.bridge.source.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Library functions that the runtime has as static methods, declared as in an OCaml signature; a method with another
 * name than the function's stands before the declaration. What is shorter in OCaml than in Java is defined in OCaml.
 *
 * @param name the OCaml module; empty for what is always in scope
 * @param owner the class of the runtime
 * @param declarations a line each
 * @param definitions OCaml, put into the place of each use
 */
record LibraryText(String name, String owner, String declarations, String definitions) {
    static final List<LibraryText> MODULES = List.of(
            new LibraryText("", "Integers", """
                    and : val (land) : int -> int -> int
                    or : val (lor) : int -> int -> int
                    xor : val (lxor) : int -> int -> int
                    not : val lnot : int -> int
                    shiftLeft : val (lsl) : int -> int -> int
                    shiftRightLogical : val (lsr) : int -> int -> int
                    shiftRight : val (asr) : int -> int -> int
                    val abs : int -> int
                    """, """
                    let ignore _ = ()
                    let (@) k l = let rec loop k = match k with [] -> l | x :: rest -> x :: loop rest in loop k
                    let (|>) x f = f x
                    let (@@) f x = f x
                    let min_int = -4611686018427387904
                    let max_int = 4611686018427387903
                    """),
            new LibraryText("Int", "Integers", """
                    val abs : int -> int
                    """, """
                    let zero = 0
                    let one = 1
                    let minus_one = -1
                    let equal (x : int) y = x = y
                    let to_string n = string_of_int n
                    """),
            inOcaml("List"),
            inOcaml("Option"),
            inOcaml("Fun"),
            inOcaml("Bool"),
            new LibraryText("", "OcamlException", """
                    val raise : exn -> 'a
                    val failwith : string -> 'a
                    val invalid_arg : string -> 'a
                    """, ""),
            new LibraryText("", "ByteString", """
                    append : val (^) : string -> string -> string
                    ofInt : val string_of_int : int -> string
                    """, ""),
            new LibraryText("String", "ByteString", """
                    val empty : string
                    val length : string -> int
                    val get : string -> int -> char
                    val make : int -> char -> string
                    val init : int -> (int -> char) -> string
                    val sub : string -> int -> int -> string
                    val concat : string -> string list -> string
                    append : val cat : string -> string -> string
                    val equal : string -> string -> bool
                    val compare : string -> string -> int
                    """, ""),
            new LibraryText("Char", "Characters", """
                    val code : char -> int
                    val chr : int -> char
                    val compare : char -> char -> int
                    val equal : char -> char -> bool
                    val lowercase_ascii : char -> char
                    val uppercase_ascii : char -> char
                    """, ""),
            new LibraryText("Array", "FixedArray", """
                    val of_list : 'a list -> 'a array
                    val to_list : 'a array -> 'a list
                    val make : int -> 'a -> 'a array
                    val init : int -> (int -> 'a) -> 'a array
                    val length : 'a array -> int
                    val get : 'a array -> int -> 'a
                    """, ""),
            new LibraryText("", "Floats", """
                    val infinity : float
                    negInfinity : val neg_infinity : float
                    val nan : float
                    add : val (+.) : float -> float -> float
                    sub : val (-.) : float -> float -> float
                    mul : val ( *. ) : float -> float -> float
                    div : val (/.) : float -> float -> float
                    opp : val (~-.) : float -> float
                    val sqrt : float -> float
                    abs : val abs_float : float -> float
                    ofInt : val float_of_int : int -> float
                    """, ""),
            new LibraryText("Float64", "Floats", """
                    val opp : t -> t
                    val abs : t -> t
                    val eq : t -> t -> bool
                    val lt : t -> t -> bool
                    val le : t -> t -> bool
                    val equal : t -> t -> bool
                    val compare : t -> t -> float_comparison
                    val classify : t -> float_class
                    val add : t -> t -> t
                    val sub : t -> t -> t
                    val mul : t -> t -> t
                    val div : t -> t -> t
                    val sqrt : t -> t
                    val of_uint63 : Uint63.t -> t
                    val normfr_mantissa : t -> Uint63.t
                    val frshiftexp : t -> t * Uint63.t
                    val ldshiftexp : t -> Uint63.t -> t
                    val next_up : t -> t
                    val next_down : t -> t
                    """, """
                    let of_float (x : float) : float = x
                    """),
            new LibraryText("Uint63", "Uint63", """
                    val of_int : int -> t
                    val add : t -> t -> t
                    val sub : t -> t -> t
                    val mul : t -> t -> t
                    val div : t -> t -> t
                    val rem : t -> t -> t
                    val diveucl : t -> t -> t * t
                    val divs : t -> t -> t
                    val rems : t -> t -> t
                    val l_sl : t -> t -> t
                    val l_sr : t -> t -> t
                    val a_sr : t -> t -> t
                    val l_and : t -> t -> t
                    val l_or : t -> t -> t
                    val l_xor : t -> t -> t
                    val addmuldiv : t -> t -> t -> t
                    val equal : t -> t -> bool
                    val lt : t -> t -> bool
                    val le : t -> t -> bool
                    val lts : t -> t -> bool
                    val les : t -> t -> bool
                    val compare : t -> t -> int
                    val compares : t -> t -> int
                    val mulc : t -> t -> t * t
                    val div21 : t -> t -> t -> t * t
                    val addc : t -> t -> t carry
                    val addcarryc : t -> t -> t carry
                    val subc : t -> t -> t carry
                    val subcarryc : t -> t -> t carry
                    val head0 : t -> t
                    val tail0 : t -> t
                    """, ""),
            new LibraryText("Parray", "PersistentArray", """
                    val make : Uint63.t -> 'a -> 'a t
                    val of_array : 'a array -> 'a -> 'a t
                    val length : 'a t -> Uint63.t
                    standard : val default : 'a t -> 'a
                    val get : 'a t -> Uint63.t -> 'a
                    val set : 'a t -> Uint63.t -> 'a -> 'a t
                    val copy : 'a t -> 'a t
                    """, ""),
            new LibraryText("Big_int_Z", "BigIntegers", """
                    zero : val zero_big_int : big_int
                    one : val unit_big_int : big_int
                    opp : val minus_big_int : big_int -> big_int
                    abs : val abs_big_int : big_int -> big_int
                    succ : val succ_big_int : big_int -> big_int
                    pred : val pred_big_int : big_int -> big_int
                    add : val add_big_int : big_int -> big_int -> big_int
                    addInt : val add_int_big_int : int -> big_int -> big_int
                    sub : val sub_big_int : big_int -> big_int -> big_int
                    mult : val mult_big_int : big_int -> big_int -> big_int
                    multInt : val mult_int_big_int : int -> big_int -> big_int
                    square : val square_big_int : big_int -> big_int
                    sqrt : val sqrt_big_int : big_int -> big_int
                    quomod : val quomod_big_int : big_int -> big_int -> big_int * big_int
                    div : val div_big_int : big_int -> big_int -> big_int
                    mod : val mod_big_int : big_int -> big_int -> big_int
                    gcd : val gcd_big_int : big_int -> big_int -> big_int
                    shiftLeft : val shift_left_big_int : big_int -> int -> big_int
                    shiftRight : val shift_right_big_int : big_int -> int -> big_int
                    sign : val sign_big_int : big_int -> int
                    compare : val compare_big_int : big_int -> big_int -> int
                    eq : val eq_big_int : big_int -> big_int -> bool
                    le : val le_big_int : big_int -> big_int -> bool
                    ge : val ge_big_int : big_int -> big_int -> bool
                    lt : val lt_big_int : big_int -> big_int -> bool
                    gt : val gt_big_int : big_int -> big_int -> bool
                    max : val max_big_int : big_int -> big_int -> big_int
                    min : val min_big_int : big_int -> big_int -> big_int
                    ofInt : val big_int_of_int : int -> big_int
                    isInt : val is_int_big_int : big_int -> bool
                    toInt : val int_of_big_int : big_int -> int
                    toText : val string_of_big_int : big_int -> string
                    """, ""),
            new LibraryText("Big", "BigIntegers", """
                    val zero : big_int
                    val one : big_int
                    val two : big_int
                    val opp : big_int -> big_int
                    val abs : big_int -> big_int
                    val succ : big_int -> big_int
                    val pred : big_int -> big_int
                    val add : big_int -> big_int -> big_int
                    val sub : big_int -> big_int -> big_int
                    val mult : big_int -> big_int -> big_int
                    val mult_int : int -> big_int -> big_int
                    val square : big_int -> big_int
                    val sqrt : big_int -> big_int
                    divRem : val quomod : big_int -> big_int -> big_int * big_int
                    quotient : val div : big_int -> big_int -> big_int
                    remainder : val modulo : big_int -> big_int -> big_int
                    val gcd : big_int -> big_int -> big_int
                    val power : big_int -> int -> big_int
                    val sign : big_int -> int
                    val compare : big_int -> big_int -> int
                    val eq : big_int -> big_int -> bool
                    val le : big_int -> big_int -> bool
                    val ge : big_int -> big_int -> bool
                    val lt : big_int -> big_int -> bool
                    val gt : big_int -> big_int -> bool
                    val max : big_int -> big_int -> big_int
                    val min : big_int -> big_int -> big_int
                    val of_int : int -> big_int
                    val is_int : big_int -> bool
                    val to_int : big_int -> int
                    toText : val to_string : big_int -> string
                    doubled : val double : big_int -> big_int
                    val doubleplusone : big_int -> big_int
                    """, """
                    let nat_case fO fS n = if sign n <= 0 then fO () else fS (pred n)
                    let positive_case f2p1 f2p f1 p =
                      if le p one then f1 () else
                      let (q, r) = quomod p two in if eq r zero then f2p q else f2p1 q
                    let n_case fO fp n = if sign n <= 0 then fO () else fp n
                    let z_case fO fp fn z =
                      let s = sign z in
                      if s = 0 then fO () else if s > 0 then fp z else fn (opp z)
                    let compare_case e l g x y =
                      let s = compare x y in if s = 0 then e else if s < 0 then l else g
                    let nat_rec fO fS =
                      let rec loop acc n = if sign n <= 0 then acc else loop (fS acc) (pred n) in loop fO
                    let positive_rec f2p1 f2p f1 =
                      let rec loop n =
                        if le n one then f1 else
                        let (q, r) = quomod n two in if eq r zero then f2p (loop q) else f2p1 (loop q) in
                      loop
                    let z_rec fO fp fn z =
                      let s = sign z in
                      if s = 0 then fO else if s > 0 then fp z else fn (opp z)
                    """));

    /** A module all of which is defined in OCaml, in the resource of its name. */
    private static LibraryText inOcaml(String name) {
        String resource = "/dev/espalier/bridge/library/" + name + ".ml";
        try (InputStream in = LibraryText.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the bridge's archive lacks " + resource);
            }
            return new LibraryText(name, "", "", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Enters the functions into the module of {@code standard}, or into {@code standard} itself and its Stdlib. */
    void define(Environment standard) {
        List<Environment> scopes = name.isEmpty()
                ? List.of(
                        standard,
                        StandardLibrary.members(standard, "Stdlib"),
                        StandardLibrary.members(standard, "Pervasives"))
                : List.of(StandardLibrary.members(standard, name));
        for (String line : declarations.lines().toList()) {
            int start = line.indexOf("val ");
            ItemSyntax.Value value = (ItemSyntax.Value)
                    ItemParser.signature(source(line.substring(start))).getFirst();
            String method = start == 0
                    ? camel(value.name())
                    : line.substring(0, line.indexOf(':')).strip();
            Environment.Binding binding = function(value, method, scopes.getFirst());
            scopes.forEach(scope -> scope.value(value.name(), binding));
        }
        for (ItemSyntax item : ItemParser.implementation(source(definitions))) {
            ExpressionSyntax.Binding defined =
                    ((ItemSyntax.Values) item).bindings().getFirst();
            String variable = ((PatternSyntax.Variable) defined.pattern()).name();
            Environment.Binding binding = new Environment.OfText(defined.value(), scopes.getFirst());
            scopes.forEach(scope -> scope.value(variable, binding));
        }
    }

    private SourceText source(String text) {
        return new SourceText(name + " of the library", text);
    }

    private Environment.Binding function(ItemSyntax.Value value, String method, Environment scope) {
        Map<String, Type.Parameter> parameters = new LinkedHashMap<>();
        Type type =
                TypeReader.read(value.type(), scope, v -> parameters.computeIfAbsent(v.name(), Type.Parameter::new));
        return new Environment.OfRuntime(new RuntimeFunction(owner, method, List.copyOf(parameters.values()), type));
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (String part : name.split("_", -1)) {
            camel.append(camel.isEmpty() ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return camel.toString();
    }
}
