(** The reference core for read your writes refines suite/ryw. The core counts a
    client's puts on each key where the specification keeps the set of them, so
    the relations speak of what the clients have put so far: an entry of a
    client's put on a key stands for all its puts there up to that one. *)

From Coq Require Import Arith Lia.
From Espalier.Framework Require Import
  Parameters Machine Refinement HistorySimulation HistorySimulationProof.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Suite Require Import PutHistory.
From Espalier.Suite Require ReadYourWrites.
From Espalier.Reference Require SessionReadYourWritesStatement.

Module Proof (P : PARAMETERS) <: SessionReadYourWritesStatement.STATEMENT P.
  Module Core := SessionReadYourWrites.SessionReadYourWrites P.
  Module Implementation := MachineOf P Core.
  Module Guarantee := ReadYourWrites.Specification P.
  Module Specification := MachineOf P Guarantee.
  Module I := Core.
  Module S := Guarantee.

  Definition history := @puts_so_far P.client P.key.
  Definition nth_on (h : history) := rank P.key_eq_dec h.
  Definition within (s : S.numbers) (n : nat) : Prop :=
    member Nat.eq_dec n s = true.

  (** Before the put of this number, the client had these on the key. *)
  Definition before (h : history) (c : P.client) (k : P.key) (n : nat)
    (s : S.numbers) : Prop :=
    forall i, within s i <-> on h c k i /\ i < n.

  Record client_related (h : history) (c : P.client) (x : I.client_state)
    (y : S.client_state) : Prop := {
    same_count : forall k, x k = so_many P.key_eq_dec h c k;
    same_made : S.made y = made h c;
    own_are_all : forall k i, within (S.own_puts y k) i <-> on h c k i
  }.

  Definition entry_related (h : history) (k : P.key) (e : I.entry)
    (f : S.entry) : Prop :=
    I.content e = S.content f /\
    match I.written e with
    | None => S.writer f = None
    | Some m =>
        S.writer f = Some (I.writer m) /\
        on h (I.writer m) k (S.number f) /\
        I.number m = nth_on h (I.writer m) k (S.number f) /\
        before h (I.writer m) k (S.number f) (S.earlier f)
    end.

  Definition replica_related (h : history) (r : I.replica_state)
    (s : S.replica_state) : Prop :=
    forall k, entry_related h k (r k) (s k).

  (** What a get asks for was put, and is among the client's first puts. *)
  Definition get_related (h : history) (k : P.key) (c : P.client)
    (g : I.get_payload) (s : S.get_payload) : Prop :=
    forall i, within s i -> on h c k i /\ nth_on h c k i <= g.

  Definition put_related (h : history) (k : P.key) (c : P.client)
    (p : I.put_payload) (q : S.put_payload) : Prop :=
    on h c k (S.put_number q) /\
    p = nth_on h c k (S.put_number q) /\
    before h c k (S.put_number q) (S.put_earlier q).

  (** * What another put leaves related *)

  Definition grows := @one_more P.client P.key P.client_eq_dec.

  Lemma before_kept : forall b h h' c k n s,
    grows b h h' -> on h c k n -> before h c k n s -> before h' c k n s.
  Proof.
    intros b h h' c k n s G N H i. rewrite (H i).
    apply on_positive in N. split; intros [Hi Hn]; split; auto.
    - eapply on_grows; eauto.
    - apply (on_old _ _ _ _ _ _ _ G) in Hi; [auto | lia].
  Qed.

  Lemma nth_on_kept : forall b h h' c k n,
    grows b h h' -> on h c k n -> nth_on h' c k n = nth_on h c k n.
  Proof.
    intros b h h' c k n G N. apply on_positive in N.
    eapply rank_old; eauto. lia.
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
      HistorySimulation.get_related := get_related : _ -> _ -> _ ->
        Machine.get_payload Implementation.machine ->
        Machine.get_payload Specification.machine -> Prop;
      HistorySimulation.answer_related := fun _ _ _ _ _ _ => True;
      HistorySimulation.put_related := fun h k _ => put_related h k : _ ->
        Machine.put_payload Implementation.machine ->
        Machine.put_payload Specification.machine -> Prop
    |}; simpl.
    - (* another client puts: clients *)
      intros b h h' c s t G N [Hcount Hmade Hown]. constructor.
      + intros k.
        rewrite (so_many_other P.client_eq_dec P.key_eq_dec b h h')
          by assumption.
        apply Hcount.
      + rewrite (made_other P.client_eq_dec b h h') by assumption. exact Hmade.
      + intros k i. rewrite Hown. symmetry. eapply on_other; eauto.
    - (* replicas *)
      intros b h h' _ s t G H k. destruct (H k) as [Hv Hw]. split; auto.
      destruct (I.written (s k)) as [m |]; auto.
      destruct Hw as [Hw [Hn [Hm He]]].
      split; [exact Hw |]. split; [eapply on_grows; eauto |]. split.
      + rewrite Hm. symmetry. eapply nth_on_kept; eauto.
      + eapply before_kept; eauto.
    - (* gets *)
      intros b h h' k c g s G H i Hi. destruct (H i Hi) as [Hn Hm]. split.
      + eapply on_grows; eauto.
      + rewrite (nth_on_kept b h h') by assumption. exact Hm.
    - (* answers *)
      auto.
    - (* puts *)
      intros b h h' k _ c p q G [Hn [Hm He]].
      split; [eapply on_grows; eauto |]. split.
      + rewrite Hm. symmetry. eapply nth_on_kept; eauto.
      + eapply before_kept; eauto.
    - (* a client that has done nothing *)
      intros c. constructor; simpl; auto.
      intros k i. rewrite on_nothing. unfold within. simpl.
      split; [discriminate | tauto].
    - (* a replica on which nothing was applied *)
      intros r v k. split; reflexivity.
    - (* forming a get *)
      intros h k c s t [Hcount Hmade Hown]. split; [| constructor; auto].
      intros i Hi. simpl in Hi. apply Hown in Hi. split; [exact Hi |].
      simpl. rewrite Hcount. apply rank_at_most. exact Hi.
    - (* answering it *)
      intros h k c r g s0 s t Hg Hr Hguard.
      destruct (Hr k) as [Hv Hw]. split; [| auto].
      unfold I.get_guard in Hguard. unfold S.get_guard.
      destruct (I.written (s k)) as [m |]; [| rewrite Hw; reflexivity].
      destruct Hw as [-> [Hn [Hm He]]].
      destruct (P.client_eq_dec c (I.writer m)) as [-> |]; [| reflexivity].
      apply Nat.eqb_eq in Hguard. subst g.
      apply subset_spec. intros i Hi. rewrite member_add.
      destruct (Hg i Hi) as [Hon Hrank]. rewrite Hm in Hrank.
      apply (rank_order P.key_eq_dec h _ _ _ _ Hon Hn) in Hrank.
      destruct (Nat.eq_dec i (S.number (t k))); [auto | right].
      apply He. split; [exact Hon | lia].
    - (* taking the answer *)
      intros h k v c a b s t _ H. exact H.
    - (* forming a put *)
      intros h k v now c s t [Hcount Hmade Hown].
      exists 0, (and_then P.client_eq_dec h c k).
      split; [exists k; reflexivity |].
      assert (Hnumber : S.made t = made h c) by exact Hmade.
      split; [split; [| split] | constructor]; simpl; rewrite ?Hnumber.
      + apply on_new.
      + rewrite Hcount. symmetry. apply rank_new.
      + intros i. rewrite Hown, on_and_then. split.
        * intros Hi. pose proof (on_positive _ _ _ _ Hi). split; [auto | lia].
        * intros [[Hi | [_ [_ ->]]] Hlt]; [exact Hi | lia].
      + intros j. rewrite so_many_next, !Hcount.
        destruct (P.key_eq_dec k j), (P.key_eq_dec j k); congruence.
      + symmetry. apply made_and_then.
      + intros j i. rewrite on_and_then. unfold within in *.
        destruct (P.key_eq_dec k j) as [<- | N].
        * rewrite member_add, Hown. tauto.
        * rewrite Hown. split; [auto | intros [? | [_ [? _]]]; [auto | congruence]].
    - (* applying it *)
      intros h k v c r p q s t [Hn [Hm He]] Hr _. split; [reflexivity |].
      intros asked. unfold I.put, S.put.
      destruct (P.key_eq_dec k asked) as [<- |]; [| apply Hr].
      split; simpl; auto.
  Defined.

  Theorem refinement :
    refines P.client_eq_dec P.replica_eq_dec
      Implementation.machine Specification.machine.
  Proof. apply history_simulation_refines. exact simulation. Qed.

End Proof.
