(** For proofs about what clients have put so far that one tactic closes
    (framework/HistorySimulation.v): which numbers are puts on a key is sealed,
    so that nothing but its laws is used; questions about sets of puts that are
    no first so many, but all on a key up to a number, become arithmetic. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Kit Require Import FiniteSet Vector Decide.
From Espalier.Suite Require Import PutHistory.

Section Facts.
Context {client key : Type}.
Context (client_eq_dec : forall a b : client, {a = b} + {a <> b}).

Lemma sealed :
  { placed : @puts_so_far client key -> client -> key -> nat -> Prop |
    forall h c k n, placed h c k n <-> on h c k n }.
Proof. exists on. reflexivity. Qed.

(** The client's put of this number is on this key. As [on], but no tactic can
    take it to pieces. *)
Definition placed := proj1_sig sealed.

Lemma placed_is : forall h c k n, placed h c k n <-> on h c k n.
Proof. exact (proj2_sig sealed). Qed.

Lemma made_and_then_if : forall h c k d,
  made (@and_then client key client_eq_dec h c k) d =
  if client_eq_dec c d then S (made h c) else made h d.
Proof.
  intros. unfold and_then, made. destruct (client_eq_dec c d); reflexivity.
Qed.

Lemma made_nothing : forall c, made (@none_so_far client key) c = 0.
Proof. reflexivity. Qed.

Lemma placed_nothing : forall c k n, placed none_so_far c k n <-> False.
Proof.
  intros. rewrite placed_is. apply on_nothing.
Qed.

Lemma placed_and_then : forall h c k d j n,
  placed (and_then client_eq_dec h c k) d j n <->
  placed h d j n \/ (d = c /\ j = k /\ n = S (made h c)).
Proof.
  intros. rewrite !placed_is. apply on_and_then.
Qed.

Lemma placed_among : forall h c k n, placed h c k n -> 1 <= n <= made h c.
Proof.
  intros h c k n. rewrite placed_is. apply on_positive.
Qed.

End Facts.

(** ** Tactics *)

(** What a history says of one put more, in terms of the history before. *)
Ltac in_history_before :=
  repeat match goal with
    | |- context [placed (and_then ?d ?h ?c ?k) ?e ?j ?n] =>
        rewrite (placed_and_then d h c k e j n)
    | H : context [placed (and_then ?d ?h ?c ?k) ?e ?j ?n] |- _ =>
        rewrite (placed_and_then d h c k e j n) in H
    | |- context [made (and_then ?d ?h ?c ?k) ?e] =>
        rewrite (made_and_then_if d h c k e)
    | H : context [made (and_then ?d ?h ?c ?k) ?e] |- _ =>
        rewrite (made_and_then_if d h c k e) in H
    | |- context [placed none_so_far ?c ?k ?n] =>
        rewrite (placed_nothing c k n)
    | H : context [placed none_so_far ?c ?k ?n] |- _ =>
        rewrite (placed_nothing c k n) in H
    | |- context [made none_so_far ?c] => rewrite (made_nothing c)
    | H : context [made none_so_far ?c] |- _ => rewrite (made_nothing c) in H
    end.

(** That a client made a put says what the history is. *)
Ltac open_growth :=
  repeat match goal with
    | H : one_more _ _ _ _ |- _ => destruct H; subst
    end.

(** What is known of all puts of a kind, of those in sight. *)
Ltac use_puts :=
  repeat match goal with
    | M : placed ?h ?c ?k ?n |- _ => learn (placed_among h c k n M)
    | H : forall i d, placed ?h d ?k i -> @?B i d, M : placed ?h ?c ?k ?n |- _ =>
        learn (H n c M)
    | H : forall i, placed ?h ?c ?k i -> @?B i, M : placed ?h ?c ?k ?n |- _ =>
        learn (H n M)
    | H : forall i d, member _ (d, i) ?s = true -> @?B i d,
      M : member _ (?c, ?n) ?s = true |- _ => learn (H n c M)
    | H : forall i, member _ (?c, i) ?s = true -> @?B i,
      M : member _ (?c, ?n) ?s = true |- _ => learn (H n M)
    | H : forall i, member _ i ?s = true -> @?B i,
      M : member _ ?n ?s = true |- _ => learn (H n M)
    | H : forall d, @?A d <= @?B d, M : context [lookup _ ?c _] |- _ =>
        learn (H c)
    | H : forall d, @?A d <= @?B d |- context [lookup _ ?c _] => learn (H c)
    end.

(** Whether arithmetic may decide it. *)
Ltac is_arithmetic statement :=
  lazymatch statement with
  | _ <= _ => idtac
  | _ < _ => idtac
  | @eq nat _ _ => idtac
  end.

(** Implications whose premise arithmetic decides. *)
Ltac discharge :=
  repeat match goal with
    | H : ?premise -> ?statement |- _ =>
        is_arithmetic premise;
        first
          [ let fact := fresh in
            assert (fact : premise) by lia; specialize (H fact); clear fact
          | let fact := fresh in
            assert (fact : ~ premise) by lia; clear H fact ]
    end.

(** A premise that may hold or not, in both ways. *)
Ltac split_premise :=
  match goal with
  | H : ?a <= ?b -> _ |- _ => destruct (Nat.le_gt_cases a b)
  | H : ?a < ?b -> _ |- _ => destruct (Nat.lt_ge_cases a b)
  end.

Ltac conclude_puts :=
  solve [ conclude | tauto | intuition (lia || congruence) ].

(** Splits no more premises than [depth]. *)
Ltac close_by_cases depth :=
  use_puts; split_hypotheses; discharge; use_puts; split_hypotheses; discharge;
  first
    [ conclude_puts
    | lazymatch depth with
      | Datatypes.S ?less => split_premise; close_by_cases less
      end ].

(** What the goal is about comes first: of another key than the one at hand all
    is as it was. *)
Ltac decide_choices :=
  repeat match goal with
    | |- context [if ?question then _ else _] => decide_question question
    end.

(** As [close_atom], by no more cases than [depth]. *)
Ltac close_history_atom_by depth :=
  first
    [ conclude_at_once
    | in_own_words; reduce; decide_choices; use_facts;
      first
        [ conclude_at_once
        | decide_identifiers; split_goal; to_membership;
          in_history_before; split_hypotheses; to_arithmetic;
          decide_identifiers; in_history_before; decide_identifiers;
          split_hypotheses; split_goal; to_membership;
          unfold written_as in *; split_hypotheses; close_by_cases depth ] ].

Ltac close_history_atom := close_history_atom_by 4.

Ltac open_history_obligation :=
  intros; unfold_everywhere; open_growth; open_obligation; split_goal.

(** Closes an obligation of a simulation with a history, or fails. *)
Ltac close_history := open_history_obligation; close_history_atom.
Ltac close_history_deeply :=
  open_history_obligation; close_history_atom_by 8.
