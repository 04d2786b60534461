(** Balanced search trees (AVL): a key is at most twice the logarithm of the
    number of keys away. They are our own, and not the standard library's: those
    count heights in integers and stand behind functors and proofs, and the
    translation of extracted code takes neither. These are plain functions on a
    plain data type, and a core may call them. TreeMap.v proves what they do. *)

From Coq Require Import Arith.

(** The height is kept, so that it need not be counted. *)
Inductive tree (key value : Type) : Type :=
| Leaf
| Node (tall : nat) (left : tree key value) (k : key) (x : value)
    (right : tree key value).

Arguments Leaf {key value}.
Arguments Node {key value}.

Section Tree.

Context {key value : Type}.
Context (key_eq_dec : forall a b : key, {a = b} + {a <> b}).
Context (key_leb : key -> key -> bool).

Fixpoint find (k : key) (m : tree key value) : option value :=
  match m with
  | Leaf => None
  | Node _ l k' x r =>
      if key_eq_dec k k' then Some x
      else if key_leb k k' then find k l
      else find k r
  end.

Definition height (m : tree key value) : nat :=
  match m with Leaf => 0 | Node h _ _ _ _ => h end.

Definition node (l : tree key value) (k : key) (x : value) (r : tree key value)
  : tree key value :=
  Node (S (if height l <=? height r then height r else height l)) l k x r.

(** A node of two trees whose heights differ by two at most. *)
Definition balance (l : tree key value) (k : key) (x : value)
  (r : tree key value) : tree key value :=
  if S (S (height r)) <=? height l then
    match l with
    | Leaf => node l k x r
    | Node _ ll lk lx lr =>
        if height lr <=? height ll then node ll lk lx (node lr k x r)
        else
          match lr with
          | Leaf => node l k x r
          | Node _ a k' x' b => node (node ll lk lx a) k' x' (node b k x r)
          end
    end
  else if S (S (height l)) <=? height r then
    match r with
    | Leaf => node l k x r
    | Node _ rl rk rx rr =>
        if height rl <=? height rr then node (node l k x rl) rk rx rr
        else
          match rl with
          | Leaf => node l k x r
          | Node _ a k' x' b => node (node l k x a) k' x' (node b rk rx rr)
          end
    end
  else node l k x r.

Fixpoint add (k : key) (x : value) (m : tree key value) : tree key value :=
  match m with
  | Leaf => node Leaf k x Leaf
  | Node h l k' x' r =>
      if key_eq_dec k k' then Node h l k x r
      else if key_leb k k' then balance (add k x l) k' x' r
      else balance l k' x' (add k x r)
  end.

(** The least entry of a node, given by its parts, and the rest. *)
Fixpoint take_least (l : tree key value) (k : key) (x : value)
  (r : tree key value) : key * value * tree key value :=
  match l with
  | Leaf => (k, x, r)
  | Node _ ll lk lx lr =>
      let '(k', x', rest) := take_least ll lk lx lr in
      (k', x', balance rest k x r)
  end.

(** Two trees, all keys of the one before those of the other. *)
Definition join (l r : tree key value) : tree key value :=
  match r with
  | Leaf => l
  | Node _ rl rk rx rr =>
      let '(k, x, rest) := take_least rl rk rx rr in balance l k x rest
  end.

Fixpoint remove (k : key) (m : tree key value) : tree key value :=
  match m with
  | Leaf => Leaf
  | Node _ l k' x' r =>
      if key_eq_dec k k' then join l r
      else if key_leb k k' then balance (remove k l) k' x' r
      else balance l k' x' (remove k r)
  end.

End Tree.
