(* Standard library: IEEE floating point by integers alone (Floats.SpecFloat), with no directives. *)
From Coq Require Import SpecFloat ZArith Extraction.
Open Scope Z_scope.

Definition precision : Z := 24.
Definition largest_exponent : Z := 128.
Definition of_parts (negative : bool) (m : positive) (e : Z) : spec_float :=
  binary_normalize precision largest_exponent (if negative then Zneg m else Zpos m) (Z.modulo e 300 - 150) negative.
Definition add : spec_float -> spec_float -> spec_float := SFadd precision largest_exponent.
Definition sub : spec_float -> spec_float -> spec_float := SFsub precision largest_exponent.
Definition mul : spec_float -> spec_float -> spec_float := SFmul precision largest_exponent.
Definition div : spec_float -> spec_float -> spec_float := SFdiv precision largest_exponent.
Definition root : spec_float -> spec_float := SFsqrt precision largest_exponent.
Definition sum (a : bool) (m : positive) (e : Z) (b : bool) (n : positive) (f : Z) : spec_float :=
  add (of_parts a m e) (of_parts b n f).
Definition product (a : bool) (m : positive) (e : Z) (b : bool) (n : positive) (f : Z) : spec_float :=
  mul (of_parts a m e) (of_parts b n f).
Definition quotient (a : bool) (m : positive) (e : Z) (b : bool) (n : positive) (f : Z) : spec_float :=
  div (of_parts a m e) (of_parts b n f).
Definition difference (a : bool) (m : positive) (e : Z) (b : bool) (n : positive) (f : Z) : spec_float :=
  sub (of_parts a m e) (of_parts b n f).
Definition square_root (m : positive) (e : Z) : spec_float := root (of_parts false m e).
Definition neighbour (m : positive) (e : Z) : spec_float := SFsucc precision largest_exponent (of_parts false m e).

Extraction "software_floats.ml" of_parts sum product quotient difference square_root neighbour SFcompare SFabs SFopp.
