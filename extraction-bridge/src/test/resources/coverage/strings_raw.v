(* Standard library: strings of eight-bit characters as inductive types, with no directives. *)
From Coq Require Import Ascii String Extraction.
Open Scope string_scope.

Definition greeting (name : string) : string := "Hello, " ++ name ++ "!".
Definition find (needle hay : string) : option nat := index 0 needle hay.
Definition lines (l : list string) : string := concat "; " l.
Definition letter (c : ascii) : bool := let n := nat_of_ascii c in andb (Nat.leb 97 n) (Nat.leb n 122).

Extraction "strings_raw.ml" greeting find lines letter append length get substring prefix string_dec eqb ascii_dec
  Ascii.eqb ascii_of_nat nat_of_ascii ascii_of_N N_of_ascii list_ascii_of_string string_of_list_ascii String.compare.
