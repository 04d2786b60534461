(* Standard library: 31-bit words as constructors of thirty-one arguments (Cyclic.Int31), a wide match, ring arithmetic. *)
From Coq Require Import Int31 ZArith List Extraction ExtrOcamlBasic.
Import ListNotations.

Definition of_list (l : list bool) : int31 :=
  fold_left (fun w b => sneakr (if b : bool then D1 else D0) w) (firstn 31 l) On.
Definition sum (l r : list bool) : Z := phi (add31 (of_list l) (of_list r)).
Definition product (l r : list bool) : Z := phi (mul31 (of_list l) (of_list r)).
Definition difference (l r : list bool) : Z := phi (sub31 (of_list l) (of_list r)).
Definition compared (l r : list bool) : comparison := compare31 (of_list l) (of_list r).
Definition wrapped (z : Z) : Z := phi (phi_inv z).
Definition shifted (l : list bool) : Z * Z := let w := of_list l in (phi (shiftl w), phi (shiftr w)).
Definition leading (l : list bool) : Z := phi (head031 (of_list l)).

Extraction "cyclic_words.ml" sum product difference compared wrapped shifted leading.
