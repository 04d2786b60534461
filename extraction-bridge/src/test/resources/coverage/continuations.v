(* Code in continuation-passing style: folds, products with early exit, a generator, defunctionalised and not. *)
From Coq Require Import List Arith Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.

Fixpoint append_k {A R} (l m : list A) (k : list A -> R) : R :=
  match l with [] => k m | x :: r => append_k r m (fun t => k (x :: t)) end.
Fixpoint map_k {A B R} (f : A -> (B -> R) -> R) (l : list A) (k : list B -> R) : R :=
  match l with [] => k [] | x :: r => f x (fun y => map_k f r (fun ys => k (y :: ys))) end.
Definition product (l : list nat) : nat :=
  (fix go l (k : nat -> nat) := match l with
                                | [] => k 1
                                | 0 :: _ => 0
                                | x :: r => go r (fun p => k (Nat.modulo (x * p) 101))
                                end) l (fun p => p).
Inductive tree := Leaf | Node (l : tree) (x : nat) (r : tree).
Fixpoint sum_k {R} (t : tree) (k : nat -> R) : R :=
  match t with Leaf => k 0 | Node l x r => sum_k l (fun a => sum_k r (fun b => k (a + x + b))) end.
Fixpoint find_k {R} (p : nat -> bool) (t : tree) (found : nat -> R) (missing : unit -> R) : R :=
  match t with
  | Leaf => missing tt
  | Node l x r => if p x then found x else find_k p l found (fun _ => find_k p r found missing)
  end.
Inductive frame := Left (x : nat) (r : tree) (f : frame) | Right (a : nat) (f : frame) | Done.
Fixpoint plug (fuel : nat) (f : frame) (value : nat) : nat :=
  match fuel with
  | 0 => 0
  | S g => match f with Done => value | Right a f' => plug g f' (a + value) | Left x r f' => descend g r (Right (value + x) f') end
  end
with descend (fuel : nat) (t : tree) (f : frame) : nat :=
  match fuel with
  | 0 => 0
  | S g => match t with Leaf => plug g f 0 | Node l x r => descend g l (Left x r f) end
  end.
Fixpoint nodes (t : tree) : nat := match t with Leaf => 1 | Node l _ r => S (nodes l + nodes r) end.
Fixpoint fibonacci_k (n : nat) (k : nat -> nat -> nat) : nat :=
  match n with 0 => k 0 1 | S m => fibonacci_k m (fun a b => k b (Nat.modulo (a + b) 97)) end.
Definition joined (l m : list nat) : list nat := append_k l m (fun t => t).
Definition doubled (l : list nat) : list nat := map_k (fun x k => k (x + x)) l (fun t => rev t).
Definition sum (t : tree) : nat := sum_k t (fun n => n).
Definition sum_by_frames (t : tree) : nat := descend (4 * nodes t) t Done.
Definition found (t : tree) (n : nat) : option nat := find_k (fun x => Nat.ltb n x) t Some (fun _ => None).
Definition fibonacci (n : nat) : nat := fibonacci_k (Nat.modulo n 200) (fun a _ => a).
Definition countdown (n : nat) : nat :=
  (fix go n (k : unit -> nat) := match n with 0 => k tt | S m => go m (fun _ => k tt) end) (Nat.modulo n 1000) (fun _ => n).

Extraction "continuations.ml" product joined doubled sum sum_by_frames found fibonacci countdown.
