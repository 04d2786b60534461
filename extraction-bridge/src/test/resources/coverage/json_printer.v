(* A printer of JSON-like values to lists of characters, with escapes and decimal numbers. *)
From Coq Require Import Ascii String List Arith Extraction ExtrOcamlString ExtrOcamlNatInt.
Import ListNotations.
Open Scope string_scope.

Inductive json :=
| Null | Bool (b : bool) | Number (negative : bool) (n : nat) | Text (s : string)
| Array (l : list json) | Object (fields : list (string * json)).

Definition digit (n : nat) : ascii := ascii_of_nat (48 + n).
Fixpoint decimal (fuel n : nat) (acc : string) : string :=
  match fuel with
  | 0 => acc
  | S f => let acc := String (digit (Nat.modulo n 10)) acc in
           match Nat.div n 10 with 0 => acc | q => decimal f q acc end
  end.
Definition number (n : nat) : string := decimal 20 n "".
Fixpoint escape (s : string) : string :=
  match s with
  | EmptyString => ""
  | String c r =>
      (if Ascii.eqb c """" then "\""" else if Ascii.eqb c "\" then "\\" else if Ascii.eqb c "010" then "\n"
       else if Nat.ltb (nat_of_ascii c) 32 then "\u" ++ number (nat_of_ascii c) else String c "") ++ escape r
  end.
Definition quote (s : string) : string := """" ++ escape s ++ """".
Fixpoint print (j : json) : string :=
  match j with
  | Null => "null"
  | Bool b => if b then "true" else "false"
  | Number neg n => (if neg then "-" else "") ++ number n
  | Text s => quote s
  | Array l => "[" ++ String.concat "," (List.map print l) ++ "]"
  | Object fs => "{" ++ String.concat ", " (List.map (fun f => quote (fst f) ++ ": " ++ print (snd f)) fs) ++ "}"
  end.
Fixpoint indent (n : nat) : string := match n with 0 => "" | S m => "  " ++ indent m end.
Fixpoint pretty (depth : nat) (j : json) : string :=
  match j with
  | Array l => String.concat (String "010" "") ("[" :: List.map (fun x => indent (S depth) ++ pretty (S depth) x) l) ++ "]"
  | other => print other
  end.
Fixpoint depth (j : json) : nat :=
  match j with
  | Array l => S (list_max (List.map depth l))
  | Object fs => S (fold_left (fun a f => Nat.max a (depth (snd f))) fs 0)
  | _ => 0
  end.

Definition printed (j : json) : string := print j.
Definition indented (j : json) : string := pretty 0 j.

Extraction "json_printer.ml" printed indented depth number quote.
