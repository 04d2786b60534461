(* Standard library: nat as Zarith's integers (ExtrOcamlNatBigInt): factorial, division, comparison, Euclid. *)
From Coq Require Import Arith Euclid Compare_dec Peano_dec Factorial Extraction ExtrOcamlBasic ExtrOcamlNatBigInt.

Definition small_factorial (n : nat) : nat := fact (Nat.modulo n 30).
Definition division (n m : nat) : option (nat * nat) :=
  match le_lt_dec m 0 with
  | left _ => None
  | right h => match eucl_dev m h n with divex _ _ q r _ _ => Some (q, r) end
  end.
Definition order (n m : nat) : comparison :=
  match lt_eq_lt_dec n m with inleft (left _) => Lt | inleft (right _) => Eq | inright _ => Gt end.
Fixpoint sum_to (n : nat) : nat := match n with 0 => 0 | S m => n + sum_to m end.
Definition small_sum (n : nat) : nat := sum_to (Nat.modulo n 100).

Extraction "naturals_as_bigints.ml" small_factorial division order small_sum
  Nat.add Nat.mul Nat.sub Nat.pred Nat.max Nat.min Nat.eqb Nat.compare Nat.div2 eq_nat_dec leb.
