(** What is noted of a run explains its history: to a get is visible what was in
    at its node, and arbitrated as it came in. *)

From Coq Require Import List Arith Lia Relations.
From Espalier.Framework Require Import Parameters World.
From Espalier.Chapar Require Import NodeMachine NodeWorld NodeRefinement.
From Espalier.Chapar Require ChaparMeaning ChaparMeaningSteps.
From Espalier.Strong Require Guarantees.
From Espalier.Strong Require Import Histories HistoriesCausal.
Import ListNotations.

Module Proof (P : PARAMETERS) <: ChaparMeaning.STATEMENT P.
  Include ChaparMeaningSteps.Steps P.

  Lemma invariant_initial : forall v0 programs,
    invariant v0 (initial Specification.machine v0 programs) []
      {| names := fun n _ => (n, 0); pasts := fun _ _ => FiniteSet.empty;
         views := fun _ _ => []; log := fun _ => [] |}.
  Proof.
    intros. constructor; simpl; try tauto.
    - intros a b [[] _].
    - intros e [[] _].
    - intros n. constructor; simpl; try tauto; [constructor |].
      intros [| ? ?] ? ? E; discriminate E.
    - intros n i. split; [discriminate | intros [e [[] _]]].
    - intros n i Hi. exact Hi.
    - intros a b [[] _].
    - intros g [[] _].
  Qed.

  Lemma invariant_network : forall v0 w h t net,
    invariant v0 w h t -> (forall u, In u net -> In u (network w)) ->
    invariant v0 {| nodes := nodes w; network := net |} h t.
  Proof.
    intros v0 w h t net [] H. constructor; auto.
  Qed.

  Lemma invariant_step : forall v0 members w o w' h t,
    step P.replica_eq_dec Specification.machine members True w o w' ->
    invariant v0 w h t ->
    exists t', invariant v0 w' (h ++ observed o []) t'.
  Proof.
    intros v0 members w o w' h t Hstep H.
    destruct Hstep as
      [ w n k rest i s applied Hn
      | w n k v rest i s applied Hn
      | w before rest u s program i applied Hw Hn Hguard
      | w before rest u _ Hw
      | w before rest u Hw ]; simpl observed; rewrite ?app_nil_r.
    - eapply step_get; eauto.
    - eapply step_put; eauto.
    - eapply step_update; eauto.
    - exists t. apply invariant_network; [assumption |]. rewrite Hw.
      intros x Hx. apply in_app_or in Hx. apply in_or_app. simpl. tauto.
    - exists t. apply invariant_network; [assumption |]. rewrite Hw.
      intros x. simpl. rewrite !in_app_iff. simpl. tauto.
  Qed.

  Lemma trace_noted : forall members v0 programs h,
    trace P.replica_eq_dec Specification.machine members True v0 programs h ->
    exists w t, invariant v0 w h t.
  Proof.
    intros members v0 programs h [w Hrun].
    assert (G : forall x later y,
      run P.replica_eq_dec Specification.machine members True x later y ->
      forall h t, invariant v0 x h t -> exists t', invariant v0 y (h ++ later) t').
    { clear. intros x later y Hrun.
      induction Hrun as [x | x o x' later y Hstep Hrun IH]; intros h t H.
      - exists t. rewrite app_nil_r. assumption.
      - destruct (invariant_step _ _ _ _ _ _ _ Hstep H) as [t' H'].
        destruct (IH _ _ H') as [t'' H'']. exists t''.
        replace (h ++ observed o later) with ((h ++ observed o []) ++ later);
          [assumption |].
        rewrite <- app_assoc. destruct o; reflexivity. }
    destruct (G _ _ _ Hrun _ _ (invariant_initial v0 programs)) as [t Ht].
    exists w, t. exact Ht.
  Qed.

  (** * The explanation *)

  Definition before_in (l : list event) (d e : event) : Prop :=
    exists newer older, l = newer ++ e :: older /\ In d older.

  Definition explanation_of (t : notes) : explanation P.key P.value P.replica :=
    {| source := fun g => last_on (key_of g) (view t g);
       visible := fun e g => In e (view t g);
       arbitration := fun g => before_in (view t g) |}.

  Lemma before_is_order : forall l,
    NoDup l -> strict_total_order (fun e => In e l) (before_in l).
  Proof.
    unfold before_in. intros l. induction l as [| x l IH]; intros N.
    - constructor; simpl; tauto.
    - inversion N as [| ? ? Nx Nl]; subst. destruct (IH Nl) as [I T L].
      assert (Tail : forall d e, (exists newer older,
        x :: l = newer ++ e :: older /\ In d older) <->
        (e = x /\ In d l) \/
        exists newer older, l = newer ++ e :: older /\ In d older).
      { intros d e. split.
        - intros [[| y newer] [older [E Hd]]]; inversion E; subst; eauto 6.
        - intros [[-> Hd] | [newer [older [-> Hd]]]].
          + exists [], l. auto.
          + exists (x :: newer), older. auto. }
      assert (Within : forall d e, (exists newer older,
        l = newer ++ e :: older /\ In d older) -> In d l /\ In e l).
      { intros d e [newer [older [-> Hd]]].
        split; apply in_or_app; simpl; auto. }
      constructor.
      + intros a Ha. rewrite Tail. intros [[-> ?] | H]; [auto |].
        destruct (Within _ _ H) as [Ha' _]. exact (I a Ha' H).
      + intros a b c Ha Hb Hc. rewrite !Tail.
        intros [[-> Hal] | Hab] [[-> Hbl] | Hbc]; auto.
        * destruct (Within _ _ Hbc) as [Hx _]. contradiction.
        * destruct (Within _ _ Hab) as [Hal _]. left. auto.
        * destruct (Within _ _ Hab) as [Ha1 Hb1], (Within _ _ Hbc) as [_ Hc1].
          right. exact (T a b c Ha1 Hb1 Hc1 Hab Hbc).
      + intros a b [<- | Ha] [<- | Hb]; auto.
        * right. right. apply Tail. auto.
        * right. left. apply Tail. auto.
        * destruct (L a b Ha Hb) as [-> | [H | H]]; auto; right;
            [left | right]; apply Tail; auto.
  Qed.

  Lemma last_on_is_last : forall l k,
    match last_on k l with
    | None => forall d, In d l -> key_of d <> k
    | Some e => forall d, In d l -> key_of d = k -> d = e \/ before_in l d e
    end.
  Proof.
    intros l k. induction l as [| x l IH]; [simpl; tauto |].
    rewrite last_on_cons. destruct (P.key_eq_dec (key_of x) k) as [Hk | Hk].
    - intros d [<- | Hd] _; [auto |]. right. exists [], l. auto.
    - destruct (last_on k l) as [e |].
      + intros d [<- | Hd] E; [contradiction |].
        destruct (IH d Hd E) as [-> | [newer [older [-> ?]]]]; [auto | right].
        exists (x :: newer), older. auto.
      + intros d [<- | Hd]; auto.
  Qed.

  Lemma event_eq_dec : forall a b : event, {a = b} + {a <> b}.
  Proof.
    decide equality; auto using P.replica_eq_dec, P.key_eq_dec, P.value_eq_dec,
      Nat.eq_dec.
  Qed.

  Lemma visible_settled : forall t, settled (explanation_of t).
  Proof.
    intros t e g. simpl. destruct (in_dec event_eq_dec e (view t g)); auto.
  Qed.

  Section Explained.

  Context (v0 : P.value) (w : world) (h : list event) (t : notes)
    (H : invariant v0 w h t).

  Let x := explanation_of t.

  Lemma history_explained : explains v0 h x.
  Proof.
    constructor; simpl.
    - intros g e Hg He. destruct (gets_answered _ _ _ _ H g Hg) as [A B _ _].
      split; [exact (arrived_puts _ _ _ A e He) | exact (B e He)].
    - intros g Hg. apply before_is_order.
      destruct (gets_answered _ _ _ _ H g Hg) as [A _ _ _]. apply A.
    - intros g e [Hg E]. simpl in E.
      destruct (gets_answered _ _ _ _ H g Hg) as [A _ _ V].
      pose proof (last_on_is_last (view t g) (key_of g)) as Hlast.
      pose proof E as E'. apply last_on_In in E'. rewrite E in V, Hlast.
      destruct V as [V _]. repeat split; try tauto. congruence.
    - intros g Hg E. destruct (gets_answered _ _ _ _ H g Hg) as [_ _ _ V].
      pose proof (last_on_is_last (view t g) (key_of g)) as Hlast.
      rewrite E in V, Hlast. split; assumption.
  Qed.

  (** What is in the causal past is in what the session depended on. *)
  Lemma causes_are_past : forall a b, happens_before h x a b ->
    included (past t a) (past t b) /\
    (put_in h a -> within (past t b) (name t a)).
  Proof.
    intros a b Hab. induction Hab as [a b [S | [Hg E]] | a b c _ IH1 _ IH2].
    - exact (order_past _ _ _ _ H a b S).
    - simpl in E. destruct (gets_answered _ _ _ _ H b Hg) as [_ _ _ V].
      rewrite E in V. destruct V as [_ [V1 V2]]. split; [exact V2 | auto].
    - destruct IH1 as [I1 N1], IH2 as [I2 N2].
      split; [intros i Hi | intros Ha]; auto.
  Qed.

  (** A put that a get's session depended on is visible to the get. *)
  Lemma past_is_in_view : forall d g, put_in h d -> get_in h g ->
    within (past t g) (name t d) -> In d (view t g).
  Proof.
    intros d g Hd Hg Hin.
    destruct (gets_answered _ _ _ _ H g Hg) as [A _ C _].
    destruct (C _ Hin) as [e [He E]].
    replace d with e; [assumption |].
    apply (one_name _ _ _ _ H); auto. exact (arrived_puts _ _ _ A e He).
  Qed.

  (** What a visible put depends on came in before it. *)
  Lemma past_came_before : forall d e g, put_in h d -> get_in h g ->
    In e (view t g) -> within (past t e) (name t d) ->
    visible x d g /\ arbitration x g d e.
  Proof.
    intros d e g Hd Hg He Hin.
    destruct (gets_answered _ _ _ _ H g Hg) as [A _ _ _].
    destruct (in_split _ _ He) as [newer [older E]].
    destruct (arrived_after _ _ _ A newer e older E _ Hin) as [d' [Hd' Ed]].
    assert (Hold : forall c, In c older -> In c (view t g)).
    { intros c Hc. rewrite E. apply in_or_app. simpl. auto. }
    replace d with d'.
    - split; [apply Hold; assumption | exists newer, older; auto].
    - apply (one_name _ _ _ _ H); auto.
      exact (arrived_puts _ _ _ A d' (Hold d' Hd')).
  Qed.

  Lemma comes_with_past : forall e d b,
    comes_with h x e d -> within (past t b) (name t e) ->
    included (past t e) (past t b) -> within (past t b) (name t d).
  Proof.
    intros e d b [Hd [-> | Hb]] He Hi; [assumption |].
    apply Hi, causes_are_past; assumption.
  Qed.

  Lemma read_is_past : forall e g, reads_from h x e g ->
    within (past t g) (name t e) /\ included (past t e) (past t g).
  Proof.
    intros e g [Hg E]. simpl in E.
    destruct (gets_answered _ _ _ _ H g Hg) as [_ _ _ V].
    rewrite E in V. tauto.
  Qed.

  Lemma own_writes : reads_its_writes h x.
  Proof.
    intros e g He Hg S. apply past_is_in_view; auto.
    apply (order_past _ _ _ _ H e g S). assumption.
  Qed.

  Lemma reads_stay : reads_monotonically h x.
  Proof.
    intros e d g g' R C Hg' S. destruct (read_is_past e g R) as [He Hi].
    apply past_is_in_view; auto; [apply C |].
    apply (order_past _ _ _ _ H g g' S). eapply comes_with_past; eauto.
  Qed.

  Lemma writes_in_order : writes_monotonically h x.
  Proof.
    intros d e g Hd S Hg He. apply past_came_before; auto.
    apply (order_past _ _ _ _ H d e S). assumption.
  Qed.

  Lemma reads_before_writes : writes_after_reads h x.
  Proof.
    intros e d f g' g R C S Hg Hf. destruct (read_is_past e g' R) as [He Hi].
    apply past_came_before; auto; [apply C |].
    apply (order_past _ _ _ _ H g' f S). eapply comes_with_past; eauto.
  Qed.

  End Explained.

  Theorem explained : forall members v0 programs h,
    trace P.replica_eq_dec Specification.machine members True v0 programs h ->
    Histories.explained Guarantees.Causal.chosen v0 h.
  Proof.
    intros members v0 programs h T.
    destruct (trace_noted _ _ _ _ T) as [w [t H]].
    exists (explanation_of t). simpl.
    split; [eapply history_explained; eauto |].
    split; [intros _; eapply own_writes; eauto |].
    split; [intros _; eapply reads_stay; eauto |].
    split; [intros _; eapply writes_in_order; eauto |].
    split; [intros _; eapply reads_before_writes; eauto |].
    split; [discriminate | apply visible_settled].
  Qed.

  Theorem causal : forall members v0 programs h,
    trace P.replica_eq_dec Specification.machine members True v0 programs h ->
    exists x, Histories.explains v0 h x /\ Histories.causal h x.
  Proof.
    intros members v0 programs h T.
    destruct (explained _ _ _ _ T) as [x [X [H1 [H2 [H3 [H4 _]]]]]].
    exists (trimmed h x).
    split; [apply trimmed_explains | eapply trimmed_causal]; eauto.
  Qed.

  Theorem refined : forall I members v0 programs h,
    refines P.replica_eq_dec I Specification.machine ->
    trace P.replica_eq_dec I members True v0 programs h ->
    exists x, Histories.explains v0 h x /\ Histories.causal h x.
  Proof. intros I members v0 programs h R T. eapply causal. eauto. Qed.

End Proof.
