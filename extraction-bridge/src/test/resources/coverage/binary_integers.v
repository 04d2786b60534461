(* Standard library: arithmetic, division and bits of binary integers (ZArith), with no directives. *)
From Coq Require Import ZArith Extraction.
Open Scope Z_scope.

(* What grows with the value of an argument, not with its length, gets a small one. *)
Definition power (x n : Z) : Z := Z.pow x (n mod 40 - 2).
Definition shifted_left (x n : Z) : Z := Z.shiftl x (n mod 100 - 50).
Definition shifted_right (x n : Z) : Z := Z.shiftr x (n mod 100 - 50).
Definition to_nat (x : Z) : nat := Z.to_nat (x mod 500 - 10).

Extraction "binary_integers.ml"
  Z.add Z.sub Z.mul Z.opp Z.succ Z.pred Z.abs Z.sgn Z.compare Z.eqb Z.ltb Z.leb Z.max Z.min
  Z.div Z.modulo Z.div_eucl Z.quotrem Z.quot Z.rem Z.gcd Z.ggcd Z.sqrt Z.sqrtrem Z.log2 power Z.square
  Z.even Z.odd Z.div2 Z.quot2 Z.testbit shifted_left shifted_right Z.land Z.lor Z.lxor Z.ldiff Z.lnot
  Z.of_nat to_nat Z.to_pos Z.of_N Z.abs_N Z.eq_dec Z_lt_dec Z_le_gt_dec.
