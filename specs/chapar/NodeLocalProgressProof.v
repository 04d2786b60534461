(** Local facts give progress: of the puts that are missing at a node, the one
    that was made first needs only puts that are in, so its guard is true. *)

From Coq Require Import List Arith.
From Espalier.Chapar Require Import
  NodeMachine NodeWorld NodeProgress NodeLocalProgress NodeInvariant.
Import ListNotations.

Section NodeLocalProgressProof.

Context {key value replica : Type}.
Context (replica_eq_dec : forall a b : replica, {a = b} + {a <> b}).
Context (M : node_machine key value replica).
Context (F : local_progress M).
Context (members : list replica).
Context (may_lose : Prop).

Lemma name_dec : forall a b : replica * nat, {a = b} + {a <> b}.
Proof. decide equality. apply Nat.eq_dec. Qed.

Lemma is_at_dec : forall (w : world M) n x, {is_at M w n x} + {~ is_at M w n x}.
Proof.
  intros. unfold is_at.
  destruct (replica_eq_dec (from x) n); [auto |].
  destruct (in_dec name_dec (from x, number x) (node_applied (nodes w n)));
    [auto | right; tauto].
Qed.

(** The first of the puts that are missing: all older ones are there. *)
Lemma first_missing : forall w n made,
  (exists x, In x made /\ ~ is_at M w n x) ->
  exists newer x older,
    made = newer ++ x :: older /\ ~ is_at M w n x /\
    forall y, In y older -> is_at M w n y.
Proof.
  intros w n. induction made as [| x older IH]; [intros [? [[] _]] |].
  intros Hmissing.
  destruct (Exists_dec (fun y => ~ is_at M w n y) older) as [Hold | Hnone].
  { intros y. destruct (is_at_dec w n y); [right | left]; tauto. }
  - apply Exists_exists in Hold. destruct (IH Hold) as [a [y [b [-> ?]]]].
    exists (x :: a), y, b. auto.
  - exists [], x, older. split; [reflexivity |].
    assert (G : forall y, In y older -> is_at M w n y).
    { intros y Hy. destruct (is_at_dec w n y) as [? | N]; [assumption |].
      exfalso. apply Hnone. apply Exists_exists. eauto. }
    split; [| exact G].
    destruct Hmissing as [y [[<- | Hy] N]]; [assumption | exfalso; auto].
Qed.

Lemma ordered_split : forall newer x older,
  ordered M F (newer ++ x :: older) ->
  forall i, needs M F (payload x) i -> exists y, In y older /\ id M F y = i.
Proof.
  induction newer; simpl; intros x older [H G]; eauto.
Qed.

Lemma missing_is_enabled : forall w made n x older newer,
  invariant M F members may_lose w made -> made = newer ++ x :: older ->
  ~ is_at M w n x -> (forall y, In y older -> is_at M w n y) ->
  enabled M w (sent_to M n x).
Proof.
  intros w made n x older newer
    [Hstates Hmessages Hmaker Hbefore Honenumber Honeid
    Hnetwork Hmade Hholds Horder Hlost]
    -> Hnot Hold. unfold enabled. simpl.
  assert (Hx : In x (newer ++ x :: older)) by apply in_elt.
  apply guard_is_true with (l := F); auto.
  - change (fst (id M F x) <> n). rewrite Hmaker by assumption.
    intros E. apply Hnot. left. assumption.
  - intros H. apply Hholds in H. destruct H as [y [Hy [E A]]].
    rewrite (Honeid y x Hy Hx E) in A. contradiction.
  - intros i Hi. destruct (ordered_split _ _ _ Horder i Hi) as [y [Hy E]].
    apply Hholds. exists y. repeat split; auto.
    apply in_or_app. simpl. auto.
Qed.

End NodeLocalProgressProof.

Theorem local_progress_progressive :
  forall {key value replica : Type} replica_eq_dec
    (M : node_machine key value replica),
    local_progress M -> progressive replica_eq_dec M.
Proof.
  intros key value replica replica_eq_dec M F members v programs w n t
    Hreach [Hin [Hto Hmissing]].
  apply (invariant_reachable _ _ F) in Hreach. destruct Hreach as [made Hw].
  destruct (in_network _ _ _ _ _ _ Hw t Hin) as [Hmember [Hself [x [Hx Et]]]].
  assert (Hnot : exists x, In x made /\ ~ is_at M w n x).
  { exists x. split; [assumption |]. unfold is_in in Hmissing.
    rewrite Et in Hmissing, Hself. simpl in *. rewrite Hto in *.
    intros [? | ?]; auto. }
  apply (first_missing replica_eq_dec) in Hnot.
  destruct Hnot as [newer [y [older [E [Hy Hold]]]]].
  assert (In y made) by (rewrite E; apply in_elt).
  exists (sent_to M n y). split.
  - rewrite Hto in Hmember.
    destruct (nothing_lost _ _ _ _ _ _ Hw (fun f => f) n y H Hmember)
      as [? | Hin']; [contradiction |].
    repeat split; auto. unfold is_in. simpl. intros A. apply Hy. right. exact A.
  - eapply missing_is_enabled; eauto.
Qed.

Theorem local_progress_applies_once :
  forall {key value replica : Type} replica_eq_dec
    (M : node_machine key value replica),
    local_progress M -> applies_once replica_eq_dec M.
Proof.
  intros key value replica replica_eq_dec M F members v programs w t
    Hreach Hin Hhere Henabled.
  apply (invariant_reachable _ _ F) in Hreach. destruct Hreach as [made Hw].
  destruct (in_network _ _ _ _ _ _ Hw t Hin) as [_ [_ [x [Hx Et]]]].
  apply (guard_is_new M F) in Henabled.
  - apply Henabled, (holds_what_is_at _ _ _ _ _ _ Hw). exists x.
    rewrite Et in Hhere |- *. repeat split; auto. right. exact Hhere.
  - apply (states_sound _ _ _ _ _ _ Hw).
  - rewrite Et. exact (messages_sound _ _ _ _ _ _ Hw x Hx).
Qed.
