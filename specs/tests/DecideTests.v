(** What each of the kit's tactics closes, and that it gives back soon what it
    cannot close: [timeout] fails where a tactic goes on. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Kit Require Import FiniteSet Vector Decide.
Import ListNotations.

Section Tests.

Context {client key : Type}.
Context (client_eq_dec : forall a b : client, {a = b} + {a <> b}).
Context (key_eq_dec : forall a b : key, {a = b} + {a <> b}).
Context (put_eq_dec : forall a b : client * nat, {a = b} + {a <> b}).
Context (client_leb : client -> client -> bool).

Notation lookup := (lookup client_eq_dec).
Notation raise := (raise client_eq_dec).
Notation merge := (merge client_eq_dec).
Notation below := (below client_eq_dec).
Notation same_puts := (same_puts client_eq_dec put_eq_dec).
Notation at_most := (at_most client_eq_dec put_eq_dec).
Notation first_puts := (first_puts put_eq_dec).
Notation member := (member put_eq_dec).
Notation union := (union put_eq_dec).
Notation subset := (subset put_eq_dec).

(** * Hypotheses *)

Record two_facts (a b : nat) : Prop := { lower : a < b; exactly : a = 3 }.

Goal forall a b (c d : client) (n m : nat),
  two_facts a b \/ False -> (c, n) = (d, m) -> Some c = Some d ->
  exists x, x = c -> a < b /\ c = d /\ n = m.
Proof.
  intros. timeout 5 split_hypotheses. exists d. auto.
Qed.

(** An equation of a thing with something made of it is left alone. *)
Goal forall (f : key -> key) x, f (f x) = x -> f x = x -> f x = f (f (f x)).
Proof.
  intros. timeout 5 split_hypotheses. timeout 5 use_equations.
  unfold written_as in *. congruence.
Qed.

(** * Identifiers *)

Goal forall (c d : client) (n m : nat),
  (if client_eq_dec c d then if n <=? m then 1 else 2 else 3) = 1 ->
  c = d /\ n <= m.
Proof. intros. timeout 5 decide_identifiers; auto; discriminate. Qed.

(** The same question on both sides is asked once. *)
Goal forall (c d : client) (n m : nat),
  (if client_leb c d then n =? m else n <? m) =
  (if client_leb c d then n =? m else n <? m).
Proof. intros. timeout 5 decide_identifiers; reflexivity. Qed.

(** A question about what a function is still to be given is left alone. *)
Goal forall c : client,
  (fun d => if client_eq_dec c d then 1 else 2) =
  (fun d => if client_eq_dec c d then 1 else 2).
Proof. intros. timeout 5 decide_identifiers. reflexivity. Qed.

(** * Sets and vectors *)

Goal forall a b x, subset (union a (single x)) b = true -> member x b = true.
Proof.
  intros. timeout 5 to_membership. apply H. timeout 5 to_membership. auto.
Qed.

Goal forall a b x,
  negb (member x (union a b)) && subset a b = true -> ~ member x a = true.
Proof. intros. timeout 5 to_membership. tauto. Qed.

Goal forall c d v, lookup c v <= lookup c (raise d 3 v).
Proof. intros. timeout 5 to_arithmetic. decide_identifiers; lia. Qed.

(** With one slot a client a merge is the maximum; without, it is no less. *)
Goal forall c v w, single_slots v ->
  lookup c (merge v w) = Nat.max (lookup c v) (lookup c w).
Proof. intros. timeout 5 to_arithmetic. reflexivity. Qed.

Goal forall c v w, lookup c v <= lookup c (merge v w).
Proof. intros. timeout 5 to_arithmetic. lia. Qed.

Goal forall a v c t, same_puts a v -> member (c, t) a = true -> t <= lookup c v.
Proof. intros. timeout 5 to_arithmetic. lia. Qed.

(** Sets that vectors stand for are compared as vectors are. *)
Goal forall a b v w, same_puts a v -> same_puts b w -> single_slots v ->
  (subset a b = true <-> below v w = true).
Proof. timeout 5 close_obligation. Qed.

Goal forall a b c n w, first_puts a c n -> same_puts b w ->
  (subset a b = true <-> n <= lookup c w).
Proof. timeout 5 close_obligation. Qed.

(** * Pointwise facts *)

Goal forall (P Q : key -> Prop) (k : key),
  (forall x, P x) -> (forall x, P x -> Q x) -> Q k.
Proof. intros. timeout 5 instantiate_pointwise. assumption. Qed.

(** Facts that feed each other: each is used once. *)
Goal forall (P : key -> Prop) (f : key -> key) (k : key),
  (forall x, P x -> P (f x)) -> (forall x, P (f x) -> P x) -> P k -> P (f k).
Proof. intros. timeout 5 instantiate_pointwise. assumption. Qed.

(** * Obligations *)

(** A put's vector, and the set of what it depends on. *)
Goal forall own reads v c n,
  first_puts own c n -> same_puts reads v ->
  same_puts (union (union own reads) (single (c, S n))) (raise c (S n) v).
Proof. timeout 5 close_obligation. Qed.

(** What was covered stays covered. *)
Goal forall a v c n, at_most a v -> at_most a (raise c n v).
Proof. timeout 5 close_obligation. Qed.

(** A per-key store: another key's entry is as it was. *)
Goal forall (related : nat -> nat -> Prop) (f g : key -> nat) k,
  (forall x, related (f x) (g x)) -> related 1 2 ->
  forall asked,
    related (if key_eq_dec k asked then 1 else f asked)
            (if key_eq_dec k asked then 2 else g asked).
Proof. timeout 5 close_obligation. Qed.

(** What is false is given back, and soon. *)
Goal forall a b v w c n,
  same_puts a v -> at_most b w -> 1 <= n -> member (c, n) b = true.
Proof. timeout 5 (assert_fails close_obligation). Abort.

Goal forall a v c, same_puts a v -> same_puts a (raise c 1 v).
Proof. timeout 5 (assert_fails close_obligation). Abort.

End Tests.
