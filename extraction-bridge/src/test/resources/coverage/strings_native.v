(* Standard library: strings as OCaml's strings (ExtrOcamlNativeString): append, concat, prefix, search, comparison. *)
From Coq Require Import Ascii String List Arith Extraction ExtrOcamlNativeString ExtrOcamlNatInt.
Import ListNotations.
Open Scope string_scope.

Definition greeting (name : string) : string := "Hello, " ++ name ++ "!" ++ String "010" "".
Definition lines (l : list string) : string := String.concat "; " l.
Definition find (needle hay : string) : option nat := index 0 needle hay.
Fixpoint reversed (s acc : string) : string :=
  match s with EmptyString => acc | String c r => reversed r (String c acc) end.
Definition mirror (s : string) : string := reversed s "".
Fixpoint count (c : ascii) (s : string) : nat :=
  match s with EmptyString => 0 | String d r => (if Ascii.eqb c d then 1 else 0) + count c r end.
Definition exploded (s : string) : list ascii := list_ascii_of_string s.
Definition imploded (l : list ascii) : string := string_of_list_ascii l.
Definition choose (s : string) : nat :=
  if string_dec s "left" then 1 else if String.eqb s "right" then 2 else if prefix "un" s then 3 else 0.
Definition dashes (n : nat) : string := String.concat "-" (repeat "=" (Nat.modulo n 20)).
Definition escapes : string := "a""b\c" ++ String "009" (String "255" "é").

Extraction "strings_native.ml" greeting lines find mirror count exploded imploded choose dashes escapes
  append String.length get substring.
