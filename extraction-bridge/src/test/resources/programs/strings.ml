(* Characters and strings as the directives ExtrOcamlChar, ExtrOcamlString and ExtrOcamlNativeString write them. *)

(** val digits : string **)

let digits = "0123456789"

let bytes = "\000\001\n\t\\\"\'\127\128\255\xfe\o377 \u{e9}\
             end"

let quoted = {|a "quoted" \n string|} ^ {x|with |} inside|x}

(** val code_bits : char -> int list **)

let code_bits c =
  (* If this appears, you're using Ascii internals. Please don't *)
  (fun f c ->
    let n = Char.code c in
    let h i = (n land (1 lsl i)) <> 0 in
    f (h 0) (h 1) (h 2) (h 3) (h 4) (h 5) (h 6) (h 7))
    (fun a b c d e f g h ->
      let v x = if x then 1 else 0 in
      [ v a; v b; v c; v d; v e; v f; v g; v h ])
    c

let of_bits a b c d e f g h =
  (* If this appears, you're using Ascii internals. Please don't *)
  (fun (b0, b1, b2, b3, b4, b5, b6, b7) ->
    let f b i = if b then 1 lsl i else 0 in
    Char.chr (f b0 0 + f b1 1 + f b2 2 + f b3 3 + f b4 4 + f b5 5 + f b6 6 + f b7 7))
    (a, b, c, d, e, f, g, h)

let shift b c = Char.chr (((Char.code c) lsl 1) land 255 + if b then 1 else 0)

let kind = function
  | 'a' .. 'e' | 'x' -> 1
  | 'c' .. 'z' -> 2
  | '\000' .. '\031' -> 3
  | '0' -> 4
  | '\'' | '"' | '\\' -> 5
  | _ -> 6

let word = function
  | "" -> 0
  | "1" | "2" -> 1
  | "\255" -> 2
  | s when String.length s > 3 -> 3
  | _ -> 4

let rec explode s i = if i >= String.length s then [] else s.[i] :: explode s (i + 1)

let rec implode l = match l with [] -> "" | c :: r -> String.make 1 c ^ implode r

let list_of_string s = Array.to_list (Array.init (String.length s) (fun i -> s.[i]))

let string_of_list l =
  let a = Array.of_list l in
  String.init (Array.length a) (fun i -> a.(i))

let sign c = if c < 0 then 0 else if c = 0 then 1 else 2

let rec sum = function [] -> 0 | n :: r -> n + 3 * sum r

module List_sum = struct
  let rec map f = function [] -> [] | x :: r -> f x :: map f r
  let rec fold s i n = if i = String.length s then n else fold s (i + 1) ((n * 31 + Char.code s.[i]) mod 1000000007)
  let of_string s = fold s 0 7
end

let checksum s = List_sum.of_string s [@@inline]

let eq_char = ((=) : char -> char -> bool)

(** val eq_string : string -> string -> bool **)

let eq_string = (=)

let case_of_cases n =
  let c = Char.chr (n * 37 mod 256) in
  let d = Char.chr (n * 101 mod 256) in
  let s = String.make (n mod 5) c ^ String.make (n mod 3) d in
  let t = String.concat ", " [ s; digits; String.sub digits (n mod 7) 3; "" ] in
  [ Char.code c; kind c; kind d; word s; word (String.sub digits (n mod 10) 1); word "\255";
    String.length t; sign (compare s t); sign (compare c d); sign (Char.compare c d);
    Char.compare c d; (if c < d then 1 else 0); (if c = d then 1 else 0);
    (if max c d >= min c d then 1 else 0); Char.code (max c d); sign (String.compare t s);
    (if eq_string s t then 1 else 0); (if eq_string (implode (explode t 0)) t then 1 else 0);
    (if eq_char c 'A' then 1 else 0); (if string_of_list (list_of_string bytes) = bytes then 1 else 0);
    Char.code (shift (n mod 2 = 0) c); Char.code (of_bits true (n mod 2 = 0) false true (n mod 3 = 0) true false true);
    Char.code bytes.[n mod String.length bytes]; Char.code quoted.[n mod String.length quoted];
    String.length (string_of_int (n * n * n - 1000)); sum (code_bits d); sum (code_bits c);
    (if [ (c, s) ] = [ (d, t) ] then 1 else 0); (if (s, Some c) <> (s, Some c) then 1 else 0) ]

let run n = checksum (String.concat ";" (List_sum.map string_of_int (case_of_cases n)))
