(* Standard library: arithmetic of positive and N, square roots, logarithms and bits, with KeepSingleton. *)
From Coq Require Import NArith PArith Extraction ExtrOcamlBasic.

Set Extraction KeepSingleton.

Extraction "binary_naturals.ml"
  Pos.add Pos.sub Pos.mul Pos.pow Pos.compare Pos.eqb Pos.ltb Pos.min Pos.max Pos.sqrt Pos.sqrtrem Pos.gcd Pos.size
  Pos.size_nat Pos.of_nat Pos.to_nat Pos.succ Pos.pred_double Pos.lor Pos.land Pos.lxor Pos.ldiff Pos.testbit Pos.shiftl
  N.add N.sub N.mul N.div N.modulo N.div_eucl N.gcd N.sqrt N.sqrtrem N.log2 N.pow N.size N.compare N.eqb N.ltb N.max
  N.min N.even N.odd N.div2 N.land N.lor N.lxor N.shiftl N.shiftr N.testbit N.of_nat N.to_nat N.binary_rect N.peano_rec
  N.eq_dec N.iter.
