(* Standard library: arithmetic, division and bits of binary integers (ZArith), with no directives. *)
From Coq Require Import ZArith Extraction.

Extraction "binary_integers.ml"
  Z.add Z.sub Z.mul Z.opp Z.succ Z.pred Z.abs Z.sgn Z.compare Z.eqb Z.ltb Z.leb Z.max Z.min
  Z.div Z.modulo Z.div_eucl Z.quotrem Z.quot Z.rem Z.gcd Z.ggcd Z.sqrt Z.sqrtrem Z.log2 Z.pow Z.square
  Z.even Z.odd Z.div2 Z.quot2 Z.testbit Z.shiftl Z.shiftr Z.land Z.lor Z.lxor Z.ldiff Z.lnot
  Z.of_nat Z.abs_nat Z.to_pos Z.of_N Z.abs_N Z.eq_dec Z_lt_dec Z_le_gt_dec.
