(* Binomial heaps as lists of optional trees, a binary counter of rose trees, with no directives. *)
From Coq Require Import List Arith Extraction.
Import ListNotations.

Inductive tree := Node (x : nat) (children : list tree).
Definition heap := list (option tree).
Definition root (t : tree) : nat := match t with Node x _ => x end.
Definition link (a b : tree) : tree :=
  match a, b with
  | Node x xs, Node y ys => if Nat.leb x y then Node x (b :: xs) else Node y (a :: ys)
  end.
Fixpoint carry (t : tree) (h : heap) : heap :=
  match h with
  | [] => [Some t]
  | None :: r => Some t :: r
  | Some u :: r => None :: carry (link t u) r
  end.
Fixpoint join (a b : heap) (c : option tree) : heap :=
  match a, b with
  | [], h | h, [] => match c with None => h | Some t => carry t h end
  | x :: a', y :: b' =>
      match x, y, c with
      | None, None, _ => c :: join a' b' None
      | Some t, None, None | None, Some t, None => Some t :: join a' b' None
      | Some t, None, Some u | None, Some t, Some u => None :: join a' b' (Some (link t u))
      | Some t, Some u, _ => c :: join a' b' (Some (link t u))
      end
  end.
Definition insert (x : nat) (h : heap) : heap := carry (Node x []) h.
Fixpoint minimum (h : heap) : option nat :=
  match h with
  | [] => None
  | None :: r => minimum r
  | Some t :: r => match minimum r with Some y => Some (Nat.min (root t) y) | None => Some (root t) end
  end.
Fixpoint extract (m : nat) (h : heap) : option (list tree * heap) :=
  match h with
  | [] => None
  | Some (Node x ts) :: r =>
      if Nat.eqb x m then Some (ts, None :: r)
      else option_map (fun p => (fst p, Some (Node x ts) :: snd p)) (extract m r)
  | None :: r => option_map (fun p => (fst p, None :: snd p)) (extract m r)
  end.
Definition pop (h : heap) : option (nat * heap) :=
  match minimum h with
  | None => None
  | Some m => option_map (fun p => (m, join (snd p) (map Some (rev (fst p))) None)) (extract m h)
  end.
Fixpoint drain (fuel : nat) (h : heap) : list nat :=
  match fuel with 0 => [] | S f => match pop h with Some (x, r) => x :: drain f r | None => [] end end.
Definition of_list (l : list nat) : heap := fold_left (fun h x => insert x h) l [].
Definition sort (l : list nat) : list nat := drain (length l) (of_list l).

Extraction "binomial_heap.ml" of_list sort join minimum pop.
