(** The kit's tactics on a whole proof: the core of PerKeyVectors.v refines
    causal+. Every set is the very set that a vector stands for, so the guards
    agree in both directions; each obligation is one call. *)

From Coq Require Import List Bool Arith Lia.
From Espalier.Framework Require Import
  Parameters Machine Refinement LocalSimulation LocalSimulationProof.
From Espalier.Kit Require Import FiniteSet Vector Decide.
From Espalier.Strong Require Guarantees Strong.
From Espalier.Tests Require PerKeyVectors.

Module Proof (P : PARAMETERS).
  Module I := PerKeyVectors.PerKeyVectors P.
  Module S := Strong.Strong P Guarantees.Causal_plus.
  Module Implementation := MachineOf P I.
  Module Specification := MachineOf P S.

  Definition same := same_puts P.client_eq_dec S.put_id_eq_dec.

  Definition first := first_puts S.put_id_eq_dec.

  Definition stamp_of (s : I.stamp) : S.stamp :=
    {| S.time := I.time s; S.writer := I.writer s |}.

  Record entry_related (e : I.entry) (f : S.entry) : Prop := {
    same_content : I.content e = S.content f;
    same_stamp : option_map stamp_of (I.written e) = S.written f;
    same_causes : same (S.causes f) (I.causes e);
    causes_slots : single_slots (I.causes e)
  }.

  Record replica_related (r : I.replica_state) (s : S.replica_state) : Prop := {
    same_applied : same (S.applied s) (I.clock r);
    same_entries : forall k, entry_related (I.store r k) (S.entry_of s k)
  }.

  Record client_related (c : P.client) (x : I.client_state)
    (y : S.client_state) : Prop := {
    same_number : I.own x = S.made y;
    own_first : first (S.own_puts y) c (I.own x);
    same_reads : same (S.read_causes y) (I.depends x);
    same_past : I.past x = S.past y;
    depends_slots : single_slots (I.depends x)
  }.

  Record get_related (c : P.client) (g : I.get_payload) (h : S.get_payload)
    : Prop := {
    asked_own : first (S.asked_puts h) c (I.get_own g);
    asked_reads : same (S.asked_reads h) (I.get_depends g)
  }.

  Record answer_related (a : I.answer_payload) (b : S.answer_payload)
    : Prop := {
    same_answer : same (S.answer_causes b) (I.answer_causes a);
    same_time : I.answer_time a = S.answer_time b;
    answer_slots : single_slots (I.answer_causes a)
  }.

  Record put_related (c : P.client) (p : I.put_payload) (q : S.put_payload)
    : Prop := {
    same_id : S.id q = (c, I.number p);
    earlier_own : first (S.earlier_puts q) c (I.number p - 1);
    numbered : 1 <= I.number p;
    earlier_reads : same (S.earlier_reads q) (I.put_depends p);
    same_mark : S.mark q = {| S.time := I.put_time p; S.writer := c |};
    put_slots : single_slots (I.put_depends p)
  }.

  #[local] Hint Unfold
    I.lookup I.raise I.merge I.below I.older I.time_of
    I.client_init I.replica_init I.get_request I.get_guard I.get
    I.get_response I.put_request I.put_guard I.put I.put_seen
    S.stamp_before S.all_in S.both S.if_chosen S.kept S.time_of
    S.client_init S.replica_init S.get_request S.get_guard S.get
    S.get_response S.put_request S.put_guard S.put S.put_seen : methods.
  #[local] Hint Unfold S.put_id same first stamp_of option_map : relations.

  Lemma client_starts : forall c,
    client_related c (I.client_init c) (S.client_init c).
  Proof. close_obligation. Qed.

  Lemma replica_starts : forall r v,
    replica_related (I.replica_init r v) (S.replica_init r v).
  Proof. close_obligation. Qed.

  Lemma get_asked : forall k c s t,
    client_related c s t ->
    get_related c (fst (I.get_request k c s)) (fst (S.get_request k c t)) /\
    client_related c (snd (I.get_request k c s)) (snd (S.get_request k c t)).
  Proof. close_obligation. Qed.

  Lemma get_answered : forall k c r g h s t,
    get_related c g h -> replica_related s t ->
    I.get_guard k g c r s = true ->
    S.get_guard k h c r t = true /\
    fst (fst (I.get k g c r s)) = fst (fst (S.get k h c r t)) /\
    answer_related (snd (fst (I.get k g c r s))) (snd (fst (S.get k h c r t)))
    /\ replica_related (snd (I.get k g c r s)) (snd (S.get k h c r t)).
  Proof. close_obligation. Qed.

  Lemma answer_taken : forall k v c a b s t,
    answer_related a b -> client_related c s t ->
    client_related c (I.get_response k v a c s) (S.get_response k v b c t).
  Proof. close_obligation. Qed.

  Lemma put_formed : forall k v now c s t,
    client_related c s t ->
    put_related c
      (fst (I.put_request k v now c s)) (fst (S.put_request k v now c t)) /\
    client_related c
      (snd (I.put_request k v now c s)) (snd (S.put_request k v now c t)).
  Proof. close_obligation. Qed.

  Lemma put_guarded : forall k v c r p q s t,
    put_related c p q -> replica_related s t ->
    I.put_guard k v p c r s = true <-> S.put_guard k v q c r t = true.
  Proof. close_obligation. Qed.

 
  Lemma put_applied : forall k v c r p q s t,
    put_related c p q -> replica_related s t ->
    I.put_guard k v p c r s = true ->
    S.put_guard k v q c r t = true /\
    replica_related (I.put k v p c r s) (S.put k v q c r t).
  Proof. close_obligation. Qed.

  Definition simulation :
    local_simulation Implementation.machine Specification.machine.
  Proof.
    refine (Build_local_simulation
      Implementation.machine Specification.machine
      client_related (fun _ => replica_related) (fun _ => get_related)
      (fun _ _ _ => answer_related) (fun _ _ => put_related)
      client_starts replica_starts get_asked get_answered answer_taken _
      put_applied).
    intros. exists now. apply (put_formed k v). assumption.
  Qed.

  Theorem refinement :
    refines P.client_eq_dec P.replica_eq_dec
      Implementation.machine Specification.machine.
  Proof. exact (local_simulation_refines _ _ _ _ simulation). Qed.

End Proof.
