(* Standard library: primitive floats (Floats, ExtrOCamlFloats): arithmetic, classification, neighbours, scaling. *)
From Coq Require Import Uint63 List Floats Extraction ExtrOcamlBasic ExtrOCamlInt63 ExtrOCamlFloats.
Import ListNotations.
Open Scope float_scope.

Definition sum (l : list float) : float := fold_left PrimFloat.add l 0.
Definition kahan (l : list float) : float :=
  fst (fold_left (fun p x => let '(s, c) := p in let y := x - c in let t := s + y in (t, (t - s) - y)) l (0, 0)).
Definition horner (l : list float) (x : float) : float := fold_right (fun c a => c + x * a) 0 l.
Definition distance (x y : float) : float := PrimFloat.sqrt (x * x + y * y).
Definition newton (n : nat) (x : float) : float :=
  (fix go n g := match n with O => g | S m => go m ((g + x / g) * 0.5) end) n x.
Definition larger (x y : float) : float := if x <? y then y else x.
Definition order (x y : float) : float_comparison := PrimFloat.compare x y.
Definition kinds (l : list float) : list float_class := map classify l.
Definition constants : list float := [infinity; neg_infinity; nan; neg_zero; 0x1.8p-3; 1e100; -2.5].

Extraction "machine_floats.ml" sum kahan horner distance newton larger order kinds constants
  PrimFloat.add PrimFloat.sub PrimFloat.mul PrimFloat.div PrimFloat.opp PrimFloat.abs PrimFloat.sqrt PrimFloat.eqb
  PrimFloat.ltb PrimFloat.leb PrimFloat.of_uint63 PrimFloat.normfr_mantissa PrimFloat.frshiftexp PrimFloat.ldshiftexp
  PrimFloat.next_up PrimFloat.next_down.
