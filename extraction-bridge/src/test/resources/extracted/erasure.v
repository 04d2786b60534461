(* Types that depend on values, proofs in data, and branches that proofs exclude: extraction answers with Obj.magic, __
   and assert false. Extracted by: coqc erasure.v *)
From Coq Require Import List Arith Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.

(* A type computed from a number: functions of that many arguments. *)
Fixpoint arrows (n : nat) : Set := match n with 0 => nat | S m => nat -> arrows m end.
Fixpoint constant (n r : nat) : arrows n :=
  match n return arrows n with 0 => r | S m => fun x => constant m (r + x) end.
Fixpoint feed (n x : nat) : arrows n -> nat :=
  match n return arrows n -> nat with 0 => fun r => r | S m => fun f => feed m (x + 1) (f x) end.

(* An interpreter whose values have the type of the expression. *)
Inductive ty := Num | Truth | Fun (a b : ty).
Fixpoint value (t : ty) : Set :=
  match t with Num => nat | Truth => bool | Fun a b => value a -> value b end.
Inductive term : ty -> Set :=
| Lit : nat -> term Num
| Plus : term Num -> term Num -> term Num
| Less : term Num -> term Num -> term Truth
| If : forall t, term Truth -> term t -> term t -> term t
| Twice : term (Fun Num Num)
| App : forall a b, term (Fun a b) -> term a -> term b.
Fixpoint eval (t : ty) (e : term t) : value t :=
  match e in term t return value t with
  | Lit n => n
  | Plus a b => eval Num a + eval Num b
  | Less a b => Nat.ltb (eval Num a) (eval Num b)
  | If t c a b => if eval Truth c then eval t a else eval t b
  | Twice => fun n => n + n
  | App a b f x => eval (Fun a b) f (eval a x)
  end.

(* Vectors: the length excludes the empty one. *)
Inductive vec (A : Set) : nat -> Set := nil_ : vec A 0 | cons_ : forall n, A -> vec A n -> vec A (S n).
Definition head (A : Set) (n : nat) (v : vec A (S n)) : A := match v with cons_ _ _ x _ => x end.
Definition tail (A : Set) (n : nat) (v : vec A (S n)) : vec A n := match v with cons_ _ _ _ r => r end.
Fixpoint from (n k : nat) : vec nat n := match n with 0 => nil_ nat | S m => cons_ nat m k (from m (k + 2)) end.
Fixpoint zip (A B : Set) (n : nat) : vec A n -> vec B n -> vec (A * B) n :=
  match n return vec A n -> vec B n -> vec (A * B) n with
  | 0 => fun _ _ => nil_ (A * B)
  | S m => fun v w =>
      cons_ (A * B) m (head A m v, head B m w) (zip A B m (tail A m v) (tail B m w))
  end.
Fixpoint sum (n : nat) (v : vec (nat * nat) n) : nat :=
  match v with nil_ _ => 0 | cons_ _ m p r => fst p * snd p + sum m r end.

(* A value in a package with a type that only its function knows. *)
Inductive package : Type := pack : forall T : Set, T -> (T -> nat) -> package.
Definition open (p : package) : nat := match p with pack _ x f => f x end.
Definition packages (n : nat) : list package :=
  [pack nat n S; pack bool (Nat.even n) (fun b => if b then 7 else 9); pack (list nat) [n; n] (@length nat)].

(* Subsets, sums over types, and a measure. *)
Definition pick (l : list nat) : l <> [] -> nat :=
  match l with [] => fun h => False_rec nat (h eq_refl) | x :: _ => fun _ => x end.
Definition first (n : nat) : nat.
Proof. refine (pick [n; n + 1] _). discriminate. Defined.
Definition half (n : nat) : {m : nat | m <= n}.
Proof. exists (Nat.div2 n). apply Nat.div2_decr; auto with arith. Defined.
Definition some (n : nat) : {T : Set & (T * (T -> nat))%type} :=
  if Nat.even n then existT (fun T : Set => (T * (T -> nat))%type) nat (n, S)
  else existT (fun T : Set => (T * (T -> nat))%type) bool (true, fun b : bool => if b then 4 else 2).

(* An induction principle used to compute: its arguments mention proofs. *)
Definition down (n : nat) : nat :=
  well_founded_induction_type lt_wf (fun _ => nat)
    (fun m (again : forall k, k < m -> nat) =>
       match m as m' return m = m' -> nat with
       | 0 => fun _ => 1
       | S k => fun e => S (S (again k (eq_ind_r (fun m => k < m) (Nat.lt_succ_diag_r k) e)))
       end eq_refl) n.

Definition program (n : nat) : term Num :=
  If Num (Less (Lit n) (Lit 9)) (App Num Num Twice (Plus (Lit n) (Lit 3))) (Lit 50).

Definition run (n : nat) : nat :=
  feed (n mod 5) n (constant (n mod 5) 1) + eval Num (program n) + sum n (zip nat nat n (from n 0) (from n n))
  + fold_left (fun a p => a * 2 + open p) (packages n) 0 + first n + proj1_sig (half n)
  + (let '(existT _ _ (x, f)) := some n in f x) + down n.

Extraction Language OCaml.
Extraction "erasure.ml" run.
