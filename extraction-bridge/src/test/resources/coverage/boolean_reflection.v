(* Standard library: the checker of Boolean tautologies behind the btauto tactic, and lazy Boolean operators. *)
From Coq Require Import Reflect Algebra Bool List Arith PArith Extraction.
Import ListNotations.

Extraction "boolean_reflection.ml" Reflect.formula Reflect.poly_of_formula Algebra.reduce Reflect.boolean_witness Algebra.poly_add Algebra.poly_mul
  Algebra.eval Algebra.list_nth Bool.eqb xorb implb ifb.
