(** The causal reference core with dependency lists: what its lists and guards
    say, that a put which is in stays in, and that no replica is stuck. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import Parameters Machine Refinement Progress
  LocalInvariant LocalProgress LocalProgressProof.
From Espalier.Reference Require CausalDependencyLists.
Import ListNotations.

Module Progress (P : PARAMETERS).
  Module Core := CausalDependencyLists.CausalDependencyLists P.
  Module Implementation := MachineOf P Core.
  Module I := Core.

  (** * What the core's lists compute *)

  Lemma count_enter : forall c d n l,
    I.count d (I.enter c n l) =
    if P.client_eq_dec c d then n else I.count d l.
  Proof.
    induction l as [| [e m] l IH]; simpl.
    - destruct (P.client_eq_dec d c), (P.client_eq_dec c d); congruence.
    - destruct (P.client_eq_dec c e) as [<- | E]; simpl.
      + destruct (P.client_eq_dec d c), (P.client_eq_dec c d); congruence.
      + rewrite IH.
        destruct (P.client_eq_dec d e), (P.client_eq_dec c d); congruence.
  Qed.

  Lemma in_note : forall c n l i,
    In i (I.note c n l) <-> i = (c, n) \/ In i l.
  Proof.
    induction l as [| [d m] l IH]; simpl; intros i.
    - intuition.
    - destruct (P.client_eq_dec c d) as [<- |]; simpl.
      + destruct (Nat.eqb_spec n m) as [<- |]; simpl; rewrite ?IH; intuition.
      + rewrite IH. intuition.
  Qed.

  (** The put is among those that are in. *)
  Definition is_in (l : I.counts) (i : I.put_id) : Prop :=
    1 <= snd i <= I.count (fst i) l.

  Lemma all_in_says : forall dependencies l,
    I.all_in dependencies l = true <->
    forall i, In i dependencies -> snd i <= I.count (fst i) l.
  Proof.
    induction dependencies as [| [c n] rest IH]; simpl; intros l; [easy |].
    unfold I.is_in. destruct (Nat.leb_spec n (I.count c l)) as [L | L].
    - rewrite IH. split; auto. intros H i [<- | Hi]; simpl; auto.
    - split; [discriminate | intros H]. specialize (H (c, n)). simpl in H.
      specialize (H (or_introl eq_refl)). lia.
  Qed.

  Lemma not_all_in : forall dependencies l,
    I.all_in dependencies l = false ->
    exists i, In i dependencies /\ I.count (fst i) l < snd i.
  Proof.
    induction dependencies as [| [c n] rest IH]; simpl; intros l; [easy |].
    unfold I.is_in. destruct (Nat.leb_spec n (I.count c l)) as [L | L].
    - intros H. destruct (IH l H) as [i [? ?]]. eauto.
    - intros _. exists (c, n). auto.
  Qed.

  (** A list that has the client's last put, unless there is none. *)
  Definition has_last (c : P.client) (n : nat) (l : list I.put_id) : Prop :=
    n = 0 \/ In (c, n) l.

  Lemma put_guard_says : forall k v p c r s,
    I.put_guard k v p c r s = true ->
    1 <= I.number p -> has_last c (I.number p - 1) (I.dependencies p) ->
    I.number p = Datatypes.S (I.count c (I.applied s)) /\
    forall i, In i (I.dependencies p) -> snd i <= I.count (fst i) (I.applied s).
  Proof.
    unfold I.put_guard, I.is_in. intros k v p c r s.
    destruct (Nat.leb_spec (I.number p) (I.count c (I.applied s)));
      [discriminate |].
    rewrite all_in_says. intros H1 H2 [H3 | H3]; split; auto; [lia |].
    apply H1 in H3. simpl in H3. lia.
  Qed.

  (** The client's next put goes in. *)
  Lemma is_in_enter : forall c n l i, n = Datatypes.S (I.count c l) ->
    (is_in (I.enter c n l) i <-> is_in l i \/ i = (c, n)).
  Proof.
    unfold is_in. intros c n l [d m] Hn. simpl. rewrite count_enter.
    destruct (P.client_eq_dec c d) as [<- | D].
    - split.
      + intros. destruct (Nat.eq_dec m n); [subst; auto | left; lia].
      + intros [? | E]; [lia | inversion E; lia].
    - split; [tauto |]. intros [? | E]; [tauto | inversion E; congruence].
  Qed.

  (** * Seen *)

  Theorem seen : seen_is_final Implementation.machine.
  Proof.
    constructor; simpl; unfold I.put_seen; intros.
    - unfold I.put_guard. rewrite H. discriminate.
    - unfold I.put_guard in H0. simpl. unfold I.is_in in *.
      rewrite Nat.leb_le in *. rewrite count_enter.
      destruct (Nat.leb_spec (I.number p') (I.count c' (I.applied s)));
        [discriminate |].
      destruct (P.client_eq_dec c' c) as [-> |]; lia.
    - exact H.
    - unfold I.is_in. simpl. rewrite Nat.leb_le, count_enter.
      destruct (P.client_eq_dec c c); [lia | congruence].
  Qed.

  (** * Progress: what each part depends on *)

  Definition invariant : local_invariant Implementation.machine.
  Proof.
    refine (let M := Implementation.machine in {|
      client_ok := fun c (s : client_state M) =>
        has_last c (I.own s) (I.nearest s);
      replica_ok := fun _ (s : replica_state M) =>
        forall k i, I.written (I.store s k) = Some i -> is_in (I.applied s) i;
      get_ok := fun _ _ _ => True;
      answer_ok := fun _ _ _ _ => True;
      put_ok := fun _ _ c (p : put_payload M) =>
        1 <= I.number p /\ has_last c (I.number p - 1) (I.dependencies p)
    |}); simpl; intros; auto.
    - left. reflexivity.
    - discriminate.
    - destruct a as [[d n] |]; auto. simpl.
      destruct H0; [left; auto | right; apply in_note; auto].
    - rewrite Nat.sub_0_r. split; [auto with arith |].
      right. left. reflexivity.
    - destruct H as [Hp Hl].
      destruct (put_guard_says _ _ _ _ _ _ H1 Hp Hl) as [Hnumber _].
      apply is_in_enter; auto.
      destruct (P.key_eq_dec k k0); [inversion H2; auto | eauto].
  Defined.

  Definition dependencies : local_progress Implementation.machine invariant.
  Proof.
    refine (let M := Implementation.machine in {|
      put_name := P.client * nat;
      name := fun _ _ c (p : put_payload M) => (c, I.number p);
      client_needs := fun _ (s : client_state M) i => In i (I.nearest s);
      get_needs := fun _ _ (g : get_payload M) i => In i g;
      answer_needs := fun _ _ _ (a : answer_payload M) i => a = Some i;
      put_needs := fun _ _ _ (p : put_payload M) i => In i (I.dependencies p);
      applied := fun _ (s : replica_state M) i => is_in (I.applied s) i
    |}); simpl; intros.
    - tauto.
    - unfold is_in. simpl. lia.
    - tauto.
    - eauto.
    - tauto.
    - destruct a as [[d n] |]; simpl in *; auto.
      apply in_note in H1. destruct H1 as [-> | H1]; auto.
    - assumption.
    - destruct H0 as [<- | []]. auto.
    - destruct H as [Hp Hl]. apply is_in_enter. eapply put_guard_says; eauto.
    - unfold I.put_seen, I.is_in in H1. apply Nat.leb_le in H1.
      unfold is_in. simpl. lia.
    - unfold I.put_guard, I.put_seen.
      destruct (I.is_in c (I.number p) (I.applied s)); auto.
      destruct (I.all_in (I.dependencies p) (I.applied s)) eqn:A; auto.
      right. right. destruct (not_all_in _ _ A) as [i [Hi L]].
      exists i. unfold is_in. split; [exact Hi | lia].
    - unfold I.get_guard. destruct (I.all_in g (I.applied s)) eqn:A; auto.
      right. destruct (not_all_in _ _ A) as [i [Hi L]].
      exists i. unfold is_in. split; [exact Hi | lia].
  Defined.

  Theorem progress :
    progressive P.client_eq_dec P.replica_eq_dec Implementation.machine.
  Proof. exact (local_progress_progressive _ _ _ _ dependencies). Qed.

End Progress.
