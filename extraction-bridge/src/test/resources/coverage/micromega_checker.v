(* Standard library: the checker of linear arithmetic behind the lia tactic (micromega), with its formulas and proofs. *)
From Coq Require Import micromega.Tauto ZMicromega RingMicromega EnvRing VarMap ZArith List Extraction ExtrOcamlBasic.

Extraction "micromega_checker.ml" ZTautoChecker ZWeakChecker ZChecker Zeval_const ZMicromega.normZ RingMicromega.denorm
  VarMap.find VarMap.vm_add.
