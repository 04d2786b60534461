(* Standard library: the same as machine integers (ExtrOcamlNatInt), with Euclid's division and factorials. *)
From Coq Require Import Arith PeanoNat Compare_dec Peano_dec Euclid Factorial Even List Extraction ExtrOcamlNatInt.
Import ListNotations.

Definition small_factorial (n : nat) : nat := fact (Nat.modulo n 12).
Definition division (n m : nat) : option (nat * nat) :=
  match le_lt_dec m 0 with
  | left _ => None
  | right h => match eucl_dev m h n with divex _ _ q r _ _ => Some (q, r) end
  end.
Definition order (n m : nat) : comparison :=
  match lt_eq_lt_dec n m with inleft (left _) => Lt | inleft (right _) => Eq | inright _ => Gt end.
Definition primes (n : nat) : list nat :=
  let prime p := andb (Nat.leb 2 p) (forallb (fun d => negb (Nat.eqb (Nat.modulo p d) 0)) (seq 2 (p - 2))) in
  filter prime (seq 0 (Nat.modulo n 60)).
Definition countdown (n : nat) : list nat :=
  (fix go k := match k with 0 => [0] | S j => k :: go j end) (Nat.modulo n 50).

Extraction "naturals_as_ints.ml" small_factorial division order primes countdown Nat.compare Nat.even Nat.div2 Nat.pred
  Nat.sub Nat.max Nat.min eq_nat_dec leb lt_dec le_lt_dec Nat.gcd Nat.log2 Nat.eqb Nat.modulo Nat.div.
