(** Two points differ in their guards alone, so a state of one is, component by
    component, a state of the other. *)

From Coq Require Import Bool Arith.
From Espalier.Framework Require Import
  Parameters Machine Refinement LocalSimulation LocalSimulationProof.
From Espalier.Strong Require Import Guarantees.
From Espalier.Strong Require Strong Lattice.

Module Proof (P : PARAMETERS) (Stronger Weaker : GUARANTEES)
  <: Lattice.STATEMENT P Stronger Weaker.

  Module Strong_at_stronger := Strong.Strong P Stronger.
  Module Strong_at_weaker := Strong.Strong P Weaker.
  Module Implementation := MachineOf P Strong_at_stronger.
  Module Specification := MachineOf P Strong_at_weaker.
  Module A := Strong_at_stronger.
  Module B := Strong_at_weaker.

  (** * The same, in the other point's records *)

  Definition stamp_of (s : A.stamp) : B.stamp :=
    {| B.time := A.time s; B.writer := A.writer s |}.

  Definition entry_of (e : A.entry) : B.entry :=
    {| B.content := A.content e;
       B.written := option_map stamp_of (A.written e);
       B.causes := A.causes e |}.

  Definition session_of (s : A.client_state) : B.client_state :=
    {| B.made := A.made s; B.own_puts := A.own_puts s;
       B.read_causes := A.read_causes s; B.past := A.past s |}.

  Definition get_of (g : A.get_payload) : B.get_payload :=
    {| B.asked_puts := A.asked_puts g; B.asked_reads := A.asked_reads g |}.

  Definition answer_of (a : A.answer_payload) : B.answer_payload :=
    {| B.answer_causes := A.answer_causes a;
       B.answer_time := A.answer_time a |}.

  Definition put_of (p : A.put_payload) : B.put_payload :=
    {| B.id := A.id p; B.earlier_puts := A.earlier_puts p;
       B.earlier_reads := A.earlier_reads p; B.mark := stamp_of (A.mark p) |}.

  Record replica_same (r : A.replica_state) (s : B.replica_state) : Prop := {
    same_applied : B.applied s = A.applied r;
    same_entries : forall k, B.entry_of s k = entry_of (A.entry_of r k)
  }.

  (** * What differs *)

  Lemma demand_follows : forall weaker stronger demand,
    implb weaker stronger = true ->
    A.if_chosen stronger demand = true -> B.if_chosen weaker demand = true.
  Proof. intros [|] [|] [|]; simpl; auto. Qed.

  Lemma time_of_same : forall e, B.time_of (entry_of e) = A.time_of e.
  Proof. intros [c [s |] d]; reflexivity. Qed.

  Lemma kept_same : forall old fresh,
    convergent Weaker.chosen = convergent Stronger.chosen ->
    B.kept (entry_of old) (entry_of fresh) = entry_of (A.kept old fresh).
  Proof.
    intros old fresh E. unfold A.kept, B.kept. rewrite E.
    destruct (convergent Stronger.chosen); [| reflexivity].
    destruct old as [c [a |] d], fresh as [c' [b |] d']; try reflexivity.
    simpl. change (B.stamp_before (stamp_of a) (stamp_of b))
      with (A.stamp_before a b).
    destruct (A.stamp_before a b); reflexivity.
  Qed.

  Definition simulation :
    Lattice.asks_less Weaker.chosen Stronger.chosen ->
    local_simulation Implementation.machine Specification.machine.
  Proof.
    intros [Hryw Hmr Hmw Hwfr Hconvergent].
    refine {|
      client_related := fun _ (s : client_state Implementation.machine)
        (t : client_state Specification.machine) => t = session_of s;
      replica_related := fun _ => replica_same :
        replica_state Implementation.machine ->
        replica_state Specification.machine -> Prop;
      get_related := fun _ _ (g : get_payload Implementation.machine)
        (h : get_payload Specification.machine) => h = get_of g;
      answer_related := fun _ _ _ (a : answer_payload Implementation.machine)
        (b : answer_payload Specification.machine) => b = answer_of a;
      put_related := fun _ _ _ (p : put_payload Implementation.machine)
        (q : put_payload Specification.machine) => q = put_of p
    |}; simpl; intros; subst.
    - reflexivity.
    - constructor; reflexivity.
    - split; reflexivity.
    - destruct H0 as [Happlied Hentries]. revert H1.
      unfold A.get_guard, B.get_guard. rewrite !andb_true_iff.
      intros [Howns Hreads]. rewrite Happlied, Hentries, time_of_same.
      split; [| split; [| split]]; try reflexivity.
      + split; eapply demand_follows; eassumption.
      + constructor; assumption.
    - reflexivity.
    - exists now. split; reflexivity.
    - destruct H0 as [Happlied Hentries]. revert H1.
      unfold A.put_guard, B.put_guard, A.put_seen, B.put_seen.
      rewrite !andb_true_iff. intros [[Hnew Hputs] Hreads].
      rewrite Happlied. split; [split; [split |] |].
      + exact Hnew.
      + eapply demand_follows; eassumption.
      + eapply demand_follows; eassumption.
      + constructor; simpl; [rewrite Happlied; reflexivity |].
        intros asked. rewrite !Hentries.
        destruct (P.key_eq_dec k asked); [| reflexivity].
        rewrite <- kept_same by assumption. reflexivity.
  Qed.

  Theorem refinement :
    Lattice.asks_less Weaker.chosen Stronger.chosen ->
    refines P.client_eq_dec P.replica_eq_dec
      Implementation.machine Specification.machine.
  Proof. intros H. exact (local_simulation_refines _ _ _ _ (simulation H)). Qed.

End Proof.
