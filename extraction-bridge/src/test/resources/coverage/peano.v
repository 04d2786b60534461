(* Standard library: arithmetic of unary numbers with no directives: division, gcd, square root, logarithm. *)
From Coq Require Import Arith PeanoNat Compare_dec Extraction.

Extraction "peano.ml" Nat.add Nat.mul Nat.sub Nat.pred Nat.pow Nat.max Nat.min Nat.eqb Nat.leb Nat.ltb Nat.compare
  Nat.div Nat.modulo Nat.gcd Nat.sqrt Nat.log2 Nat.even Nat.odd Nat.div2 Nat.double Nat.testbit Nat.shiftl Nat.land
  Nat.lxor Nat.square Nat.iter Nat.eq_dec le_lt_dec lt_eq_lt_dec nat_compare_alt Nat.tail_add Nat.tail_mul Nat.divmod.
