From Coq Require Import Arith NArith ZArith Extraction Compare_dec EqNat Peano_dec.
Extraction "rocq_8_16.ml"
  Nat.pred Nat.add Nat.mul Nat.sub Nat.eqb Nat.leb Nat.ltb Nat.compare Nat.max Nat.min Nat.even Nat.odd Nat.pow
  Nat.divmod Nat.div Nat.modulo Nat.gcd Nat.square Nat.sqrt Nat.log2 Nat.div2 Nat.double Nat.testbit
  Nat.tail_add Nat.tail_mul Nat.eq_dec Nat.land Nat.lor Nat.lxor Nat.ldiff Nat.shiftl Nat.shiftr
  le_lt_dec le_gt_dec le_dec lt_dec ge_dec gt_dec lt_eq_lt_dec eq_nat_dec
  Pos.succ Pos.add Pos.add_carry Pos.pred_double Pos.pred Pos.pred_N Pos.sub_mask Pos.sub_mask_carry Pos.sub Pos.mul Pos.pow
  Pos.square Pos.div2 Pos.div2_up Pos.size_nat Pos.size Pos.compare_cont Pos.compare Pos.min Pos.max Pos.eqb Pos.leb Pos.ltb
  Pos.sqrtrem Pos.sqrt Pos.gcd Pos.ggcd Pos.lor Pos.land Pos.ldiff Pos.lxor Pos.shiftl_nat Pos.shiftr_nat Pos.shiftl Pos.shiftr
  Pos.testbit_nat Pos.testbit Pos.to_nat Pos.of_nat Pos.of_succ_nat Pos.eq_dec
  N.succ_double N.double N.succ N.pred N.succ_pos N.add N.sub N.mul N.compare N.eqb N.leb N.ltb N.min N.max N.div2 N.even N.odd
  N.pow N.square N.log2 N.size N.size_nat N.pos_div_eucl N.div_eucl N.div N.modulo N.gcd N.ggcd N.sqrtrem N.sqrt
  N.lor N.land N.ldiff N.lxor N.shiftl_nat N.shiftr_nat N.shiftl N.shiftr N.testbit_nat N.testbit N.to_nat N.of_nat N.iter N.eq_dec
  Z.double Z.succ_double Z.pred_double Z.pos_sub Z.add Z.opp Z.succ Z.pred Z.sub Z.mul Z.pow_pos Z.pow Z.square Z.compare Z.sgn
  Z.leb Z.ltb Z.geb Z.gtb Z.eqb Z.max Z.min Z.abs Z.abs_nat Z.abs_N Z.to_nat Z.to_N Z.of_nat Z.of_N Z.to_pos Z.iter
  Z.pos_div_eucl Z.div_eucl Z.div Z.modulo Z.quotrem Z.quot Z.rem Z.even Z.odd Z.div2 Z.quot2 Z.log2 Z.sqrtrem Z.sqrt
  Z.gcd Z.ggcd Z.testbit Z.shiftl Z.shiftr Z.lor Z.land Z.ldiff Z.lxor Z.lnot Z.eq_dec
  Z_lt_dec Z_le_dec Z_gt_dec Z_ge_dec Z_lt_ge_dec Z_le_gt_dec Z_gt_le_dec Z_ge_lt_dec Z_dec.
