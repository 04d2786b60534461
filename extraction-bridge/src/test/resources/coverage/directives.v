(* Directives by hand: Extract Inductive and Constant, Inline, NoInline, Implicit, exceptions for excluded cases. *)
From Coq Require Import Vector List Arith Extraction.
Import ListNotations.

Extract Inductive bool => "bool" [ "true" "false" ].
Extract Inductive nat => "int" [ "0" "(fun n -> n + 1)" ] "(fun zero succ n -> if n <= 0 then zero () else succ (n - 1))".
Extract Inductive list => "list" [ "[]" "(::)" ].
Extract Inductive option => "option" [ "Some" "None" ].
Extract Constant plus => "(+)".
Extract Inlined Constant mult => "( * )".
Extract Constant Nat.eqb => "(fun (n : int) m -> n = m)".
Extract Inlined Constant Nat.leb => "(<=)".
Extract Inlined Constant negb => "not".
Extract Inlined Constant fst => "fst".
Extract Inductive prod => "(*)" [ "(,)" ].
Extract Inductive sum => "result" [ "Ok" "Error" ].

Parameter element : Type.
Parameter rank : element -> nat.
Parameter forbidden : forall A : Type, nat -> A.
Parameter impossible : forall A : Type, unit -> A.
Extract Inlined Constant element => "int".
Extract Constant rank => "(fun n -> if n < 0 then -n else n)".
Extract Constant forbidden => "(fun n -> if n > 100 then raise Not_found else failwith ""forbidden"")".
Extract Constant impossible => "(fun _ -> invalid_arg ""impossible"")".

Definition best (l : list element) : nat := fold_left (fun a e => if Nat.leb a (rank e) then rank e else a) l 0.
Definition pick (l : list nat) (n : nat) : nat := match nth_error l n with Some x => x | None => forbidden nat n end.
Definition guarded (l : list nat) (n : nat) : option nat :=
  if Nat.leb (S n) (length l) then Some (pick l n) else None.
Definition sure (o : option nat) : nat := match o with Some x => x | None => impossible nat tt end.
Definition both (l : list nat) (n : nat) : nat :=
  match guarded l n with None => 0 | o => sure o * 2 end.
Definition twice (n : nat) : nat := n + n.
Definition four (n : nat) : nat := twice (twice n).
Definition eight (n : nat) : nat := twice (four n).
Extraction Inline twice.
Extraction NoInline four.
Fixpoint take (A : Type) (n : nat) (x : A) : Vector.t A n :=
  match n with 0 => Vector.nil A | S m => Vector.cons A x m (take A m x) end.
Extraction Implicit take [A].
Definition sized (n : nat) (b : bool) : list bool := Vector.to_list (take bool (if Nat.leb n 50 then n else 50) b).
Definition divided (n m : nat) : nat * nat + nat := match m with 0 => inr n | S _ => inl (Nat.div n m, Nat.modulo n m) end.
Definition only_positive (n : nat) (h : n <> 0) : nat :=
  match n as m return m <> 0 -> nat with 0 => fun h => False_rec nat (h eq_refl) | S m => fun _ => m end h.
Definition predecessor (n : nat) : option nat :=
  match Nat.eq_dec n 0 with left _ => None | right h => Some (only_positive n h) end.

Extraction "directives.ml" best guarded both four eight sized divided predecessor.
