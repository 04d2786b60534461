(* Dynamic programming on lists: edit distance, longest common subsequence, knapsack, coin change. *)
From Coq Require Import List Arith Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.

Section Rows.
  Context (same : nat -> nat -> bool).
  Definition distance_row (x : nat) (word : list nat) (previous : list nat) : list nat :=
    match previous with
    | [] => []
    | d :: above =>
        S d :: (fix go word diagonal above left := match word, above with
                | y :: w, a :: r =>
                    let here := if same x y then diagonal else S (Nat.min diagonal (Nat.min a left)) in
                    here :: go w a r here
                | _, _ => []
                end) word d above (S d)
    end.
  Definition distance (u v : list nat) : nat :=
    last (fold_left (fun row x => distance_row x v row) u (seq 0 (S (length v)))) 0.
  Fixpoint subsequence (u : list nat) : list nat -> list nat :=
    match u with
    | [] => fun _ => []
    | x :: u' =>
        fix go (v : list nat) : list nat :=
          match v with
          | [] => []
          | y :: v' => if same x y then x :: subsequence u' v'
                       else let a := subsequence u' v in let b := go v' in
                            if Nat.leb (length b) (length a) then a else b
          end
    end.
End Rows.

Definition item := (nat * nat)%type.
Definition knapsack_step (best : list nat) (i : item) : list nat :=
  let (weight, value) := i in
  map (fun p => let (c, b) := p : nat * nat in
                if Nat.leb weight c then Nat.max b (value + nth (c - weight) best 0) else b)
      (combine (seq 0 (length best)) best).
Definition knapsack (capacity : nat) (items : list item) : nat :=
  let c := Nat.modulo capacity 40 in nth c (fold_left knapsack_step items (repeat 0 (S c))) 0.
Fixpoint ways (fuel : nat) (coins : list nat) (amount : nat) : nat :=
  match fuel with
  | 0 => 0
  | S f => match amount, coins with
           | 0, _ => 1
           | _, [] => 0
           | _, c :: r => ways f r amount + (if andb (Nat.ltb 0 c) (Nat.leb c amount) then ways f coins (amount - c) else 0)
           end
  end.
Definition edit_distance (u v : list nat) : nat := distance Nat.eqb u v.
Definition common (u v : list nat) : list nat := subsequence Nat.eqb (firstn 7 u) (firstn 7 v).
Definition change (amount : nat) : nat := ways 100 [1; 2; 5; 10] (Nat.modulo amount 30).
Definition best_sum (l : list nat) (limit : nat) : nat :=
  fold_left (fun a x => if Nat.leb (a + x) limit then a + x else a) l 0.

Extraction "dynamic_programming.ml" edit_distance common knapsack change best_sum.
