(** The frugal core of causal+ refines its specification, over any map. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import
  Parameters Machine Refinement LocalSimulation LocalSimulationProof
  Progress LocalInvariant LocalProgress LocalProgressProof.
From Espalier.Kit Require Import FiniteSet Vector Map Decide Needs.
From Espalier.Strong Require Guarantees Strong.
From Espalier.Reference Require CausalPlusFrugal CausalPlusFrugalStatement.

Module Proof (P : PARAMETERS) (M : MAP P)
  <: CausalPlusFrugalStatement.STATEMENT P M.
  Module Core := CausalPlusFrugal.CausalPlusFrugal P M.
  Module Implementation := MachineOf P Core.
  Module Abstract := Strong.Strong P Guarantees.Causal_plus.
  Module Specification := MachineOf P Abstract.
  Module I := Core.
  Module S := Abstract.

  Definition same := same_puts P.client_eq_dec S.put_id_eq_dec.
  Definition first := first_puts S.put_id_eq_dec.

  Definition stamp_of (x : I.stamp) : S.stamp :=
    {| S.time := (I.time x); S.writer := (I.writer x) |}.

  Record client_related (c : P.client) (x : I.client_state) (y : S.client_state) : Prop := {
    client_fact_1 : (I.made x) = (S.made y);
    client_fact_2 : first (S.own_puts y) c (I.made x);
    client_fact_3 : same (S.read_causes y) (I.read_causes x);
    client_fact_4 : single_slots (I.read_causes x);
    client_fact_5 : (I.past x) = (S.past y)
  }.

  Lemma replica_at_added : forall asked k e r x_applied,
    M.well_formed (I.store r) ->
    I.replica_at asked (I.Build_replica_record x_applied (I.initial r) (M.add k e (I.store r))) =
    if P.key_eq_dec k asked then e else I.replica_at asked r.
  Proof.
    intros. unfold I.replica_at. cbn. rewrite M.find_add by assumption.
    destruct (P.key_eq_dec k asked); reflexivity.
  Qed.

  Lemma replica_at_kept : forall asked r x_applied,
    I.replica_at asked (I.Build_replica_record x_applied (I.initial r) (I.store r)) = I.replica_at asked r.
  Proof. reflexivity. Qed.

  Lemma replica_at_start : forall asked x_applied v0,
    I.replica_at asked (I.Build_replica_record x_applied v0 M.empty) = I.replica_untouched v0.
  Proof. intros. unfold I.replica_at. cbn. rewrite M.find_empty. reflexivity. Qed.

  #[local] Hint Rewrite replica_at_start replica_at_kept : copies.
  #[local] Hint Rewrite replica_at_added using assumption : copies.

  (** What a key holds after a put, whether the store was changed or not. *)
  Definition entry_after (k : P.key) (v : P.value) (p : I.put_payload) (c : P.client) (r : I.replica_state)
    : I.replica_entry :=
    let e := I.replica_at k r in
    let mark := I.Build_stamp (I.mark_time p) c in
    {| I.content := match I.written e with None => v | Some present => if I.stamp_before present mark then v else I.content e end;
       I.written := match I.written e with None => Some mark | Some present => if I.stamp_before present mark then Some mark else Some present end;
       I.causes := match I.written e with None => I.raise c (Datatypes.S (I.earlier_puts p)) (I.earlier_reads p) | Some present => if I.stamp_before present mark then I.raise c (Datatypes.S (I.earlier_puts p)) (I.earlier_reads p) else I.causes e end |}.

  Lemma replica_at_put : forall asked k v p c a r,
    M.well_formed (I.store r) ->
    I.replica_at asked (I.put k v p c a r) =
    if P.key_eq_dec k asked then entry_after k v p c r else I.replica_at asked r.
  Proof.
    intros asked k v p c a r formed. unfold I.put, entry_after, I.wins, I.replica_at. cbn.
    destruct (M.find k (I.store r)) as [e |] eqn:found; cbn.
    - destruct (I.written e) as [present |] eqn:written; cbn;
        [destruct (I.stamp_before present _) eqn:before; cbn |].
      1, 3: rewrite M.find_add by assumption; destruct (P.key_eq_dec k asked); reflexivity.
      destruct (P.key_eq_dec k asked) as [<- | other]; [| reflexivity].
      rewrite found. destruct e; cbn in *. congruence.
    - rewrite M.find_add by assumption. destruct (P.key_eq_dec k asked); reflexivity.
  Qed.

  Lemma put_well_formed : forall k v p c a r,
    M.well_formed (I.store r) -> M.well_formed (I.store (I.put k v p c a r)).
  Proof.
    intros. unfold I.put. cbn. destruct (I.wins _ _); [apply M.well_formed_add |]; assumption.
  Qed.

  Lemma applied_put : forall k v p c a r,
    I.applied (I.put k v p c a r) = raise P.client_eq_dec c (Datatypes.S (I.earlier_puts p)) (I.applied r).
  Proof. reflexivity. Qed.

  #[local] Arguments I.put : simpl never.
  #[local] Hint Rewrite applied_put : copies.
  #[local] Hint Rewrite replica_at_put using assumption : copies.

  (** What a key holds after a put is known by [replica_at_put], once the goal
      asks for one key. *)
  Ltac close_after_put :=
    open_obligation; split_goal; try close_atom;
    in_own_words; split_goal; close_atom.

  Record replica_entry_related (k : P.key) (e : I.replica_entry) (y : S.replica_state) : Prop := {
    replica_entry_fact_1 : (I.content e) = (S.content ((S.entry_of y) k));
    replica_entry_fact_2 : (option_map stamp_of (I.written e)) = (S.written ((S.entry_of y) k));
    replica_entry_fact_3 : same (S.causes ((S.entry_of y) k)) (I.causes e);
    replica_entry_fact_4 : single_slots (I.causes e)
  }.

  Record replica_related (at_replica : P.replica) (x : I.replica_state) (y : S.replica_state) : Prop := {
    replica_fact_1 : same (S.applied y) (I.applied x);
    replica_fact_2 : single_slots (I.applied x);
    replica_fact_3 : M.well_formed (I.store x);
    replica_fact_4 : forall k, replica_entry_related k (I.replica_at k x) y
  }.

  Record get_related (c : P.client) (x : I.get_payload) (y : S.get_payload) : Prop := {
    get_fact_1 : first (S.asked_puts y) c (I.asked_puts x);
    get_fact_2 : same (S.asked_reads y) (I.asked_reads x);
    get_fact_3 : single_slots (I.asked_reads x)
  }.

  Record answer_related (c : P.client) (x : I.answer_payload) (y : S.answer_payload) : Prop := {
    answer_fact_1 : same (S.answer_causes y) (I.answer_causes x);
    answer_fact_2 : single_slots (I.answer_causes x);
    answer_fact_3 : (I.answer_time x) = (S.answer_time y)
  }.

  Record put_related (c : P.client) (x : I.put_payload) (y : S.put_payload) : Prop := {
    put_fact_1 : (S.id y) = (c, (Datatypes.S (I.earlier_puts x)));
    put_fact_2 : first (S.earlier_puts y) c (I.earlier_puts x);
    put_fact_3 : same (S.earlier_reads y) (I.earlier_reads x);
    put_fact_4 : single_slots (I.earlier_reads x);
    put_fact_5 : (S.mark y) = {| S.time := (I.mark_time x); S.writer := c |}
  }.

  #[local] Hint Resolve M.well_formed_add M.well_formed_empty put_well_formed : slots.
  #[local] Hint Unfold
    I.lookup
    I.raise
    I.merge
    I.below
    I.replica_untouched
    I.stamp_before
    I.client_init
    I.replica_init
    I.get_request
    I.get_guard
    I.get
    I.get_response
    I.put_request
    I.put_guard
    entry_after
    I.put_seen
    S.all_in
    S.both
    S.stamp_before
    S.client_init
    S.replica_init
    S.if_chosen
    S.get_guard
    S.put_seen
    S.put_guard
    S.kept
    S.get_request
    S.time_of
    S.get
    S.get_response
    S.put_request
    S.put : methods.
  #[local] Hint Unfold
    S.put_id S.puts same first stamp_of option_map : relations.

  Lemma client_starts : forall c,
    client_related c (I.client_init c) (S.client_init c).
  Proof. close_obligation. Qed.

  Lemma replica_starts : forall r v,
    replica_related r (I.replica_init r v) (S.replica_init r v).
  Proof. close_obligation. Qed.

  Lemma get_formed : forall k c s t,
    client_related c s t ->
    get_related c (fst (I.get_request k c s)) (fst (S.get_request k c t)) /\
    client_related c (snd (I.get_request k c s)) (snd (S.get_request k c t)).
  Proof. close_obligation. Qed.

  Lemma get_answered : forall k c r g h s t,
    get_related c g h -> replica_related r s t ->
    I.get_guard k g c r s = true ->
    S.get_guard k h c r t = true /\
    fst (fst (I.get k g c r s)) = fst (fst (S.get k h c r t)) /\
    answer_related c (snd (fst (I.get k g c r s)))
      (snd (fst (S.get k h c r t))) /\
    replica_related r (snd (I.get k g c r s)) (snd (S.get k h c r t)).
  Proof. close_obligation. Qed.

  Lemma answer_taken : forall k v c a b s t,
    answer_related c a b -> client_related c s t ->
    client_related c (I.get_response k v a c s) (S.get_response k v b c t).
  Proof. close_obligation. Qed.

  Lemma put_formed : forall k v now c s t,
    client_related c s t ->
    put_related c (fst (I.put_request k v now c s)) (fst (S.put_request k v now c t)) /\
    client_related c (snd (I.put_request k v now c s)) (snd (S.put_request k v now c t)).
  Proof. close_obligation. Qed.

  Lemma put_applied : forall k v c r p q s t,
    put_related c p q -> replica_related r s t ->
    I.put_guard k v p c r s = true ->
    S.put_guard k v q c r t = true /\
    replica_related r (I.put k v p c r s) (S.put k v q c r t).
  Proof. close_after_put. Qed.


  Definition simulation :
    local_simulation Implementation.machine Specification.machine.
  Proof.
    refine (Build_local_simulation
      Implementation.machine Specification.machine
      client_related replica_related (fun _ => get_related)
      (fun _ _ => answer_related) (fun _ _ => put_related)
      client_starts replica_starts get_formed get_answered answer_taken _
      put_applied).
    intros. exists now. apply (put_formed k v). assumption.
  Defined.

  Theorem refinement :
    refines P.client_eq_dec P.replica_eq_dec
      Implementation.machine Specification.machine.
  Proof. exact (local_simulation_refines _ _ _ _ simulation). Qed.

  Theorem seen : seen_is_final Implementation.machine.
  Proof. constructor; open_machine Implementation.machine; close_obligation. Qed.

  (** * Progress: nothing but a put that is missing makes a guard false *)

  Definition covered := Needs.covered P.client_eq_dec.
  Definition within := Needs.within P.client_eq_dec.
  #[local] Hint Unfold covered within : relations.

  Record client_ok (c : P.client) (s : I.client_state) : Prop := {
    client_ok_1 : single_slots (I.read_causes s)
  }.

  Record entry_ok (e : I.replica_entry) (v : vector P.client) : Prop := {
    entry_ok_1 : single_slots (I.causes e);
    entry_ok_2 : within (I.causes e) v
  }.

  Record replica_ok (r : P.replica) (s : I.replica_state) : Prop := {
    replica_ok_1 : M.well_formed (I.store s);
    replica_ok_2 : single_slots (I.applied s);
    replica_ok_3 : forall k, entry_ok (I.replica_at k s) (I.applied s)
  }.

  Record get_ok (c : P.client) (g : I.get_payload) : Prop := {
    get_ok_1 : single_slots (I.asked_reads g)
  }.

  Record answer_ok (c : P.client) (a : I.answer_payload) : Prop := {
    answer_ok_1 : single_slots (I.answer_causes a)
  }.

  Record put_ok (c : P.client) (p : I.put_payload) : Prop := {
    put_ok_1 : single_slots (I.earlier_reads p)
  }.

  Definition invariant : local_invariant Implementation.machine.
  Proof.
    refine (Build_local_invariant Implementation.machine
      client_ok replica_ok (fun _ => get_ok) (fun _ _ => answer_ok)
      (fun _ _ => put_ok) _ _ _ _ _ _ _);
      open_machine Implementation.machine.
    all: first [close_obligation | close_after_put].
  Defined.

  Definition dependencies : local_progress Implementation.machine invariant.
  Proof.
    refine (Build_local_progress Implementation.machine invariant
      (P.client * nat)
      (fun _ _ c p => (c, Datatypes.S (I.earlier_puts p)))
      (fun c s i => among_first c (I.made s) i \/ covered (I.read_causes s) i)
      (fun _ c g i =>
        among_first c (I.asked_puts g) i \/ covered (I.asked_reads g) i)
      (fun _ _ _ a i => covered (I.answer_causes a) i)
      (fun _ _ c p i =>
        among_first c (I.earlier_puts p) i \/ covered (I.earlier_reads p) i)
      (fun _ s i => covered (I.applied s) i)
      _ _ _ _ _ _ _ _ _ _ _ _);
      open_invariant Implementation.machine invariant.
    all: close_dependency.
  Defined.

  Theorem progress :
    progressive P.client_eq_dec P.replica_eq_dec Implementation.machine.
  Proof. exact (local_progress_progressive _ _ _ _ dependencies). Qed.

End Proof.
