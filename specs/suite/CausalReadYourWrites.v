(** CC-star refines RYW-star. The relations say that an entry, a put or a session
    has the same puts on the key in both machines. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import
  Parameters Machine Refinement HistorySimulation HistorySimulationProof.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Suite Require ReadYourWrites CausalPast.
Import ListNotations.

Module CausalReadYourWrites (P : PARAMETERS).
  Include CausalPast.CausalPast P.
  Module ReadYourWritesCore := ReadYourWrites.Specification P.
  Module ReadYourWrites := MachineOf P ReadYourWritesCore.
  Module W := ReadYourWritesCore.

  (** The puts of the entry's writer on the key before it are in [earlier]. *)
  Definition has_earlier (g : past) (k : P.key) (i : C.put_id)
    (earlier : nat -> Prop) : Prop :=
    forall j, known g j -> C.putter j = C.putter i -> C.on_key j = k ->
      C.number j < C.number i -> earlier (C.number j).

  Lemma known_before : forall g c x i j,
    known g i -> C.putter j = C.putter i -> C.number j < C.number i ->
    known (grown g c x) j -> known g j.
  Proof.
    intros g c x i j [y Hy] Hc Hn [z Hz]. exists z.
    eapply made_before; eauto.
  Qed.

  Lemma has_earlier_stays : forall g c x k i earlier,
    known g i -> has_earlier g k i earlier ->
    has_earlier (grown g c x) k i earlier.
  Proof.
    intros g c x k i earlier Hi H j Hj Hc Hk Hn. apply H; auto.
    eauto using known_before.
  Qed.

  Record write_entry (g : past) (k : P.key) (e : C.entry) (f : W.entry)
    : Prop := {
    w_ok : entry_ok g k e;
    w_content : C.content e = W.content f;
    w_written :
      match C.written e with
      | None => W.writer f = None
      | Some i =>
          W.writer f = Some (C.putter i) /\ W.number f = C.number i /\
          has_earlier g k i (fun n => In n (W.earlier f))
      end
  }.

  (** The session's puts on a key, by their numbers. *)
  Definition own_numbers (k : P.key) (own : C.puts) (ns : list nat) : Prop :=
    forall n, In n ns <->
      exists z, In z own /\ C.on_key z = k /\ C.number z = n.

  Record write_session (g : past) (c : P.client) (s : C.session)
    (t : W.session) : Prop := {
    ws_ok : session_ok g c s;
    ws_made : C.made s = W.made t;
    ws_own : forall k, own_numbers k (C.own_puts s) (W.own_puts t k)
  }.

  Record write_get (g : past) (k : P.key) (c : P.client) (a : C.get_of)
    (b : list nat) : Prop := {
    wg_by : forall z, In z (C.get_own a) -> C.putter z = c;
    wg_own : own_numbers k (C.get_own a) b
  }.

  Record write_put (g : past) (k : P.key) (c : P.client) (p : C.put_of)
    (q : W.put_of) : Prop := {
    wp_ok : put_ok g k c p;
    wp_number : W.put_number q = C.number (C.id p);
    wp_earlier : has_earlier g k (C.id p) (fun n => In n (W.put_earlier q))
  }.

  Lemma In_add_nat : forall n m s, In n (add Nat.eq_dec m s) <-> n = m \/ In n s.
  Proof. intros. rewrite <- !(member_In Nat.eq_dec). apply member_add. Qed.

  Lemma own_numbers_grow : forall k own ns i asked,
    own_numbers asked own ns ->
    C.on_key i = k ->
    own_numbers asked (add C.put_id_eq_dec i own)
      (if P.key_eq_dec k asked then add Nat.eq_dec (C.number i) ns else ns).
  Proof.
    intros k own ns i asked H Hk n.
    destruct (P.key_eq_dec k asked) as [E | E].
    - rewrite In_add_nat, (H n). split.
      + intros [-> | [z [H1 H2]]].
        * exists i. rewrite In_add. subst. auto.
        * exists z. rewrite In_add. auto.
      + intros [z [H1 [H2 H3]]]. apply In_add in H1. destruct H1 as [-> | H1];
          eauto.
    - rewrite (H n). split; intros [z [H1 [H2 H3]]].
      + exists z. rewrite In_add. auto.
      + apply In_add in H1. destruct H1 as [-> | H1]; [congruence | eauto].
  Qed.

  (** A put before a new one of the same client is among its own. *)
  Lemma known_own : forall g k v now c s j,
    session_ok g c s -> C.putter j = c -> C.number j < S (C.made s) ->
    known (grown g c (formed k v now c s)) j -> In j (C.own_puts s).
  Proof.
    intros g k v now c s j H Hc Hn [y Hy].
    destruct (made_grown _ _ _ _ _ Hc Hy) as [Hold | [_ E]].
    - apply (holds_own _ _ _ H j y Hc Hold).
    - simpl in E. rewrite <- E in Hn. simpl in Hn. lia.
  Qed.

  Definition write_simulation :
    history_simulation Causal.machine ReadYourWrites.machine.
  Proof.
    refine {|
      history := past;
      start := nothing;
      grows := one_more;
      HistorySimulation.client_related := write_session : _ -> _ ->
        Machine.client_state Causal.machine ->
        Machine.client_state ReadYourWrites.machine -> Prop;
      HistorySimulation.replica_related := fun g _ r t =>
        forall k, write_entry g k (r k) (t k);
      HistorySimulation.get_related := write_get : _ -> _ -> _ ->
        Machine.get_payload Causal.machine ->
        Machine.get_payload ReadYourWrites.machine -> Prop;
      HistorySimulation.answer_related := fun g _ _ _ a _ => all_known g a;
      HistorySimulation.put_related := fun g k _ => write_put g k : _ ->
        Machine.put_payload Causal.machine ->
        Machine.put_payload ReadYourWrites.machine -> Prop
    |}; simpl; intros;
      try match goal with
        More : one_more _ _ _ |- _ => destruct More as [x ->] end.
    - (* a client while another puts *)
      destruct H1. constructor; auto using session_ok_stays.
    - (* a replica *)
      destruct (H0 k). constructor; auto using entry_ok_stays.
      destruct (C.written (s k)) as [i |] eqn:E; auto.
      destruct w_written0 as [H1 [H2 H3]]. split; [| split]; auto.
      apply has_earlier_stays; auto.
      apply (entry_known _ _ _ w_ok0). apply In_whole. eauto.
    - destruct H0. constructor; auto.
    - apply all_known_stays. assumption.
    - destruct H0. constructor; auto using put_ok_stays.
      apply has_earlier_stays; auto.
      destruct (put_made _ _ _ _ wp_ok0) as [y [[Hy _] _]]. exists y. exact Hy.
    - (* a client that has done nothing *)
      constructor; simpl; auto using init_ok.
      intros k n. simpl. split; [intros [] | intros [z [[] _]]].
    - (* a replica on which nothing was applied *)
      constructor; simpl; auto. apply (initial_entry_ok r).
    - (* forming a get *)
      destruct H. split; [| constructor; auto].
      constructor; simpl; auto. apply (own_are_own _ _ _ ws_ok0).
    - (* answering it *)
      destruct (H0 k) as [Hok Hcontent Hwritten].
      split; [| split; [exact Hcontent | split; [| exact H0]]].
      + unfold W.get_guard. unfold C.get_guard in H1.
        destruct (C.written (s k)) as [i |] eqn:E;
          [| rewrite Hwritten; reflexivity].
        destruct Hwritten as [Hw [Hn Hearlier]]. rewrite Hw.
        destruct (C.not_behind k (s k) (C.get_reads g)); [| discriminate].
        destruct (P.client_eq_dec c (C.putter i)) as [Hc |]; [| reflexivity].
        unfold C.has_own in H1. rewrite subset_In in H1.
        apply subset_spec. intros n. rewrite !member_In, In_add_nat, Hn.
        intros Hb. apply (wg_own _ _ _ _ _ H) in Hb.
        destruct Hb as [z [Hz [Hk <-]]].
        assert (Hin : In z (C.on k (C.whole (s k)))).
        { apply H1. apply In_on. auto. }
        apply In_on in Hin. destruct Hin as [Hin _].
        pose proof (entry_known _ _ _ Hok z Hin) as Hknown.
        apply In_whole in Hin. destruct Hin as [i' [E' [-> | Hdep]]].
        * left. congruence.
        * right. rewrite E in E'. inversion E'; subst i'.
          destruct (entry_made _ _ _ Hok i E) as [_ [x [[_ [_ Hless]] Hx]]].
          assert (C.putter z = C.putter i)
            by (rewrite (wg_by _ _ _ _ _ H z Hz); exact Hc).
          apply Hearlier; auto. apply Hless; [rewrite Hx; exact Hdep | auto].
      + apply (entry_known _ _ _ Hok).
    - (* taking the answer *)
      destruct H0. constructor; simpl; auto. apply response_ok; auto.
    - (* forming a put *)
      destruct H. destruct (request_ok h k v now c s ws_ok0).
      exists now, (grown h c (formed k v now c s)).
      split; [eexists; reflexivity | split].
      + constructor; simpl; auto.
        intros j Hj Hc Hk Hn. apply ws_own0. exists j. split; auto.
        apply (known_own h k v now c s); auto.
      + constructor; simpl; auto. intros asked.
        rewrite <- ws_made0.
        pose proof (own_numbers_grow k (C.own_puts s)
          (W.own_puts t asked)
          {| C.putter := c; C.number := S (C.made s); C.on_key := k |} asked
          (ws_own0 asked) eq_refl) as G.
        destruct (P.key_eq_dec k asked); subst; exact G.
    - (* applying it *)
      destruct H. split; [reflexivity |]. intros k'.
      constructor.
      + apply applied_ok; auto. intros. apply H0.
      + unfold C.put, W.put. destruct (P.key_eq_dec k k'); [reflexivity |].
        apply H0.
      + unfold C.put, W.put. destruct (P.key_eq_dec k k') as [<- |];
          [| apply H0].
        simpl. destruct wp_ok0. rewrite put_by0. auto.
  Defined.

  Theorem causal_refines_read_your_writes :
    refines P.client_eq_dec P.replica_eq_dec
      Causal.machine ReadYourWrites.machine.
  Proof. apply history_simulation_refines. exact write_simulation. Qed.

End CausalReadYourWrites.
