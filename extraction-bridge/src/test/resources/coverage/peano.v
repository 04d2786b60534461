(* Standard library: arithmetic of unary numbers with no directives: division, gcd, square root, logarithm. *)
From Coq Require Import Arith PeanoNat Compare_dec Extraction.

Definition power (x n : nat) : nat := Nat.pow (Nat.modulo x 5) (Nat.modulo n 5).
Definition shifted (x n : nat) : nat := Nat.shiftl x (Nat.modulo n 5).
Definition iterated (n : nat) (b : bool) : bool := Nat.iter n negb b.

Extraction "peano.ml" Nat.add Nat.mul Nat.sub Nat.pred Nat.max Nat.min Nat.eqb Nat.leb Nat.ltb Nat.compare
  Nat.div Nat.modulo Nat.gcd Nat.sqrt Nat.log2 Nat.even Nat.odd Nat.div2 Nat.double Nat.testbit Nat.shiftr Nat.land
  Nat.lxor Nat.square Nat.eq_dec le_lt_dec lt_eq_lt_dec Nat.tail_add Nat.tail_mul
  Nat.divmod power shifted iterated.
