(** Each use of the functor [Strong] makes records of its own, so the machine that
    one proof ends at is not, for the prover, the one that another begins with.
    Two copies at the same point do the same, which joins such proofs. *)

From Coq Require Import Bool Arith.
From Espalier.Framework Require Import
  Parameters Machine Refinement LocalSimulation LocalSimulationProof.
From Espalier.Strong Require Import Guarantees.
From Espalier.Strong Require Strong.

Module Type COPY (P : PARAMETERS) (G : GUARANTEES).
  Module StrongCore := Strong.Strong P G.
End COPY.

Module SameMachine (P : PARAMETERS) (G : GUARANTEES) (First Second : COPY P G).
  Module A := First.StrongCore.
  Module B := Second.StrongCore.
  Module FirstMachine := MachineOf P A.
  Module SecondMachine := MachineOf P B.

  (** * The same, in the other copy's records *)

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

  Lemma time_of_same : forall e, B.time_of (entry_of e) = A.time_of e.
  Proof. intros [c [s |] d]; reflexivity. Qed.

  Lemma kept_same : forall old fresh,
    B.kept (entry_of old) (entry_of fresh) = entry_of (A.kept old fresh).
  Proof.
    intros old fresh. unfold A.kept, B.kept.
    destruct (convergent G.chosen); [| reflexivity].
    destruct old as [c [a |] d], fresh as [c' [b |] d']; try reflexivity.
    simpl. change (B.stamp_before (stamp_of a) (stamp_of b))
      with (A.stamp_before a b).
    destruct (A.stamp_before a b); reflexivity.
  Qed.

  Definition simulation :
    local_simulation FirstMachine.machine SecondMachine.machine.
  Proof.
    refine (let M := FirstMachine.machine in let N := SecondMachine.machine in {|
      client_related := fun _ (s : client_state M) (t : client_state N) =>
        t = session_of s;
      replica_related := fun _ => replica_same :
        replica_state M -> replica_state N -> Prop;
      get_related := fun _ _ (g : get_payload M) (h : get_payload N) =>
        h = get_of g;
      answer_related := fun _ _ _ (a : answer_payload M)
        (b : answer_payload N) => b = answer_of a;
      put_related := fun _ _ _ (p : put_payload M) (q : put_payload N) =>
        q = put_of p
    |}); simpl; intros; subst.
    - reflexivity.
    - constructor; reflexivity.
    - split; reflexivity.
    - destruct H0 as [Happlied Hentries]. revert H1.
      unfold A.get_guard, B.get_guard. intros Hguard.
      rewrite Happlied, Hentries, time_of_same.
      split; [exact Hguard | split; [| split]]; try reflexivity.
      constructor; assumption.
    - reflexivity.
    - exists now. split; reflexivity.
    - destruct H0 as [Happlied Hentries]. revert H1.
      unfold A.put_guard, B.put_guard, A.put_seen, B.put_seen. intros Hguard.
      rewrite Happlied. split; [exact Hguard |].
      constructor; simpl; [rewrite Happlied; reflexivity |].
      intros asked. rewrite !Hentries.
      destruct (P.key_eq_dec k asked); [| reflexivity].
      rewrite <- kept_same. reflexivity.
  Defined.

  Theorem same :
    refines P.client_eq_dec P.replica_eq_dec
      FirstMachine.machine SecondMachine.machine.
  Proof. exact (local_simulation_refines _ _ _ _ simulation). Qed.

End SameMachine.
