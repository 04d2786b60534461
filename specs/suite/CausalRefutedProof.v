(** The three refutations. That a machine has a history is a script that is
    carried out; that it has not is a table of what may stand in clients, stores
    and messages. *)

From Coq Require Import List Bool PeanoNat.
From Espalier.Framework Require Import
  Parameters Core Machine World Refinement Naturals Script NaturalScript
  Exclusion.
From Espalier.Suite Require CausalRefuted.
Import ListNotations.

Module Proof <: CausalRefuted.STATEMENT.
  Module P := Naturals.Naturals.
  Module VectorClockCore := CausalVectorClock.CausalVectorClock P.
  Module VectorClock := MachineOf P VectorClockCore.
  Module DependencyListsCore := CausalDependencyLists.CausalDependencyLists P.
  Module DependencyLists := MachineOf P DependencyListsCore.
  Module CausalCore := Causal.Specification P.
  Module Causal := MachineOf P CausalCore.
  Module LabelledCore :=
    LabelledCausal.Specification P CausalRefuted.OddAndEven.
  Module Labelled := MachineOf P LabelledCore.

  Definition two_reads : list (@action nat nat nat nat) :=
    [Call 1 0; Call 2 0; Apply 0 1 0 1; Ask 3; Answer 0 3; Take 3;
     Apply 0 2 0 2; Ask 3; Answer 0 3; Take 3].

  Definition through_the_reader : list (@action nat nat nat nat) :=
    two_reads ++
    [Call 3 0; Apply 0 3 1 3; Ask 4; Answer 0 4; Take 4;
     Ask 4; Answer 0 4; Take 4].

  Module VectorClockScript := ScriptOf VectorClockCore.
  Module DependencyListsScript := ScriptOf DependencyListsCore.
  Module CausalScript := ScriptOf CausalCore.

  Theorem vector_clock_does :
    trace P.client_eq_dec P.replica_eq_dec VectorClock.machine [0] True 0
      CausalRefuted.reader_between CausalRefuted.both_behind_one.
  Proof.
    apply (VectorClockScript.script_trace through_the_reader).
    vm_compute. reflexivity.
  Qed.

  Theorem dependency_lists_do :
    trace P.client_eq_dec P.replica_eq_dec DependencyLists.machine [0] True 0
      CausalRefuted.reader_between CausalRefuted.both_behind_one.
  Proof.
    apply (DependencyListsScript.script_trace through_the_reader).
    vm_compute. reflexivity.
  Qed.

  Theorem causal_does :
    trace P.client_eq_dec P.replica_eq_dec Causal.machine [0] True 0
      CausalRefuted.two_puts CausalRefuted.odd_then_even.
  Proof.
    apply (CausalScript.script_trace two_reads). vm_compute. reflexivity.
  Qed.

  (** * What CC-star can come to while only those events are observed *)

  Module C := CausalCore.

  Definition x : C.put_id := {| C.putter := 1; C.number := 1; C.on_key := 0 |}.
  Definition e : C.put_id := {| C.putter := 2; C.number := 1; C.on_key := 0 |}.
  Definition y : C.put_id := {| C.putter := 3; C.number := 1; C.on_key := 1 |}.

  Definition session := C.Build_session.
  Definition of_world (s : C.session) (todo : list (@operation nat nat))
    (next : nat) (waiting : option nat) : client_world Causal.machine :=
    Build_client_world (M := Causal.machine) s todo next waiting.

  Definition causal_clients (c : nat) : list (client_world Causal.machine) :=
    match c with
    | 1 => [of_world (session 0 [] []) [Put 0 1] 0 None;
            of_world (session 1 [x] []) [] 1 None]
    | 2 => [of_world (session 0 [] []) [Put 0 2] 0 None;
            of_world (session 1 [e] []) [] 1 None]
    | 3 => [of_world (session 0 [] []) [Get 0; Get 0; Put 1 3] 0 None;
            of_world (session 0 [] []) [Get 0; Put 1 3] 1 (Some 0);
            of_world (session 0 [] [[x]]) [Get 0; Put 1 3] 1 None;
            of_world (session 0 [] [[x]]) [Put 1 3] 2 (Some 1);
            of_world (session 0 [] [[e]; [x]]) [Put 1 3] 2 None;
            of_world (session 1 [y] [[e]; [x]]) [] 3 None]
    | 4 => [of_world (session 0 [] []) [Get 1; Get 0] 0 None;
            of_world (session 0 [] []) [Get 0] 1 (Some 0);
            of_world (session 0 [] [[y; e; x]]) [Get 0] 1 None;
            of_world (session 0 [] [[y; e; x]]) [] 2 (Some 1)]
    | _ => [of_world (session 0 [] []) [] 0 None]
    end.

  (** Entries: their key, their value and what an answer with them says. *)
  Definition causal_entries : list (nat * C.entry) :=
    [(0, C.Build_entry 1 (Some x) []);
     (0, C.Build_entry 2 (Some e) []);
     (1, C.Build_entry 3 (Some y) [e; x])].

  Definition initial_entry : C.entry := C.Build_entry 0 None [].

  Definition causal_store (s : C.replica_state) : Prop :=
    forall k, s k = initial_entry \/ In (k, s k) causal_entries.

  Definition causal_puts : list (nat * nat * nat * C.put_of) :=
    [(1, 0, 1, C.Build_put_of x []);
     (2, 0, 2, C.Build_put_of e []);
     (3, 1, 3, C.Build_put_of y [e; x])].

  Definition causal_gets : list (nat * nat * nat * C.get_of) :=
    [(3, 0, 0, C.Build_get_of [] []);
     (3, 1, 0, C.Build_get_of [] [[x]]);
     (4, 0, 1, C.Build_get_of [] []);
     (4, 1, 0, C.Build_get_of [] [[y; e; x]])].

  Definition causal_answer (k v : nat) (a : C.puts) : Prop :=
    (v = 0 /\ a = []) \/
    exists entry, In (k, entry) causal_entries /\
      v = C.content entry /\ a = C.whole entry.

  Definition causal_message (m : message Causal.machine) : Prop :=
    match m with
    | GetRequest _ c n k g => In (c, n, k, g) causal_gets
    | PutRequest _ c k v p => In (c, k, v, p) causal_puts
    | GetResponse c n k v a =>
        causal_answer k v a /\ (c, n, v) <> (4, 1, 2)
    end.

  Definition causal_supposed (o : @event nat nat nat) : Prop :=
    In o CausalRefuted.both_behind_one.
  Definition causal_possible (o : @event nat nat nat) : Prop :=
    o <> GetReturned 4 1 0 2.

  (** Takes a client, one of whose rows is the one at hand. *)
  Ltac clients c H :=
    destruct c as [| [| [| [| [| c]]]]]; rows H; inversion H; subst; clear H.

  Definition causal_excluded :
    exclusion Causal.machine 0 CausalRefuted.reader_between
      causal_supposed causal_possible.
  Proof.
    refine {|
      client_may := fun c w => In w (causal_clients c);
      store_may := fun _ => causal_store;
      message_may := causal_message
    |}.
    - intros c. destruct c as [| [| [| [| [| c]]]]]; left; reflexivity.
    - intros r k. left. reflexivity.
    - intros c k rest n s H.
      clients c H; (split; [row | intros r; row]).
    - intros c k v rest n s now H _. unfold causal_possible.
      clients c H; (split; [discriminate |]);
        (split; [row | intros r; row]).
    - intros r c n k g s Hm Hs Hg. split; [| exact Hs].
      destruct (Hs k) as [E | E].
      + split; simpl; rewrite E; [left; split; reflexivity | discriminate].
      + split.
        * right. exists (s k). split; [exact E | split; reflexivity].
        * intros W. simpl in Hg, W. unfold C.get_guard in Hg.
          rows Hm; inversion Hm; subst; clear Hm; try discriminate W.
          rows E; inversion E as [E1]; rewrite <- E1 in *;
            (discriminate W || discriminate Hg).
    - intros r c k v p s Hm Hs _ asked. simpl. unfold C.put.
      destruct (Naturals.key_eq_dec k asked) as [<- | _]; [| apply Hs].
      right. rows Hm; inversion Hm; subst; row.
    - intros c n k v a s todo m [Ha Hnot] Hc Ho. split.
      + intros E. inversion E; subst. apply Hnot. reflexivity.
      + unfold causal_supposed, CausalRefuted.both_behind_one in Ho.
        rows Ho; inversion Ho; subst; clear Ho;
          (destruct Ha as [[Hv _] | [entry [Hin [Hv ->]]]]; [discriminate |]);
          rows Hin; inversion Hin; subst; try discriminate Hv;
          rows Hc; inversion Hc; subst; clear Hc; try row.
        exfalso. apply Hnot. reflexivity.
  Defined.

  Theorem causal_does_not : forall replicas,
    ~ trace P.client_eq_dec P.replica_eq_dec Causal.machine replicas True 0
        CausalRefuted.reader_between CausalRefuted.both_behind_one.
  Proof.
    intros replicas H.
    assert (All : Forall causal_possible CausalRefuted.both_behind_one).
    { eapply excluded; [exact causal_excluded | | exact H].
      apply Forall_forall. auto. }
    rewrite Forall_forall in All.
    apply (All (GetReturned 4 1 0 2)); [simpl; tauto | reflexivity].
  Qed.

  (** * What LCC-star can come to *)

  Module L := LabelledCore.

  Definition x_odd : L.put_id := L.Build_put_id 1 1 0 true.
  Definition e_even : L.put_id := L.Build_put_id 2 1 0 false.

  Definition of_labelled (s : L.session) (todo : list (@operation nat nat))
    (next : nat) (waiting : option nat) : client_world Labelled.machine :=
    Build_client_world (M := Labelled.machine) s todo next waiting.

  Definition labelled_clients (c : nat)
    : list (client_world Labelled.machine) :=
    match c with
    | 1 => [of_labelled (L.Build_session 0 [] []) [Put 0 1] 0 None;
            of_labelled (L.Build_session 1 [x_odd] []) [] 1 None]
    | 2 => [of_labelled (L.Build_session 0 [] []) [Put 0 2] 0 None;
            of_labelled (L.Build_session 1 [e_even] []) [] 1 None]
    | 3 => [of_labelled (L.Build_session 0 [] []) [Get 0; Get 0] 0 None;
            of_labelled (L.Build_session 0 [] []) [Get 0] 1 (Some 0);
            of_labelled (L.Build_session 0 [] [[x_odd]]) [Get 0] 1 None;
            of_labelled (L.Build_session 0 [] [[x_odd]]) [] 2 (Some 1)]
    | _ => [of_labelled (L.Build_session 0 [] []) [] 0 None]
    end.

  Definition labelled_entries : list (nat * L.entry) :=
    [(0, L.Build_entry 1 (Some x_odd) []);
     (0, L.Build_entry 2 (Some e_even) [])].

  Definition labelled_store (s : L.replica_state) : Prop :=
    forall k, s k = L.Build_entry 0 None [] \/ In (k, s k) labelled_entries.

  Definition labelled_puts : list (nat * nat * nat * L.put_of) :=
    [(1, 0, 1, L.Build_put_of x_odd []); (2, 0, 2, L.Build_put_of e_even [])].

  Definition labelled_gets : list (nat * nat * nat * L.get_of) :=
    [(3, 0, 0, L.Build_get_of [] []); (3, 1, 0, L.Build_get_of [] [[x_odd]])].

  Definition labelled_answer (k v : nat) (a : L.puts) : Prop :=
    (v = 0 /\ a = []) \/
    exists entry, In (k, entry) labelled_entries /\
      v = L.content entry /\ a = L.whole entry.

  Definition labelled_message (m : message Labelled.machine) : Prop :=
    match m with
    | GetRequest _ c n k g => In (c, n, k, g) labelled_gets
    | PutRequest _ c k v p => In (c, k, v, p) labelled_puts
    | GetResponse c n k v a =>
        labelled_answer k v a /\ (c, n, v) <> (3, 1, 2)
    end.

  Definition labelled_supposed (o : @event nat nat nat) : Prop :=
    In o CausalRefuted.odd_then_even.
  Definition labelled_possible (o : @event nat nat nat) : Prop :=
    o <> GetReturned 3 1 0 2.

  Definition labelled_excluded :
    exclusion Labelled.machine 0 CausalRefuted.two_puts
      labelled_supposed labelled_possible.
  Proof.
    refine {|
      client_may := fun c w => In w (labelled_clients c);
      store_may := fun _ => labelled_store;
      message_may := labelled_message
    |}.
    - intros c. destruct c as [| [| [| [| c]]]]; left; reflexivity.
    - intros r k. left. reflexivity.
    - intros c k rest n s H.
      clients c H; (split; [row | intros r; row]).
    - intros c k v rest n s now H _. unfold labelled_possible.
      clients c H; (split; [discriminate |]); (split; [row | intros r; row]).
    - intros r c n k g s Hm Hs Hg. split; [| exact Hs].
      destruct (Hs k) as [E | E].
      + split; simpl; rewrite E; [left; split; reflexivity | discriminate].
      + split.
        * right. exists (s k). split; [exact E | split; reflexivity].
        * intros W. simpl in Hg, W. unfold L.get_guard in Hg.
          rows Hm; inversion Hm; subst; clear Hm; try discriminate W.
          rows E; inversion E as [E1]; rewrite <- E1 in *;
            (discriminate W || discriminate Hg).
    - intros r c k v p s Hm Hs _ asked. simpl. unfold L.put.
      destruct (Naturals.key_eq_dec k asked) as [<- | _]; [| apply Hs].
      right. rows Hm; inversion Hm; subst; row.
    - intros c n k v a s todo m [Ha Hnot] Hc Ho. split.
      + intros E. inversion E; subst. apply Hnot. reflexivity.
      + unfold labelled_supposed, CausalRefuted.odd_then_even in Ho.
        rows Ho; inversion Ho; subst; clear Ho;
          (destruct Ha as [[Hv _] | [entry [Hin [Hv ->]]]]; [discriminate |]);
          rows Hin; inversion Hin; subst; try discriminate Hv;
          rows Hc; inversion Hc; subst; clear Hc; try row.
        exfalso. apply Hnot. reflexivity.
  Defined.

  Theorem labelled_does_not : forall replicas,
    ~ trace P.client_eq_dec P.replica_eq_dec Labelled.machine replicas True 0
        CausalRefuted.two_puts CausalRefuted.odd_then_even.
  Proof.
    intros replicas H.
    assert (All : Forall labelled_possible CausalRefuted.odd_then_even).
    { eapply excluded; [exact labelled_excluded | | exact H].
      apply Forall_forall. auto. }
    rewrite Forall_forall in All.
    apply (All (GetReturned 3 1 0 2)); [simpl; tauto | reflexivity].
  Qed.

  (** * Hence *)

  Theorem vector_clock_does_not_refine_causal :
    ~ refines P.client_eq_dec P.replica_eq_dec
        VectorClock.machine Causal.machine.
  Proof.
    intros H. apply (causal_does_not [0]). apply H. exact vector_clock_does.
  Qed.

  Theorem dependency_lists_do_not_refine_causal :
    ~ refines P.client_eq_dec P.replica_eq_dec
        DependencyLists.machine Causal.machine.
  Proof.
    intros H. apply (causal_does_not [0]). apply H. exact dependency_lists_do.
  Qed.

  Theorem causal_does_not_refine_labelled :
    ~ refines P.client_eq_dec P.replica_eq_dec
        Causal.machine Labelled.machine.
  Proof.
    intros H. apply (labelled_does_not [0]). apply H. exact causal_does.
  Qed.

End Proof.
