(* A recursive-descent parser with fuel over strings: tokens, precedence, and an evaluator. *)
From Coq Require Import Ascii String List Arith ZArith Extraction ExtrOcamlNativeString ExtrOcamlNatInt ExtrOcamlZInt.
Import ListNotations.
Open Scope string_scope.

Inductive token := Num (n : nat) | Op (c : ascii) | Open | Close.
Definition digit (c : ascii) : option nat :=
  let n := nat_of_ascii c in if andb (Nat.leb 48 n) (Nat.leb n 57) then Some (n - 48) else None.
Fixpoint tokens (s : string) (current : option nat) : list token :=
  let flush rest := match current with Some n => Num n :: rest | None => rest end in
  match s with
  | EmptyString => flush []
  | String c r =>
      match digit c with
      | Some d => tokens r (Some (match current with Some n => Nat.modulo (10 * n + d) 1000 | None => d end))
      | None =>
          flush (if Ascii.eqb c "(" then Open :: tokens r None
                 else if Ascii.eqb c ")" then Close :: tokens r None
                 else if Ascii.eqb c " " then tokens r None
                 else Op c :: tokens r None)
      end
  end.
Inductive expr := Leaf (n : nat) | Node (c : ascii) (l r : expr).
Definition result := option (expr * list token).
Fixpoint sum (fuel : nat) (ts : list token) : result :=
  match fuel with
  | 0 => None
  | S f => match product f ts with Some (e, r) => sum_rest f e r | None => None end
  end
with sum_rest (fuel : nat) (left : expr) (ts : list token) : result :=
  match fuel with
  | 0 => None
  | S f =>
      match ts with
      | Op ("+" as c) :: r | Op ("-" as c) :: r =>
          match product f r with Some (e, r') => sum_rest f (Node c left e) r' | None => None end
      | _ => Some (left, ts)
      end
  end
with product (fuel : nat) (ts : list token) : result :=
  match fuel with
  | 0 => None
  | S f =>
      match atom f ts with
      | Some (e, Op c :: r) =>
          if Ascii.eqb c "*" then
            match product f r with Some (e', r') => Some (Node c e e', r') | None => None end
          else Some (e, Op c :: r)
      | other => other
      end
  end
with atom (fuel : nat) (ts : list token) : result :=
  match fuel with
  | 0 => None
  | S f =>
      match ts with
      | Num n :: r => Some (Leaf n, r)
      | Open :: r => match sum f r with Some (e, Close :: r') => Some (e, r') | _ => None end
      | _ => None
      end
  end.
Fixpoint value (e : expr) : Z :=
  match e with
  | Leaf n => Z.of_nat n
  | Node c l r =>
      if Ascii.eqb c "+" then Z.add (value l) (value r)
      else if Ascii.eqb c "-" then Z.sub (value l) (value r)
      else Z.modulo (Z.mul (value l) (value r)) 10007
  end.
Definition parse (s : string) : option expr :=
  match sum 60 (tokens s None) with Some (e, []) => Some e | _ => None end.
Definition calculate (s : string) : option Z := option_map value (parse s).
Definition sample (n m : nat) : option Z :=
  calculate ("2*(3+4)-" ++ (if Nat.even n then "10*" else "") ++ (if Nat.even m then "(1-8)" else "7")).
Definition lexed (s : string) : list token := tokens s None.

Extraction "expression_parser.ml" parse calculate sample lexed.
