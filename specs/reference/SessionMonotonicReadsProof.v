(** The reference core for monotonic reads refines suite/mr. The core keeps how
    far a session has read each client's puts on a key, where the specification
    keeps the set of what it has read; the relations speak of what the clients
    have put so far, as those of reference/SessionReadYourWritesProof.v do. *)

From Coq Require Import List Arith Lia.
From Espalier.Framework Require Import
  Parameters Machine Refinement HistorySimulation HistorySimulationProof.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Suite Require Import PutHistory.
From Espalier.Suite Require MonotonicReads.
From Espalier.Reference Require SessionMonotonicReadsStatement.

Module Proof (P : PARAMETERS) <: SessionMonotonicReadsStatement.STATEMENT P.
  Module Core := SessionMonotonicReads.SessionMonotonicReads P.
  Module Implementation := MachineOf P Core.
  Module Guarantee := MonotonicReads.Specification P.
  Module Specification := MachineOf P Guarantee.
  Module I := Core.
  Module S := Guarantee.

  (** * Vectors *)

  Lemma larger_max : forall a b, I.larger a b = Nat.max a b.
  Proof.
    intros. unfold I.larger. destruct (Nat.leb_spec a b); lia.
  Qed.

  Lemma lookup_raise : forall d c t v,
    I.lookup d (I.raise c t v) =
    if P.client_eq_dec d c then Nat.max t (I.lookup d v) else I.lookup d v.
  Proof.
    intros d c t v. induction v as [| [e u] v IH]; simpl.
    - destruct (P.client_eq_dec d c); lia.
    - destruct (P.client_eq_dec c e) as [<- | N]; simpl.
      + rewrite larger_max. destruct (P.client_eq_dec d c); auto.
      + rewrite IH.
        destruct (P.client_eq_dec d e), (P.client_eq_dec d c); congruence.
  Qed.

  (** * The relations *)

  Definition history := @puts_so_far P.client P.key.
  Definition nth_on (h : history) := rank P.key_eq_dec h.
  Definition within (s : S.puts) (i : S.put_id) : Prop :=
    member S.put_id_eq_dec i s = true.

  (** Before the put of this number, the client had these on the key. *)
  Definition before (h : history) (c : P.client) (k : P.key) (n : nat)
    (s : S.puts) : Prop :=
    forall i, on h c k i /\ i < n -> within s (c, i).

  (** All of these were put, and the vector covers them. *)
  Definition read (h : history) (k : P.key) (v : I.vector) (s : S.puts) : Prop :=
    forall c i, within s (c, i) -> on h c k i /\ nth_on h c k i <= I.lookup c v.

  (** One put, as the core and as the specification name it. *)
  Definition same_put (h : history) (k : P.key) (m : I.mark) (i : S.put_id)
    : Prop :=
    I.writer m = fst i /\ on h (fst i) k (snd i) /\
    I.number m = nth_on h (fst i) k (snd i).

  Record client_related (h : history) (c : P.client) (x : I.client_state)
    (y : S.client_state) : Prop := {
    same_count : forall k, I.own x k = so_many P.key_eq_dec h c k;
    same_made : S.made y = made h c;
    own_are_all : forall k i, on h c k i -> within (S.own_puts y k) (c, i);
    same_reads : forall k, read h k (I.last_read x k) (S.reads y k)
  }.

  Definition entry_related (h : history) (k : P.key) (e : I.entry)
    (f : S.entry) : Prop :=
    I.content e = S.content f /\
    match I.written e, S.written f with
    | None, None => True
    | Some m, Some i =>
        same_put h k m i /\ before h (fst i) k (snd i) (S.earlier f)
    | _, _ => False
    end.

  Definition replica_related (h : history) (r : I.replica_state)
    (s : S.replica_state) : Prop :=
    forall k, entry_related h k (r k) (s k).

  Definition answer_related (h : history) (k : P.key) (a : I.answer_payload)
    (b : S.answer_payload) : Prop :=
    match a, b with
    | None, None => True
    | Some m, Some i => same_put h k m i
    | _, _ => False
    end.

  Definition put_related (h : history) (k : P.key) (c : P.client)
    (p : I.put_payload) (q : S.put_payload) : Prop :=
    same_put h k {| I.writer := c; I.number := p |} (S.id q) /\
    before h c k (snd (S.id q)) (S.put_earlier q).

  (** * What another put leaves related *)

  Definition grows := @one_more P.client P.key P.client_eq_dec.

  Lemma before_kept : forall b h h' c k n s,
    grows b h h' -> on h c k n -> before h c k n s -> before h' c k n s.
  Proof.
    intros b h h' c k n s G N H i [Hi Hn]. apply H. split; [| exact Hn].
    apply on_positive in N.
    apply (on_old P.client_eq_dec b h h') in Hi; [exact Hi | exact G | lia].
  Qed.

  Lemma nth_on_kept : forall b h h' c k n,
    grows b h h' -> on h c k n -> nth_on h' c k n = nth_on h c k n.
  Proof.
    intros b h h' c k n G N. apply on_positive in N.
    eapply rank_old; eauto. lia.
  Qed.

  Lemma read_kept : forall b h h' k v s,
    grows b h h' -> read h k v s -> read h' k v s.
  Proof.
    intros b h h' k v s G H c i Hi. destruct (H c i Hi) as [Hn Hm]. split.
    - eapply on_grows; eauto.
    - rewrite (nth_on_kept b h h') by assumption. exact Hm.
  Qed.

  Lemma same_put_kept : forall b h h' k m i,
    grows b h h' -> same_put h k m i -> same_put h' k m i.
  Proof.
    intros b h h' k m i G [Hw [Hn Hm]].
    split; [exact Hw |]. split; [eapply on_grows; eauto |].
    rewrite Hm. symmetry. eapply nth_on_kept; eauto.
  Qed.

  Definition simulation :
    history_simulation Implementation.machine Specification.machine.
  Proof.
    refine {|
      HistorySimulation.history := history;
      HistorySimulation.start := none_so_far;
      HistorySimulation.grows := grows;
      HistorySimulation.client_related := client_related : _ -> _ ->
        Machine.client_state Implementation.machine ->
        Machine.client_state Specification.machine -> Prop;
      HistorySimulation.replica_related := fun h _ => replica_related h :
        Machine.replica_state Implementation.machine ->
        Machine.replica_state Specification.machine -> Prop;
      HistorySimulation.get_related := fun h k _ => read h k :
        Machine.get_payload Implementation.machine ->
        Machine.get_payload Specification.machine -> Prop;
      HistorySimulation.answer_related := fun h k _ _ => answer_related h k :
        Machine.answer_payload Implementation.machine ->
        Machine.answer_payload Specification.machine -> Prop;
      HistorySimulation.put_related := fun h k _ => put_related h k : _ ->
        Machine.put_payload Implementation.machine ->
        Machine.put_payload Specification.machine -> Prop
    |}; simpl.
    - (* another client puts: clients *)
      intros b h h' c s t G N [Hcount Hmade Hown Hreads]. constructor.
      + intros k.
        rewrite (so_many_other P.client_eq_dec P.key_eq_dec b h h')
          by assumption.
        apply Hcount.
      + rewrite (made_other P.client_eq_dec b h h') by assumption. exact Hmade.
      + intros k i Hi. apply Hown.
        apply (on_other P.client_eq_dec b h h') in Hi; assumption.
      + intros k. eapply read_kept; eauto.
    - (* replicas *)
      intros b h h' _ s t G H k. destruct (H k) as [Hv Hw]. split; auto.
      destruct (I.written (s k)), (S.written (t k)) as [i |]; auto.
      destruct Hw as [Hs He]. split; [eapply same_put_kept; eauto |].
      destruct Hs as [_ [Hn _]]. eapply before_kept; eauto.
    - (* gets *)
      intros b h h' k _ g s G H. eapply read_kept; eauto.
    - (* answers *)
      intros b h h' k _ _ a a' G H. unfold answer_related in *.
      destruct a, a'; auto. eapply same_put_kept; eauto.
    - (* puts *)
      intros b h h' k _ c p q G [Hs He].
      split; [eapply same_put_kept; eauto |].
      destruct Hs as [Hw [Hn _]]. simpl in Hw. subst c.
      eapply before_kept; eauto.
    - (* a client that has done nothing *)
      intros c. constructor; simpl; auto.
      + intros k i Hi. apply on_nothing in Hi. tauto.
      + intros k d i. discriminate.
    - (* a replica on which nothing was applied *)
      intros r v k. split; simpl; auto.
    - (* forming a get *)
      intros h k c s t H. split; [apply H | exact H].
    - (* answering it *)
      intros h k reader r g s0 s t Hg Hr Hguard.
      destruct (Hr k) as [Hv Hw].
      unfold I.get_guard in Hguard. unfold S.get_guard, answer_related. simpl.
      destruct (I.written (s k)) as [m |], (S.written (t k)) as [[c n] |];
        try contradiction; auto.
      destruct Hw as [Hs He]. split; [| auto].
      destruct Hs as [Hc [Hn Hm]]. simpl in Hc, Hn, Hm, He.
      apply Nat.leb_le in Hguard. rewrite Hm, Hc in Hguard.
      apply subset_spec. intros [d i] Hi. rewrite member_restrict in Hi.
      destruct Hi as [Hi Hby]. unfold S.is_by in Hby. simpl in Hby.
      destruct (P.client_eq_dec c d) as [<- |]; [| discriminate].
      destruct (Hg c i Hi) as [Hon Hrank]. rewrite member_add.
      assert (Hle : i <= n).
      { apply (rank_order P.key_eq_dec h c k); auto. unfold nth_on in *. lia. }
      destruct (Nat.eq_dec i n) as [-> |]; [auto | right].
      apply He. split; [exact Hon | lia].
    - (* taking the answer *)
      intros h k v c a b s t Ha [Hcount Hmade Hown Hreads].
      unfold answer_related in Ha.
      destruct a as [m |], b as [[d n] |]; try contradiction;
        [| constructor; auto].
      destruct Ha as [Hd [Hn Hm]]. simpl in Hd, Hn, Hm.
      constructor; simpl; auto. intros j.
      destruct (P.key_eq_dec k j) as [<- |]; [| apply Hreads].
      intros e i Hi. unfold within in Hi. rewrite member_add in Hi.
      rewrite lookup_raise, Hd.
      destruct Hi as [E | Hi].
      + inversion E; subst e i. split; [exact Hn |].
        destruct (P.client_eq_dec d d); [lia | congruence].
      + destruct (Hreads k e i Hi) as [Hon Hrank]. split; [exact Hon |].
        destruct (P.client_eq_dec e d); lia.
    - (* forming a put *)
      intros h k v now c s t [Hcount Hmade Hown Hreads].
      exists 0, (and_then P.client_eq_dec h c k).
      assert (G : grows c h (and_then P.client_eq_dec h c k))
        by (exists k; reflexivity).
      split; [exact G |].
      assert (Hnumber : S.made t = made h c) by exact Hmade.
      split; [split; [split; [| split] |] | constructor]; simpl;
        rewrite ?Hnumber.
      + reflexivity.
      + apply on_new.
      + rewrite Hcount. symmetry. apply rank_new.
      + intros i [Hi Hlt]. apply Hown. apply on_and_then in Hi.
        destruct Hi as [Hi | [_ [_ ->]]]; [exact Hi | lia].
      + intros j. rewrite so_many_next, !Hcount.
        destruct (P.key_eq_dec k j), (P.key_eq_dec j k); congruence.
      + symmetry. apply made_and_then.
      + intros j i Hi. apply on_and_then in Hi. unfold within in *.
        destruct (P.key_eq_dec k j) as [<- | N].
        * rewrite member_add. destruct Hi as [Hi | [_ [_ ->]]]; [right | auto].
          apply Hown. exact Hi.
        * destruct Hi as [Hi | [_ [? _]]]; [apply Hown; exact Hi | congruence].
      + intros j. eapply read_kept; eauto.
    - (* applying it *)
      intros h k v c r p q s t [Hs He] Hr _. split; [reflexivity |].
      intros asked. unfold I.put, S.put.
      destruct (P.key_eq_dec k asked) as [<- |]; [| apply Hr].
      split; simpl; auto. split; [exact Hs |].
      destruct Hs as [Hc _]. simpl in Hc. subst c. exact He.
  Defined.

  Theorem refinement :
    refines P.client_eq_dec P.replica_eq_dec
      Implementation.machine Specification.machine.
  Proof. apply history_simulation_refines. exact simulation. Qed.

End Proof.
