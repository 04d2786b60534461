(** What follows from the definitions of the guarantees alone: convergence makes
    gets that see the same puts agree, and the four guarantees together are
    causal consistency. *)

From Coq Require Import List.
From Espalier.Framework Require Import World.
From Espalier.Strong Require Import Guarantees Histories HistoriesFacts.

Section HistoriesCausal.

Context {key value client : Type}.
Notation event := (@Histories.event key value client).
Context (v0 : value) (h : list event)
  (x : Histories.explanation key value client).
Context (X : explains v0 h x).

(** Two gets of a key to which the same puts are visible return the same. *)
Lemma same_visible_same_value : converges h x ->
  forall g g', get_in h g -> get_in h g' -> key_of g = key_of g' ->
  (forall e, visible x e g <-> visible x e g') ->
  source x g = source x g' /\ value_of g = value_of g'.
Proof.
  intros [order D] g g' Hg Hg' Hk Hsame.
  assert (Hsource : source x g = source x g').
  { destruct (source x g) as [e |] eqn:E, (source x g') as [e' |] eqn:E'; auto.
    - destruct (source_is_last _ _ _ X g e (conj Hg E)) as [He [Hek [_ Hlast]]].
      destruct (source_is_last _ _ _ X g' e' (conj Hg' E'))
        as [He' [Hek' [_ Hlast']]].
      destruct (Hlast e') as [-> | O]; auto; [apply Hsame; auto | congruence |].
      destruct (Hlast' e) as [-> | O']; auto; [apply Hsame; auto | congruence |].
      exfalso. pose proof (order_is_total _ _ _ D) as T.
      apply (order_is_arbitration _ _ _ D g) in O; auto; [| apply Hsame; auto].
      apply (order_is_arbitration _ _ _ D g') in O'; auto;
        [| apply Hsame; auto].
      destruct (visible_was_put _ _ _ X g e Hg He) as [Pe _].
      destruct (visible_was_put _ _ _ X g' e' Hg' He') as [Pe' _].
      apply (irreflexive _ _ T e Pe). apply (transitive _ _ T e e' e); auto.
    - destruct (source_is_last _ _ _ X g e (conj Hg E)) as [He [Hek _]].
      destruct (initial_if_none _ _ _ X g' Hg' E') as [_ Hnone].
      destruct (Hnone e); [apply Hsame; exact He | congruence].
    - destruct (source_is_last _ _ _ X g' e' (conj Hg' E')) as [He [Hek _]].
      destruct (initial_if_none _ _ _ X g Hg E) as [_ Hnone].
      destruct (Hnone e'); [apply Hsame; exact He | congruence]. }
  split; auto. destruct (source x g) as [e |] eqn:E.
  - destruct (source_is_last _ _ _ X g e (conj Hg E)) as [_ [_ [<- _]]].
    destruct (source_is_last _ _ _ X g' e (conj Hg' (eq_sym Hsource)))
      as [_ [_ [<- _]]]. reflexivity.
  - destruct (initial_if_none _ _ _ X g Hg E) as [-> _].
    destruct (initial_if_none _ _ _ X g' Hg' (eq_sym Hsource)) as [-> _].
    reflexivity.
Qed.

(** Of what is visible, only the causal past. *)
Definition trimmed : Histories.explanation key value client := {|
  source := source x;
  visible := fun e g => visible x e g /\ happens_before h x e g;
  arbitration := arbitration x
|}.

Lemma trimmed_explains : explains v0 h trimmed.
Proof.
  constructor; simpl.
  - intros g e Hg [He _]. exact (visible_was_put _ _ _ X g e Hg He).
  - intros g Hg. destruct (arbitration_is_order _ _ _ X g Hg) as [I T L].
    constructor.
    + intros a [Ha _]. auto.
    + intros a b c [Ha _] [Hb _] [Hc _]. eauto.
    + intros a b [Ha _] [Hb _]. auto.
  - intros g e R. destruct (source_is_last _ _ _ X g e R) as [He [Hk [Hv Hlast]]].
    repeat split; auto; [apply reading_is_causal; exact R |].
    intros d [Hd _]. auto.
  - intros g Hg E. destruct (initial_if_none _ _ _ X g Hg E) as [Hv Hnone].
    split; auto. intros d [Hd _]. auto.
Qed.

Context (Hown : reads_its_writes h x) (Hreads : reads_monotonically h x)
  (Hwrites : writes_monotonically h x) (Hfollow : writes_after_reads h x).

Lemma visible_is_closed : forall d e g, put_in h d -> get_in h g ->
  visible x e g -> happens_before h x d e ->
  visible x d g /\ arbitration x g d e.
Proof.
  intros d e g Hd Hg He H.
  destruct (past_splits _ _ _ _ Hd H) as [S | [[a [b [R [S K]]]] | [a [R _]]]].
  - apply Hwrites; auto.
  - apply (Hfollow a d e b g); auto.
  - exfalso. eapply put_is_not_get; [| apply R].
    apply (visible_was_put _ _ _ X g e Hg He).
Qed.

Lemma past_is_visible : forall d g, put_in h d -> get_in h g ->
  happens_before h x d g -> visible x d g.
Proof.
  intros d g Hd Hg H.
  destruct (past_splits _ _ _ _ Hd H)
    as [S | [[e [g' [R [S K]]]] | [e [R [_ [-> | K]]]]]].
  - apply Hown; auto.
  - apply (Hreads e d g' g); auto.
  - apply (source_is_last _ _ _ X g e R).
  - apply (visible_is_closed d e g); auto. apply (source_is_last _ _ _ X g e R).
Qed.

Lemma trimmed_causal : causal h trimmed.
Proof.
  split.
  - intros e g He Hg. simpl. split; [intros [_ H]; exact H |].
    intros H. split; [apply past_is_visible; auto | exact H].
  - intros d e g Hg [Hd _] [He _] H.
    apply (visible_is_closed d e g); auto.
    apply (visible_was_put _ _ _ X g d Hg Hd).
Qed.

Lemma trimmed_causal_plus : converges h x -> causal_plus h trimmed.
Proof.
  intros [order D]. exists order. split.
  - destruct D as [T C A]. constructor; auto.
    intros g d e Hg [Hd _] [He _]. apply A; auto.
  - intros d g Hd Hg Hk H. pose proof (past_is_visible d g Hd Hg H) as V.
    simpl. destruct (source x g) as [e |] eqn:E.
    + exists e. split; auto.
      destruct (source_is_last _ _ _ X g e (conj Hg E)) as [He [_ [_ Hlast]]].
      destruct (Hlast d V Hk) as [-> | O]; auto. right.
      apply (order_is_arbitration _ _ _ D g); auto.
    + destruct (initial_if_none _ _ _ X g Hg E) as [_ Hnone].
      destruct (Hnone d V Hk).
Qed.

End HistoriesCausal.

Section AllFour.

Context {key value client : Type}.
Context (chosen : guarantees) (v0 : value)
  (h : list (@Histories.event key value client)).

Theorem all_four_causal : all_four chosen -> explained chosen v0 h ->
  exists x, explains v0 h x /\ causal h x.
Proof.
  intros [Y1 [Y2 [Y3 Y4]]] [x [X [H1 [H2 [H3 [H4 _]]]]]]. exists (trimmed h x).
  split; [apply trimmed_explains | eapply trimmed_causal]; eauto.
Qed.

Theorem all_four_causal_plus : all_four chosen -> convergent chosen = true ->
  explained chosen v0 h ->
  exists x, explains v0 h x /\ causal h x /\ causal_plus h x.
Proof.
  intros [Y1 [Y2 [Y3 Y4]]] V [x [X [H1 [H2 [H3 [H4 [H5 _]]]]]]].
  exists (trimmed h x). split; [apply trimmed_explains | split;
    [eapply trimmed_causal | eapply trimmed_causal_plus]]; eauto.
Qed.

End AllFour.
