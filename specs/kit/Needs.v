(** What progress is made of, for a core that counts: each part needs the first
    puts of its own client, or the puts that a vector covers, and a replica has
    applied those that its vector covers. [close_enabled] finds the put that is
    missing where a guard is false. *)

From Coq Require Import Bool Arith Lia.
From Espalier.Framework Require Import Machine LocalInvariant LocalProgress.
From Espalier.Kit Require Import Vector Decide.

Section Needs.

Context {client : Type}.
Context (eq_dec : forall a b : client, {a = b} + {a <> b}).

(** Put [snd i] of client [fst i] is among those that the vector stands for ... *)
Definition covered (v : vector client) (i : client * nat) : Prop :=
  1 <= snd i <= lookup eq_dec (fst i) v.

(** ... or among the first [n] of [c]. *)
Definition among_first (c : client) (n : nat) (i : client * nat) : Prop :=
  fst i = c /\ 1 <= snd i <= n.

(** Each vector is within the other. *)
Definition within (v w : vector client) : Prop :=
  forall c, lookup eq_dec c v <= lookup eq_dec c w.

End Needs.

#[export] Hint Unfold covered among_first within : relations.

(** The methods in the place of the machine that has them ... *)
Ltac open_machine M :=
  unfold M;
  cbn [ client_state replica_state get_payload answer_payload put_payload
        client_init replica_init get_request get_guard get get_response
        put_request put_guard put put_seen ].

(** ... and what is invariant of them in the place of the invariant. *)
Ltac open_invariant M J :=
  unfold J; open_machine M;
  cbn [ client_ok replica_ok get_ok answer_ok put_ok ].

(** A vector that is not below another exceeds it at some client. *)
Ltac decide_below :=
  match goal with
  | |- context [below ?d ?v ?w] =>
      let exceeds := fresh in
      destruct (below d v w) eqn:exceeds;
      [ | apply not_below_exceeds in exceeds; [| solve [auto with slots]];
          let c := fresh in destruct exceeds as [c exceeds] ]
  end.

Ltac decide_counts :=
  repeat match goal with
    | |- context [?a <=? ?b] => destruct (Nat.leb_spec a b)
    | |- context [?a =? ?b] => destruct (Nat.eqb_spec a b)
    end.

(** The goal is a choice between what a part needs: the first puts of a client,
    or those that a vector covers. *)
Ltac is_needed :=
  solve
    [ repeat first
        [ solve [repeat split; lia] | left; solve [repeat split; lia] | right ] ].

(** A put that has to be there and is not: the last of a client that a guard
    counts, the one before a put that is not the next, or the last of a client
    in a vector. *)
Ltac is_missing :=
  match goal with
  | H : lookup _ ?c _ < lookup _ ?c ?v |- exists i, _ =>
      exists (c, lookup _ c v); cbn [fst snd]; split; [is_needed | lia]
  | H : lookup _ ?c ?v < ?n |- exists i, _ =>
      exists (c, n); cbn [fst snd]; split; [is_needed | lia]
  | H : ?n <> S (lookup _ ?c ?v) |- exists i, _ =>
      exists (c, Nat.pred n); cbn [fst snd]; split; [is_needed | lia]
  | H : ?n <> lookup _ ?c ?v |- exists i, _ =>
      exists (c, n); cbn [fst snd]; split; [is_needed | lia]
  end.

(** A guard is true, or the put is seen already, or a put that is needed is
    missing. *)
Ltac close_enabled :=
  intros; in_own_words; reduce; split_hypotheses; in_own_words;
  repeat decide_below; decide_counts;
  solve
    [ left; reflexivity | right; left; reflexivity | repeat right; is_missing ].

(** An obligation of [local_progress], or fails. *)
Ltac close_dependency :=
  intros;
  lazymatch goal with
  | |- _ \/ ex _ => close_enabled
  | |- _ \/ _ \/ ex _ => close_enabled
  | |- _ => close_obligation
  end.
