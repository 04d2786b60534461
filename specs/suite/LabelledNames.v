(** The puts of CC-star (suite/cc) and of LCC-star (suite/lcc) are named alike,
    but that the latter's names have the label of the value too. Sets of the two
    are the same if their members are; then every question that a guard asks of
    them has the same answer. *)

From Coq Require Import List Bool Arith.
From Espalier.Framework Require Import Parameters.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Suite Require Import Labels.
From Espalier.Suite Require CausalSets LabelledCausal.
Import ListNotations.

Module LabelledNames (P : PARAMETERS) (G : LABELS P).
  Include CausalSets.CausalSets P.
  Module L := LabelledCausal.Specification P G.

  (** ** The two names of a put *)

  (** Of each client, the keys and values that it has put. *)
  Definition history := P.client -> list (P.key * P.value).

  Definition longer (h h' : history) : Prop :=
    forall c, exists more, h' c = h c ++ more.

  (** The client's put is the last of its own, and nobody else's has changed. *)
  Definition one_more (c : P.client) (h h' : history) : Prop :=
    (exists k v, h' c = h c ++ [(k, v)]) /\ forall d, c <> d -> h' d = h d.

  Lemma one_more_longer : forall c h h', one_more c h h' -> longer h h'.
  Proof.
    intros c h h' [[k [v E]] H] d. destruct (P.client_eq_dec c d) as [<- | D].
    - rewrite E. eauto.
    - exists []. rewrite (H d D), app_nil_r. reflexivity.
  Qed.

  Lemma one_more_other : forall c h h' d,
    one_more c h h' -> c <> d -> length (h' d) = length (h d).
  Proof. intros c h h' d [_ H] D. rewrite H by exact D. reflexivity. Qed.

  Definition with_put (h : history) c (x : P.key * P.value) : history :=
    fun d => if P.client_eq_dec c d then h c ++ [x] else h d.

  Lemma with_put_same : forall h c x, with_put h c x c = h c ++ [x].
  Proof.
    intros. unfold with_put. destruct (P.client_eq_dec c c); congruence.
  Qed.

  Lemma with_put_more : forall h c k v, one_more c h (with_put h c (k, v)).
  Proof.
    intros h c k v. split; [rewrite with_put_same; eauto |].
    intros d D. unfold with_put. destruct (P.client_eq_dec c d); congruence.
  Qed.

  Definition names (h : history) (z : C.put_id) (w : L.put_id) : Prop :=
    C.putter z = L.putter w /\ C.number z = L.number w /\
    C.on_key z = L.on_key w /\
    exists n v, C.number z = S n /\
      nth_error (h (C.putter z)) n = Some (C.on_key z, v) /\
      L.labelled w = G.label_of v.

  Definition same (h : history) (s : C.puts) (t : L.puts) : Prop :=
    (forall z, In z s -> exists w, In w t /\ names h z w) /\
    (forall w, In w t -> exists z, In z s /\ names h z w).

  Lemma names_stays : forall h h' z w,
    longer h h' -> names h z w -> names h' z w.
  Proof.
    intros h h' z w H [H1 [H2 [H3 [n [v [H4 [H5 H6]]]]]]].
    split; [| split; [| split]]; auto. exists n, v. split; [| split]; auto.
    destruct (H (C.putter z)) as [more ->].
    rewrite nth_error_app1; [assumption |]. apply nth_error_Some. congruence.
  Qed.

  Lemma same_stays : forall h h' s t, longer h h' -> same h s t -> same h' s t.
  Proof.
    intros h h' s t H [H1 H2]. split; intros x Hx.
    - destruct (H1 x Hx) as [w [? ?]]. eauto using names_stays.
    - destruct (H2 x Hx) as [w [? ?]]. eauto using names_stays.
  Qed.

  Lemma names_left : forall h z z' w, names h z w -> names h z' w -> z = z'.
  Proof.
    intros h [] [] [] [H1 [H2 [H3 _]]] [H4 [H5 [H6 _]]]. simpl in *. congruence.
  Qed.

  Lemma names_right : forall h z w w', names h z w -> names h z w' -> w = w'.
  Proof.
    intros h [p i k] [] [] [H1 [H2 [H3 [n [v [H4 [H5 H6]]]]]]]
      [H1' [H2' [H3' [n' [v' [H4' [H5' H6']]]]]]]. simpl in *.
    assert (n = n') by congruence. subst n'.
    rewrite H5 in H5'. inversion H5'. congruence.
  Qed.

  Lemma same_In : forall h s t z w,
    same h s t -> names h z w -> In z s <-> In w t.
  Proof.
    intros h s t z w [H1 H2] N. split; intros H.
    - destruct (H1 z H) as [w' [Hw N']].
      rewrite (names_right _ _ _ _ N N'). exact Hw.
    - destruct (H2 w H) as [z' [Hz N']].
      rewrite (names_left _ _ _ _ N N'). exact Hz.
  Qed.

  (** ** The questions that the guards ask have the same answers *)

  Lemma In_add_L : forall x y s,
    In x (add L.put_id_eq_dec y s) <-> x = y \/ In x s.
  Proof. intros. rewrite <- !(member_In L.put_id_eq_dec). apply member_add. Qed.

  Lemma same_empty : forall h, same h empty empty.
  Proof. intros h. split; intros ? []. Qed.

  Lemma same_add : forall h z w s t,
    names h z w -> same h s t ->
    same h (add C.put_id_eq_dec z s) (add L.put_id_eq_dec w t).
  Proof.
    intros h z w s t N [H1 H2]. split.
    - intros x Hx. apply In_add in Hx. destruct Hx as [-> | Hx].
      + exists w. rewrite In_add_L. auto.
      + destruct (H1 x Hx) as [y [? ?]]. exists y. rewrite In_add_L. auto.
    - intros x Hx. apply In_add_L in Hx. destruct Hx as [-> | Hx].
      + exists z. rewrite In_add. auto.
      + destruct (H2 x Hx) as [y [? ?]]. exists y. rewrite In_add. auto.
  Qed.

  Lemma same_both : forall h s t s' t',
    same h s t -> same h s' t' -> same h (C.both s s') (L.both t t').
  Proof.
    intros h s t s' t' [H1 H2] [H3 H4]. unfold C.both, L.both. split.
    - intros x Hx. rewrite <- (member_In C.put_id_eq_dec), member_union,
        !member_In in Hx.
      destruct Hx as [Hx | Hx]; [apply H1 in Hx | apply H3 in Hx];
        destruct Hx as [y [? ?]]; exists y;
        rewrite <- (member_In L.put_id_eq_dec), member_union, !member_In; auto.
    - intros x Hx. rewrite <- (member_In L.put_id_eq_dec), member_union,
        !member_In in Hx.
      destruct Hx as [Hx | Hx]; [apply H2 in Hx | apply H4 in Hx];
        destruct Hx as [y [? ?]]; exists y;
        rewrite <- (member_In C.put_id_eq_dec), member_union, !member_In; auto.
  Qed.

  Lemma same_all_of : forall h family family',
    Forall2 (same h) family family' ->
    same h (C.all_of family) (L.all_of family').
  Proof.
    intros h family family' H. induction H; [apply same_empty |].
    apply same_both; assumption.
  Qed.

  Lemma same_member : forall h z w s t,
    names h z w -> same h s t ->
    member C.put_id_eq_dec z s = member L.put_id_eq_dec w t.
  Proof.
    intros h z w s t N H. apply eq_true_iff_eq. rewrite !member_In.
    eapply same_In; eauto.
  Qed.

  Lemma same_subset : forall h s t s' t',
    same h s t -> same h s' t' ->
    subset C.put_id_eq_dec s s' = subset L.put_id_eq_dec t t'.
  Proof.
    intros h s t s' t' H H'. apply eq_true_iff_eq. rewrite !subset_spec.
    split; intros A x Hx; rewrite !member_In in *.
    - destruct (proj2 H x Hx) as [z [Hz N]].
      apply (same_In _ _ _ _ _ H' N). specialize (A z).
      rewrite !member_In in A. auto.
    - destruct (proj1 H x Hx) as [w [Hw N]].
      apply (same_In _ _ _ _ _ H' N). specialize (A w).
      rewrite !member_In in A. auto.
  Qed.

  Lemma same_strict_subset : forall h s t s' t',
    same h s t -> same h s' t' ->
    strict_subset C.put_id_eq_dec s s' = strict_subset L.put_id_eq_dec t t'.
  Proof.
    intros h s t s' t' H H'. unfold strict_subset.
    rewrite (same_subset h s t s' t'), (same_subset h s' t' s t); auto.
  Qed.

End LabelledNames.
