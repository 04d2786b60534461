(** The core that tracks dependencies exactly refines CC-star: its lists and the
    specification's sets have the same members, except that of what a session
    has read it drops what is within another. *)

From Coq Require Import List Bool Arith.
From Espalier.Framework Require Import
  Parameters Machine Refinement LocalSimulation LocalSimulationProof.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Suite Require CausalSets.
From Espalier.Reference Require CausalExactStatement.
Import ListNotations.

Module Proof (P : PARAMETERS) <: CausalExactStatement.STATEMENT P.
  Module Core := CausalExact.CausalExact P.
  Module Implementation := MachineOf P Core.
  Module Sets := CausalSets.CausalSets P.
  Module Causal := Sets.C.
  Module Specification := MachineOf P Causal.
  Module I := Core.
  Module C := Causal.

  (** ** What the core's functions compute *)

  Lemma same_id_eq : forall i j, I.same_id i j = true <-> i = j.
  Proof.
    intros [p n k] [p' n' k']. unfold I.same_id. simpl.
    destruct (P.client_eq_dec p p'), (P.key_eq_dec k k'); rewrite ?Nat.eqb_eq;
      split; intros H; try discriminate; try (inversion H; contradiction);
      try (inversion H; reflexivity). subst. reflexivity.
  Qed.

  Lemma is_in_In : forall i s, I.is_in i s = true <-> In i s.
  Proof.
    induction s as [| j s IH]; simpl; [split; [discriminate | intros []] |].
    destruct (I.same_id i j) eqn:E.
    - apply same_id_eq in E. subst. tauto.
    - rewrite IH. split; [auto | intros [-> | H]; [| exact H]].
      assert (I.same_id i i = true) by (apply same_id_eq; reflexivity).
      congruence.
  Qed.

  Lemma In_enter : forall i j s, In i (I.enter j s) <-> i = j \/ In i s.
  Proof.
    intros. unfold I.enter. destruct (I.is_in j s) eqn:E.
    - apply is_in_In in E. split; [auto | intros [-> | H]; auto].
    - simpl. split; intros [H | H]; auto.
  Qed.

  Lemma In_merge : forall i a b, In i (I.merge a b) <-> In i a \/ In i b.
  Proof.
    induction a as [| j a IH]; simpl; intros b; [tauto |].
    rewrite IH, In_enter. split; intros H; intuition.
  Qed.

  Lemma within_In : forall a b,
    I.within a b = true <-> (forall i, In i a -> In i b).
  Proof.
    induction a as [| j a IH]; simpl; intros b; [split; [tauto | auto] |].
    destruct (I.is_in j b) eqn:E.
    - apply is_in_In in E. rewrite IH. split; [intros H i [<- | Hi] |]; auto.
    - split; [discriminate | intros H].
      assert (In j b) as Hj by auto. apply is_in_In in Hj. congruence.
  Qed.

  Lemma within_on_In : forall k a b,
    I.within_on k a b = true <->
    (forall i, In i a -> I.on_key i = k -> In i b).
  Proof.
    induction a as [| j a IH]; simpl; intros b; [split; [tauto | auto] |].
    destruct (P.key_eq_dec k (I.on_key j)) as [-> | N].
    - destruct (I.is_in j b) eqn:E.
      + apply is_in_In in E. rewrite IH.
        split; [intros H i [<- | Hi] |]; auto.
      + split; [discriminate | intros H].
        assert (In j b) as Hj by auto. apply is_in_In in Hj. congruence.
    - rewrite IH. split; [intros H i [<- | Hi] Hk |]; auto. congruence.
  Qed.

  Lemma In_on : forall i k s, In i (I.on k s) <-> In i s /\ I.on_key i = k.
  Proof.
    induction s as [| j s IH]; simpl; [tauto |].
    destruct (P.key_eq_dec k (I.on_key j)) as [-> | N]; simpl; rewrite IH.
    - split; [intros [-> | H] | intros [[-> | H] E]]; tauto.
    - split; [tauto | intros [[-> | H] E]; [congruence | tauto]].
  Qed.

  Lemma In_merge_all : forall i family,
    In i (I.merge_all family) <-> exists s, In s family /\ In i s.
  Proof.
    induction family as [| s family IH]; simpl.
    - split; [intros [] | intros [? [[] _]]].
    - rewrite In_merge, IH. split.
      + intros [H | [s' [? ?]]]; eauto.
      + intros [s' [[<- | H] Hi]]; eauto.
  Qed.

  Lemma not_behind_true : forall k present family,
    I.not_behind k present family = true <->
    forall read, In read family ->
      I.within_on k present read = true -> I.within_on k read present = true.
  Proof.
    induction family as [| read family IH]; simpl; [split; [tauto | auto] |].
    destruct (I.within_on k present read) eqn:A;
      [destruct (I.within_on k read present) eqn:B |].
    - rewrite IH. split; [intros H r [<- | Hr] |]; auto.
    - split; [discriminate | intros H].
      specialize (H read (or_introl eq_refl) A). congruence.
    - rewrite IH. split; [intros H r [<- | Hr] |]; auto. congruence.
  Qed.

  Lemma within_some_true : forall a family,
    I.within_some a family = true ->
    exists read, In read family /\ I.within a read = true.
  Proof.
    induction family as [| read family IH]; simpl; [discriminate |].
    destruct (I.within a read) eqn:E; [eauto | intros H].
    destruct (IH H) as [r [? ?]]. eauto.
  Qed.

  Lemma In_not_within : forall a family read,
    In read (I.not_within a family) <->
    In read family /\ I.within read a = false.
  Proof.
    induction family as [| r family IH]; simpl; intros read; [tauto |].
    destruct (I.within r a) eqn:E; simpl; rewrite IH.
    - split; [tauto | intros [[<- | H] N]; [congruence | tauto]].
    - split; [intros [-> | H] | intros [[-> | H] N]]; tauto.
  Qed.

  (** ** The relations *)

  Definition name (i : I.put_id) : C.put_id :=
    {| C.putter := I.putter i; C.number := I.number i;
       C.on_key := I.on_key i |}.

  Definition unname (j : C.put_id) : I.put_id :=
    {| I.putter := C.putter j; I.number := C.number j;
       I.on_key := C.on_key j |}.

  Lemma name_unname : forall j, name (unname j) = j.
  Proof. intros []. reflexivity. Qed.

  Lemma name_eq : forall i j, name i = name j <-> i = j.
  Proof.
    intros [] []. unfold name. simpl. split; intros H; inversion H; reflexivity.
  Qed.

  Definition same (s : I.puts) (t : C.puts) : Prop :=
    forall i, In i s <-> In (name i) t.

  (** Every set of the core is one of the specification's, and of these each is
      within one of the core's. *)
  Record same_reads (family : list I.puts) (all : list C.puts) : Prop := {
    reads_real : forall s, In s family -> exists t, In t all /\ same s t;
    reads_kept : forall t, In t all ->
      exists s, In s family /\ forall i, In (name i) t -> In i s
  }.

  Record same_session (s : I.client_record) (t : C.session) : Prop := {
    same_made : I.made s = C.made t;
    same_own : same (I.own s) (C.own_puts t);
    same_family : same_reads (I.reads s) (C.reads t)
  }.

  Record same_get (a : I.get_record) (b : C.get_of) : Prop := {
    same_get_own : same (I.get_own a) (C.get_own b);
    same_get_reads : same_reads (I.get_reads a) (C.get_reads b)
  }.

  Record same_put (k : P.key) (p : I.put_record) (q : C.put_of) : Prop := {
    put_on : I.on_key (I.id p) = k;
    same_id : C.id q = name (I.id p);
    same_depends : same (I.depends p) (C.put_depends q)
  }.

  Record same_entry (covered : I.puts) (k : P.key) (e : I.entry)
    (f : C.entry) : Prop := {
    same_content : I.content e = C.content f;
    same_written : option_map name (I.written e) = C.written f;
    same_whole : same (I.stands_for e) (C.whole f);
    is_covered : forall i,
      In (name i) (C.depends f) -> I.on_key i = k -> In i covered
  }.

  Definition same_store (r : I.replica_record) (t : C.replica_state) : Prop :=
    forall k, same_entry (I.covered r) k (I.store r k) (t k).

  (** ** The same in both *)

  Lemma same_subset_on : forall k s t s' t',
    same s t -> same s' t' ->
    I.within_on k s s' = subset C.put_id_eq_dec (C.on k t) (C.on k t').
  Proof.
    intros k s t s' t' H H'. apply eq_true_iff_eq.
    rewrite within_on_In, Sets.subset_In. split.
    - intros A x Hx. apply Sets.In_on in Hx. destruct Hx as [Hx Hk].
      apply Sets.In_on. split; [| exact Hk]. rewrite <- (name_unname x) in Hx |- *.
      apply H', A; [apply H, Hx | exact Hk].
    - intros A i Hi Hk. apply H'. eapply proj1, Sets.In_on, A.
      apply Sets.In_on. split; [apply H, Hi | exact Hk].
  Qed.

  Lemma same_entered : forall i s t,
    same s t -> same (I.enter i s) (add C.put_id_eq_dec (name i) t).
  Proof.
    intros i s t H j. rewrite In_enter, Sets.In_add, name_eq, (H j). tauto.
  Qed.

  Lemma same_merged : forall s t family all,
    same s t -> same_reads family all ->
    same (I.merge s (I.merge_all family)) (C.both t (C.all_of all)).
  Proof.
    intros s t family all H [H1 H2] i.
    rewrite In_merge, Sets.In_both, In_merge_all, Sets.In_all_of, (H i).
    split; (intros [Hi | [r [Hr Hi]]]; [auto | right]).
    - destruct (H1 r Hr) as [u [Hu E]]. exists u. split; [| apply E]; auto.
    - destruct (H2 r Hr) as [u [Hu E]]. eauto.
  Qed.

  Lemma same_response : forall k v a b c s t,
    same a b -> same_session s t ->
    same_session (I.get_response k v a c s) (C.get_response k v b c t).
  Proof.
    intros k v a b c s t Hab [Hm Ho [H1 H2]]. unfold I.get_response.
    destruct (I.within_some a (I.reads s)) eqn:E.
    - apply within_some_true in E. destruct E as [r [Hr W]].
      rewrite within_In in W. constructor; auto. constructor; simpl.
      + intros u Hu. destruct (H1 u Hu) as [w [? ?]]. eauto.
      + intros u [<- | Hu]; [| auto]. exists r. split; [assumption |].
        intros i Hi. apply W, Hab, Hi.
    - constructor; auto. constructor; simpl.
      + intros u [<- | Hu]; [eauto |]. apply In_not_within in Hu.
        destruct (H1 u (proj1 Hu)) as [w [? ?]]. eauto.
      + intros u [<- | Hu].
        * exists a. split; [auto |]. intros i Hi. apply Hab, Hi.
        * destruct (H2 u Hu) as [r [Hr Hin]].
          destruct (I.within r a) eqn:W.
          -- rewrite within_In in W. exists a. split; auto.
          -- exists r. split; [right; apply In_not_within; auto | exact Hin].
  Qed.

  (** Where the core answers, CC-star does. *)
  Lemma guard_related : forall k a b c at_r r t,
    same_get a b -> same_store r t ->
    I.get_guard k a c at_r r = true -> C.get_guard k b c at_r t = true.
  Proof.
    intros k a b c at_r r t [Ho [_ Hkept]] Hs. unfold I.get_guard, C.get_guard.
    destruct (Hs k) as [_ Hw Hwhole _]. rewrite <- Hw.
    destruct (I.written (I.store r k)) as [i |]; simpl; [| auto].
    destruct (I.not_behind k (I.stands_for (I.store r k)) (I.get_reads a))
      eqn:N; [| discriminate].
    rewrite not_behind_true in N.
    assert (E : C.not_behind k (t k) (C.get_reads b) = true).
    { apply forallb_forall. intros u Hu. apply negb_true_iff.
      unfold strict_subset.
      destruct (subset C.put_id_eq_dec (C.on k (C.whole (t k))) (C.on k u))
        eqn:S; [| reflexivity].
      apply negb_false_iff.
      destruct (Hkept u Hu) as [read [Hread Hin]]. specialize (N read Hread).
      rewrite !within_on_In in N. rewrite Sets.subset_In in S |- *.
      intros x Hx. apply Sets.In_on in Hx. destruct Hx as [Hx Hk].
      apply Sets.In_on. split; [| exact Hk]. rewrite <- (name_unname x) in Hx |- *.
      apply Hwhole, N; [| apply Hin, Hx | exact Hk].
      intros j Hj Hjk. apply Hin. eapply proj1, Sets.In_on, S.
      apply Sets.In_on. split; [apply Hwhole, Hj | exact Hjk]. }
    rewrite E. destruct (P.client_eq_dec c (I.putter i)); [| auto].
    unfold C.has_own. rewrite <- (same_subset_on k _ _ _ _ Ho Hwhole). auto.
  Qed.

  Lemma put_guard_related : forall k v p q c at_r r t,
    same_put k p q -> same_store r t ->
    I.put_guard k v p c at_r r = true -> C.put_guard k v q c at_r t = true.
  Proof.
    intros k v p q c at_r r t [Hk Hid _] Hs. unfold I.put_guard, C.put_guard.
    destruct (I.is_in (I.id p) (I.covered r)) eqn:E; [discriminate | intros _].
    apply negb_true_iff, not_true_is_false. rewrite member_In, Hid.
    intros H. apply (is_covered _ _ _ _ (Hs k)) in H; [| exact Hk].
    apply is_in_In in H. congruence.
  Qed.

  Lemma put_related : forall k v p q c at_r r t,
    same_put k p q -> same_store r t ->
    same_store (I.put k v p c at_r r) (C.put k v q c at_r t).
  Proof.
    intros k v p q c at_r r t [Hk Hid Hd] Hs k'. unfold I.put, C.put. simpl.
    destruct (P.key_eq_dec k k') as [<- |].
    - constructor; simpl; auto.
      + rewrite Hid. reflexivity.
      + unfold C.whole. simpl. rewrite Hid. apply same_entered, Hd.
      + intros i Hi Hik. apply In_enter. right. apply In_merge. left.
        apply In_on. split; [apply Hd, Hi | exact Hik].
    - destruct (Hs k'). constructor; auto.
      intros i Hi Hik. apply In_enter. right. apply In_merge. auto.
  Qed.

  Lemma request_related : forall k v now now' c s t,
    same_session s t ->
    same_put k (fst (I.put_request k v now c s))
      (fst (C.put_request k v now' c t)) /\
    same_session (snd (I.put_request k v now c s))
      (snd (C.put_request k v now' c t)).
  Proof.
    intros k v now now' c s t [Hm Ho Hr].
    split; constructor; simpl; auto.
    - unfold name. simpl. rewrite Hm. reflexivity.
    - apply same_merged; assumption.
    - intros i. simpl. rewrite Sets.In_add, <- Hm, (Ho i).
      change {| C.putter := c; C.number := S (I.made s); C.on_key := k |}
        with (name {| I.putter := c; I.number := S (I.made s);
                      I.on_key := k |}).
      rewrite name_eq. split; (intros [H | H]; [left; congruence | auto]).
  Qed.

  Definition simulation :
    local_simulation Implementation.machine Specification.machine.
  Proof.
    refine {|
      client_related := fun _ (s : client_state Implementation.machine)
        (t : client_state Specification.machine) => same_session s t;
      replica_related := fun _ (r : replica_state Implementation.machine)
        (t : replica_state Specification.machine) => same_store r t;
      get_related := fun _ _ (a : get_payload Implementation.machine)
        (b : get_payload Specification.machine) => same_get a b;
      answer_related := fun _ _ _ (a : answer_payload Implementation.machine)
        (b : answer_payload Specification.machine) => same a b;
      LocalSimulation.put_related := fun k _ _
        (p : put_payload Implementation.machine)
        (q : put_payload Specification.machine) => same_put k p q
    |}; simpl; intros.
    - constructor; simpl; auto; try (intros i; reflexivity).
      constructor; simpl; intros ? [].
    - intros k. constructor; simpl; auto; try (intros i; reflexivity).
    - split; [| assumption]. destruct H. constructor; assumption.
    - split; [eapply guard_related; eauto |].
      split; [apply (H0 k) | split; [apply (H0 k) | exact H0]].
    - apply same_response; assumption.
    - exists now. apply (request_related k v now now). assumption.
    - split; [eapply put_guard_related; eauto | apply put_related; assumption].
  Defined.

  Theorem refinement :
    refines P.client_eq_dec P.replica_eq_dec
      Implementation.machine Specification.machine.
  Proof. apply local_simulation_refines. exact simulation. Qed.

  Theorem seen : seen_is_final Implementation.machine.
  Proof.
    constructor; simpl; unfold I.put_seen; intros.
    - unfold I.put_guard. rewrite H. discriminate.
    - rewrite is_in_In in *. simpl. rewrite In_enter, In_merge. auto.
    - exact H.
    - rewrite is_in_In. simpl. rewrite In_enter. auto.
  Qed.

  Theorem no_put_waits : forall k v p c r s,
    Core.put_seen k v p c r s = false -> Core.put_guard k v p c r s = true.
  Proof.
    intros k v p c r s H. unfold I.put_guard. unfold I.put_seen in H.
    rewrite H. reflexivity.
  Qed.

End Proof.
