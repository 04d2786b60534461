(* A matcher of regular expressions by derivatives, on lists of booleans and of numbers, with no directives. *)
From Coq Require Import List Arith Extraction.
Import ListNotations.

Section Matcher.
  Context {A : Type} (eqb : A -> A -> bool).
  Inductive regex := Empty | Epsilon | Symbol (a : A) | Alt (l r : regex) | Seq (l r : regex) | Star (r : regex)
    | And (l r : regex) | Not (r : regex).
  Fixpoint nullable (r : regex) : bool :=
    match r with
    | Empty | Symbol _ => false
    | Epsilon | Star _ => true
    | Alt l r => orb (nullable l) (nullable r)
    | Seq l r | And l r => andb (nullable l) (nullable r)
    | Not r => negb (nullable r)
    end.
  Definition alt (l r : regex) : regex := match l, r with Empty, x | x, Empty => x | _, _ => Alt l r end.
  Definition seq_ (l r : regex) : regex :=
    match l, r with Empty, _ | _, Empty => Empty | Epsilon, x | x, Epsilon => x | _, _ => Seq l r end.
  Fixpoint derive (a : A) (r : regex) : regex :=
    match r with
    | Empty | Epsilon => Empty
    | Symbol b => if eqb a b then Epsilon else Empty
    | Alt l r => alt (derive a l) (derive a r)
    | Seq l r => let d := seq_ (derive a l) r in if nullable l then alt d (derive a r) else d
    | Star s => seq_ (derive a s) (Star s)
    | And l r => And (derive a l) (derive a r)
    | Not s => Not (derive a s)
    end.
  Definition matches (r : regex) (w : list A) : bool := nullable (fold_left (fun r a => derive a r) w r).
  Fixpoint size (r : regex) : nat :=
    match r with
    | Empty | Epsilon | Symbol _ => 1
    | Alt l r | Seq l r | And l r => S (size l + size r)
    | Star r | Not r => S (size r)
    end.
End Matcher.
Arguments regex : clear implicits. Arguments Empty {A}. Arguments Epsilon {A}.

Definition matches_bits (r : regex bool) (w : list bool) : bool := matches Bool.eqb r (firstn 6 w).
Definition matches_numbers (r : regex nat) (w : list nat) : bool := matches Nat.eqb r (firstn 6 w).
Definition even_ones : regex bool :=
  Star (Alt (Symbol false) (Seq (Symbol true) (Seq (Star (Symbol false)) (Symbol true)))).
Definition has_even_ones (w : list bool) : bool := matches Bool.eqb even_ones w.
Definition residual (r : regex bool) (b : bool) : regex bool * nat := let d := derive Bool.eqb b r in (d, size d).

Extraction "derivatives.ml" matches_bits matches_numbers has_even_ones residual nullable.
