(* Standard library: strings as lists of OCaml's characters (ExtrOcamlString), and functions on them. *)
From Coq Require Import Ascii String List Arith Extraction ExtrOcamlString ExtrOcamlNatInt.
Import ListNotations.
Open Scope string_scope.

Definition greeting (name : string) : string := "Hello, " ++ name ++ "!".
Definition find (needle hay : string) : option nat := index 0 needle hay.
Definition lines (l : list string) : string := String.concat "; " l.
Definition digit (c : ascii) : option nat :=
  let n := nat_of_ascii c in if andb (Nat.leb 48 n) (Nat.leb n 57) then Some (n - 48) else None.
Definition upper (c : ascii) : ascii :=
  let n := nat_of_ascii c in if andb (Nat.leb 97 n) (Nat.leb n 122) then ascii_of_nat (n - 32) else c.
Fixpoint map_string (f : ascii -> ascii) (s : string) : string :=
  match s with EmptyString => EmptyString | String c r => String (f c) (map_string f r) end.
Definition shout (s : string) : string := map_string upper s.
Fixpoint number (s : string) (acc : nat) : nat :=
  match s with
  | EmptyString => acc
  | String c r => match digit c with Some d => number r (Nat.modulo (10 * acc + d) 4999) | None => acc end
  end.
Definition value (s : string) : nat := number s 0.
Fixpoint split_at (sep : ascii) (s : string) : list string :=
  match s with
  | EmptyString => [EmptyString]
  | String c r => match split_at sep r with
                  | [] => []
                  | w :: ws => if Ascii.eqb c sep then EmptyString :: w :: ws else String c w :: ws
                  end
  end.
Definition words (s : string) : list string := split_at " " s.
Definition quoted (s : string) : string := String """" (s ++ """").
Definition is_special (c : ascii) : bool :=
  match c with "010"%char => true | "\"%char => true | "'"%char => true | _ => false end.

Extraction "strings_as_lists.ml" greeting find lines shout value words quoted is_special
  append String.length get substring prefix string_dec String.eqb ascii_dec Ascii.compare String.compare.
