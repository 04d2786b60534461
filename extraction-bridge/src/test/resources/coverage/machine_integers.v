(* Standard library: primitive integers of 63 bits (Uint63, Sint63, ExtrOCamlInt63): wrapping arithmetic, shifts, carries. *)
From Coq Require Import Uint63 Sint63 List Extraction ExtrOcamlBasic ExtrOCamlInt63.
Import ListNotations.
Open Scope uint63_scope.

Definition hash (l : list int) : int := fold_left (fun h x => (h lxor x) * 1099511628211) l 3750763034362895579.
Fixpoint power (x : int) (fuel : nat) (n : int) : int :=
  match fuel with
  | O => 1
  | S f => if n =? 0 then 1 else let h := power x f (n >> 1) in if n land 1 =? 0 then h * h else h * h * x
  end.
Definition pow (x n : int) : int := power x 63 n.
Definition popcount (x : int) : int :=
  (fix go fuel x acc := match fuel with O => acc | S f => if x =? 0 then acc else go f (x land (x - 1)) (acc + 1) end) 63%nat x 0.
Definition rotate (x k : int) : int := let k := k mod 63 in (x << k) lor (x >> (63 - k)).
Definition flags (x y : int) : bool * bool * bool * comparison := (x =? y, x <? y, x <=? y, compare x y).
Definition signed_flags (x y : int) : bool * bool * comparison := (Sint63.ltb x y, Sint63.leb x y, Sint63.compare x y).
Definition largest : int := max_int.

Extraction "machine_integers.ml" hash pow popcount rotate flags signed_flags largest add sub mul div Uint63.mod mulc addc
  addcarryc subc subcarryc diveucl diveucl_21 addmuldiv head0 tail0 Uint63.lsl Uint63.lsr Uint63.land Uint63.lor Uint63.lxor Sint63.asr Sint63.div
  Sint63.rem gcd sqrt is_even.
