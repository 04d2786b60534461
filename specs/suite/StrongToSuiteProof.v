(** The suite's specifications are the machine of StrongByKey.v with less kept and
    less demanded, so each is simulated part by part. *)

From Coq Require Import Bool Arith Lia.
From Espalier.Framework Require Import
  Parameters Machine Refinement LocalSimulation LocalSimulationProof.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Strong Require Import Guarantees.
From Espalier.Strong Require Strong.
From Espalier.Suite Require ReadYourWrites MonotonicReads MonotonicWrites
  ReadYourWritesMonotonicWrites StrongByKey StrongByKeyProof StrongToSuite.

Module Proof (P : PARAMETERS) (G : GUARANTEES) <: StrongToSuite.STATEMENT P G.
  Include StrongByKeyProof.ToByKey P G.
  Module RywCore := ReadYourWrites.Specification P.
  Module Ryw := MachineOf P RywCore.
  Module MrCore := MonotonicReads.Specification P.
  Module Mr := MachineOf P MrCore.
  Module MwCore := MonotonicWrites.Specification P.
  Module Mw := MachineOf P MwCore.
  Module RywMwCore := ReadYourWritesMonotonicWrites.Specification P.
  Module RywMw := MachineOf P RywMwCore.

  (** * Monotonic writes *)

  Definition mw_simulation : monotonic_writes G.chosen = true ->
    local_simulation ByKey.machine Mw.machine.
  Proof.
    intros writes.
    refine (let M := ByKey.machine in let N := Mw.machine in {|
      LocalSimulation.client_related := fun _ (s : client_state M)
          (t : client_state N) =>
        MwCore.made t = B.made s /\
        forall k, MwCore.own_puts t k = B.own_puts s k;
      LocalSimulation.replica_related := fun _ (s : replica_state M)
          (t : replica_state N) =>
        forall k, t k = {| MwCore.content := B.content (s k);
                           MwCore.applied := B.applied (s k) |};
      LocalSimulation.get_related := fun _ _ _ _ => True;
      LocalSimulation.answer_related := fun _ _ _ _ _ => True;
      LocalSimulation.put_related := fun _ _ _ (p : put_payload M)
          (q : put_payload N) =>
        q = {| MwCore.id := B.id p; MwCore.put_earlier := B.put_earlier p |}
    |}); simpl; intros; auto.
    - rewrite H0. split; auto.
    - destruct a as [i |]; exact H0.
    - destruct H as [Hm Ho]. exists now. rewrite Hm, Ho. repeat split.
      intros asked. simpl. destruct (P.key_eq_dec k asked); auto.
    - unfold B.put_guard, B.if_chosen in H1. rewrite writes in H1.
      subst q. unfold MwCore.put_guard, MwCore.put_seen, MwCore.put.
      rewrite H0. split; [exact H1 |]. intros asked. rewrite ?H0.
      unfold B.put. destruct (P.key_eq_dec k asked); reflexivity.
  Defined.

  Theorem strong_refines_mw :
    monotonic_writes G.chosen = true -> convergent G.chosen = false ->
    refines P.client_eq_dec P.replica_eq_dec Strong.machine Mw.machine.
  Proof.
    intros W L replicas v programs events H.
    apply (local_simulation_refines _ _ _ _ (mw_simulation W)).
    apply (strong_refines_by_key W L). exact H.
  Qed.

  (** * Monotonic reads *)

  Definition mr_simulation : monotonic_reads G.chosen = true ->
    local_simulation ByKey.machine Mr.machine.
  Proof.
    intros chosen.
    refine (let M := ByKey.machine in let N := Mr.machine in {|
      LocalSimulation.client_related := fun _ (s : client_state M)
          (t : client_state N) =>
        MrCore.made t = B.made s /\
        (forall k, MrCore.own_puts t k = B.own_puts s k) /\
        (forall k, MrCore.reads t k = B.reads s k);
      LocalSimulation.replica_related := fun _ (s : replica_state M)
          (t : replica_state N) =>
        forall k, t k = {| MrCore.content := B.content (s k);
                           MrCore.written := B.written (s k);
                           MrCore.earlier := B.earlier (s k) |};
      LocalSimulation.get_related := fun _ _ (g : get_payload M)
          (h : get_payload N) =>
        h = B.asked_reads g;
      LocalSimulation.answer_related := fun _ _ _ (a : answer_payload M)
        (b : answer_payload N) => b = a;
      LocalSimulation.put_related := fun _ _ _ (p : put_payload M)
          (q : put_payload N) =>
        q = {| MrCore.id := B.id p; MrCore.put_earlier := B.put_earlier p |}
    |}); simpl; intros; auto.
    - destruct H as [Hm [Ho Hr]]. auto.
    - subst h. rewrite H0. split; auto.
      unfold MrCore.get_guard. rewrite H0. simpl.
      unfold B.get_guard in H1. destruct (B.written (s k)) as [i |]; auto.
      apply andb_true_iff in H1. destruct H1 as [_ H1].
      unfold B.if_chosen in H1. rewrite chosen in H1. exact H1.
    - subst b. destruct H0 as [Hm [Ho Hr]].
      destruct a as [i |]; [| simpl; auto]. simpl. split; [| split]; auto.
      intros asked. destruct (P.key_eq_dec k asked); rewrite ?Hr; auto.
    - destruct H as [Hm [Ho Hr]]. exists now. rewrite Hm, Ho. repeat split; auto.
      intros asked. simpl. destruct (P.key_eq_dec k asked); auto.
    - subst q. split; [reflexivity |]. intros asked. unfold MrCore.put.
      unfold B.put. destruct (P.key_eq_dec k asked); auto.
  Defined.

  Theorem strong_refines_mr :
    monotonic_writes G.chosen = true -> convergent G.chosen = false ->
    monotonic_reads G.chosen = true ->
    refines P.client_eq_dec P.replica_eq_dec Strong.machine Mr.machine.
  Proof.
    intros W L R replicas v programs events H.
    apply (local_simulation_refines _ _ _ _ (mr_simulation R)).
    apply (strong_refines_by_key W L). exact H.
  Qed.

  (** * Read your writes with monotonic writes *)

  (** These are all of the client's own puts, so none is left out of account. *)
  Definition all_by (c : P.client) (s : B.puts) : Prop :=
    forall i, holds s i -> fst i = c.

  Lemma add_all_by : forall c n s,
    all_by c s -> all_by c (add B.put_id_eq_dec (c, n) s).
  Proof.
    intros c n s H i Hi. apply holds_add in Hi. destruct Hi; subst; auto.
  Qed.

  Lemma as_late_says : forall i before asked,
    all_by (fst i) asked -> B.as_late i before asked = true ->
    forall j, holds asked j -> holds (add B.put_id_eq_dec i before) j.
  Proof.
    intros i before asked A L j Hj. unfold B.as_late in L.
    rewrite subset_spec in L. apply L. apply member_restrict. split; auto.
    unfold B.is_by. rewrite (A j Hj).
    destruct (P.client_eq_dec (fst i) (fst i)); congruence.
  Qed.

  Definition ryw_mw_simulation : monotonic_writes G.chosen = true ->
    read_your_writes G.chosen = true ->
    local_simulation ByKey.machine RywMw.machine.
  Proof.
    intros writes chosen.
    refine (let M := ByKey.machine in let N := RywMw.machine in {|
      LocalSimulation.client_related := fun c (s : client_state M)
          (t : client_state N) =>
        RywMwCore.made t = B.made s /\
        forall k, RywMwCore.own_puts t k = B.own_puts s k /\
                  all_by c (B.own_puts s k);
      LocalSimulation.replica_related := fun _ (s : replica_state M)
          (t : replica_state N) =>
        forall k, t k = {| RywMwCore.content := B.content (s k);
                           RywMwCore.written := B.written (s k);
                           RywMwCore.earlier := B.earlier (s k);
                           RywMwCore.applied := B.applied (s k) |};
      LocalSimulation.get_related := fun _ c (g : get_payload M)
          (h : get_payload N) =>
        h = B.asked_puts g /\ all_by c (B.asked_puts g);
      LocalSimulation.answer_related := fun _ _ _ _ _ => True;
      LocalSimulation.put_related := fun _ _ _ (p : put_payload M)
          (q : put_payload N) =>
        q = {| RywMwCore.id := B.id p;
               RywMwCore.put_earlier := B.put_earlier p |}
    |}); simpl; intros; auto.
    - repeat split; auto. discriminate.
    - destruct H as [Hm Ho]. destruct (Ho k). auto.
    - destruct H as [-> A]. rewrite H0. split; auto.
      unfold RywMwCore.get_guard. rewrite H0. simpl.
      unfold B.get_guard in H1. destruct (B.written (s k)) as [i |]; auto.
      destruct (P.client_eq_dec c (fst i)) as [-> |]; auto.
      apply andb_true_iff in H1. destruct H1 as [H1 _].
      unfold B.if_chosen in H1. rewrite chosen in H1.
      apply subset_spec. apply as_late_says; auto.
    - destruct a as [i |]; auto.
    - destruct H as [Hm Ho]. exists now. rewrite Hm, (proj1 (Ho k)).
      split; [reflexivity | split; [reflexivity |]].
      intros asked. simpl. destruct (Ho asked) as [E A].
      destruct (P.key_eq_dec k asked) as [<- |]; auto using add_all_by.
    - unfold B.put_guard, B.if_chosen in H1. rewrite writes in H1.
      subst q. unfold RywMwCore.put_guard, RywMwCore.put_seen, RywMwCore.put.
      rewrite H0. split; [exact H1 |]. intros asked. rewrite ?H0.
      unfold B.put. destruct (P.key_eq_dec k asked); reflexivity.
  Defined.

  Theorem strong_refines_ryw_mw :
    monotonic_writes G.chosen = true -> convergent G.chosen = false ->
    read_your_writes G.chosen = true ->
    refines P.client_eq_dec P.replica_eq_dec Strong.machine RywMw.machine.
  Proof.
    intros W L R replicas v programs events H.
    apply (local_simulation_refines _ _ _ _ (ryw_mw_simulation W R)).
    apply (strong_refines_by_key W L). exact H.
  Qed.

  (** * Read your writes: puts are named by their numbers alone *)

  Definition has (s : RywCore.numbers) (n : nat) : Prop :=
    member Nat.eq_dec n s = true.

  (** The numbers of the client's puts in the set. *)
  Definition numbers_of (c : P.client) (s : B.puts) (t : RywCore.numbers)
    : Prop :=
    all_by c s /\ forall n, has t n <-> holds s (c, n).

  Lemma numbers_of_add : forall c n s t,
    numbers_of c s t ->
    numbers_of c (add B.put_id_eq_dec (c, n) s) (add Nat.eq_dec n t).
  Proof.
    intros c n s t [A E]. split; [auto using add_all_by |]. intros m.
    unfold has. rewrite member_add, holds_add. fold (has t m). rewrite E.
    assert (Same : m = n <-> (c, m) = (c, n)) by (split; congruence).
    tauto.
  Qed.

  Record entry_related (e : B.entry) (f : RywCore.entry) : Prop := {
    entry_content : B.content e = RywCore.content f;
    entry_writer : option_map fst (B.written e) = RywCore.writer f;
    entry_earlier : forall c n, B.written e = Some (c, n) ->
      RywCore.number f = n /\ numbers_of c (B.earlier e) (RywCore.earlier f)
  }.

  Definition ryw_simulation : read_your_writes G.chosen = true ->
    local_simulation ByKey.machine Ryw.machine.
  Proof.
    intros chosen.
    refine (let M := ByKey.machine in let N := Ryw.machine in {|
      LocalSimulation.client_related := fun c (s : client_state M)
          (t : client_state N) =>
        RywCore.made t = B.made s /\
        forall k, numbers_of c (B.own_puts s k) (RywCore.own_puts t k);
      LocalSimulation.replica_related := fun _ (s : replica_state M)
          (t : replica_state N) =>
        forall k, entry_related (s k) (t k);
      LocalSimulation.get_related := fun _ c (g : get_payload M)
          (h : get_payload N) =>
        numbers_of c (B.asked_puts g) h;
      LocalSimulation.answer_related := fun _ _ _ _ _ => True;
      LocalSimulation.put_related := fun _ _ c (p : put_payload M)
          (q : put_payload N) =>
        B.id p = (c, RywCore.put_number q) /\
        numbers_of c (B.put_earlier p) (RywCore.put_earlier q)
    |}); simpl; intros; auto.
    - split; auto. intros k. unfold numbers_of, has, holds, all_by. simpl.
      split; [discriminate | reflexivity].
    - constructor; simpl; auto. discriminate.
    - destruct H as [Hm Ho]. auto.
    - destruct (H0 k) as [Hc Hw He]. rewrite Hc. split; auto.
      unfold RywCore.get_guard. rewrite <- Hw. unfold B.get_guard in H1.
      destruct (B.written (s k)) as [[w n] |]; auto. simpl.
      destruct (P.client_eq_dec c w) as [<- |]; auto.
      apply andb_true_iff in H1. destruct H1 as [H1 _].
      unfold B.if_chosen in H1. rewrite chosen in H1.
      destruct (He c n eq_refl) as [-> E].
      apply subset_spec. intros m Hm.
      apply (numbers_of_add c n) in E. apply E.
      apply (as_late_says (c, n) _ (B.asked_puts g)); auto; apply H. exact Hm.
    - destruct a as [i |]; auto.
    - destruct H as [Hm Ho]. exists now. rewrite Hm.
      split; [split; auto | split; [reflexivity |]].
      intros asked. simpl.
      destruct (P.key_eq_dec k asked) as [<- |]; auto using numbers_of_add.
    - destruct H as [Hid He]. split; [reflexivity |]. intros asked.
      unfold RywCore.put, B.put. destruct (P.key_eq_dec k asked); auto.
      rewrite Hid. constructor; simpl; auto.
      intros d n E. inversion E. subst. auto.
  Defined.

  Theorem strong_refines_ryw :
    monotonic_writes G.chosen = true -> convergent G.chosen = false ->
    read_your_writes G.chosen = true ->
    refines P.client_eq_dec P.replica_eq_dec Strong.machine Ryw.machine.
  Proof.
    intros W L R replicas v programs events H.
    apply (local_simulation_refines _ _ _ _ (ryw_simulation R)).
    apply (strong_refines_by_key W L). exact H.
  Qed.

End Proof.
