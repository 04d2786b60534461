(** Every machine that never gets stuck and shows what was put has a history that
    CC-star has not. *)

From Coq Require Import List PeanoNat.
From Espalier.Framework Require Import
  Parameters Core Machine World Refinement Progress Naturals Exclusion.
From Espalier.Suite Require Import UsefulMachine.
From Espalier.Suite Require CausalUnusable RelaxedShows.
Import ListNotations.

(** * The history that such a machine has *)

Section History.

Context (M : machine nat nat nat nat).
Context (moves : progressive Nat.eq_dec Nat.eq_dec M).
Context (shows : CausalUnusable.shows_what_was_put M).

Notation runs := (run Nat.eq_dec Nat.eq_dec M [0; 1] False).
Notation programs := CausalUnusable.two_readers.
Notation start := (initial M 0 programs).

Lemma each_once : NoDup [0; 1].
Proof. repeat constructor; simpl; intuition discriminate. Qed.

(** The put that a replica hears of first is delivered, where need be. *)
Lemma heard : forall w r a k v s,
  with_it M r a k v s ->
  stores w r = replica_init M r 0 ->
  In (PutRequest r a k v (fst (put_request M k v 0 a (client_init M a))))
    (network w) ->
  exists w',
    runs w [] w' /\ clients w' = clients w /\ stores w' r = s /\
    only_store M r w w' /\
    forall m, In m (network w) ->
      m <> PutRequest r a k v (fst (put_request M k v 0 a (client_init M a))) ->
      In m (network w').
Proof.
  intros w r a k v s [-> | [Hguard ->]] Hs Hin.
  - exists w. repeat split; auto. constructor.
  - rewrite <- Hs in Hguard.
    destruct (applied M [0; 1] w r a k v _ Hin Hguard) as
      [w' [before [after [H1 [H2 [H3 [H4 [H5 H6]]]]]]]].
    exists w'. repeat split; auto; [congruence |].
    intros m Hm N. rewrite H5 in Hm. rewrite H6.
    apply in_app_or in Hm. apply in_or_app.
    destruct Hm as [Hm | [Hm | Hm]]; auto. congruence.
Qed.

(** Clients 1 and 2 have put, clients 3 and 4 have read one each. *)
Lemma first_reads :
  ~ ~ exists w t3 t4,
    runs start [PutCalled 1 0 0 1; PutCalled 2 0 0 2;
                GetReturned 3 0 0 1; GetReturned 4 0 0 2] w /\
    clients w 3 = {| state := t3; program := [Put 1 3]; next := 1;
                     waiting := None |} /\
    clients w 4 = {| state := t4; program := [Put 2 4]; next := 1;
                     waiting := None |} /\
    forall c, 4 < c -> clients w c = clients start c.
Proof.
  intros No.
  apply (first_put M moves shows [0; 1] each_once programs 0 1 0 1 [] 3 [Put 1 3]);
    [simpl; auto | discriminate | reflexivity | reflexivity |].
  intros [s0 [Hs0 [Hg0 Hv0]]].
  apply (first_put M moves shows [0; 1] each_once programs 1 2 0 2 [] 4 [Put 2 4]);
    [simpl; auto | discriminate | reflexivity | reflexivity |].
  intros [s1 [Hs1 [Hg1 Hv1]]].
  destruct (call M [0; 1] start 1 0 1 [] 0 (client_init M 1) eq_refl)
    as [w1 [R1 [_ [C1 [S1 N1]]]]].
  destruct (call M [0; 1] w1 2 0 2 [] 0 (client_init M 2))
    as [w2 [R2 [_ [C2 [S2 N2]]]]]; [rewrite C1 by discriminate; reflexivity |].
  destruct (heard w2 0 1 0 1 s0 Hs0) as [w3 [R3 [C3 [S3 [T3 N3]]]]].
  { rewrite S2, S1. reflexivity. }
  { rewrite N2, N1. simpl. auto. }
  destruct (heard w3 1 2 0 2 s1 Hs1) as [w4 [R4 [C4 [S4 [T4 N4]]]]].
  { rewrite T3 by discriminate. rewrite S2, S1. reflexivity. }
  { apply N3; [| discriminate]. rewrite N2. simpl. auto. }
  destruct (asked M [0; 1] w4 3 0 [Put 1 3] 0 (client_init M 3))
    as [w5 [R5 [P5 [C5 [S5 N5]]]]].
  { rewrite C4, C3, C2, C1 by discriminate. reflexivity. }
  assert (E0 : stores w5 0 = s0).
  { rewrite S5, T4 by discriminate. exact S3. }
  rewrite <- E0 in Hg0, Hv0.
  assert (I5 : In (GetRequest 0 3 0 0
    (fst (get_request M 0 3 (client_init M 3)))) (network w5))
    by (rewrite N5; simpl; auto).
  destruct (answered M [0; 1] w5 0 3 0 0 _ _ _ _ I5 Hg0 P5)
    as [w6 [t3 [R6 [P6 [C6 [T6 N6]]]]]].
  rewrite Hv0 in R6.
  destruct (asked M [0; 1] w6 4 0 [Put 2 4] 0 (client_init M 4))
    as [w7 [R7 [P7 [C7 [S7 N7]]]]].
  { rewrite C6, C5, C4, C3, C2, C1 by discriminate. reflexivity. }
  assert (E1 : stores w7 1 = s1).
  { rewrite S7, T6 by discriminate. rewrite S5. exact S4. }
  rewrite <- E1 in Hg1, Hv1.
  assert (I7 : In (GetRequest 1 4 0 0
    (fst (get_request M 0 4 (client_init M 4)))) (network w7))
    by (rewrite N7; simpl; auto).
  destruct (answered M [0; 1] w7 1 4 0 0 _ _ _ _ I7 Hg1 P7)
    as [w8 [t4 [R8 [P8 [C8 [T8 N8]]]]]].
  rewrite Hv1 in R8.
  apply No. exists w8, t3, t4. split; [| split; [| split]].
  - apply (runs_append M [0; 1] start [_] w1 [_; _; _] w8 R1).
    apply (runs_append M [0; 1] w1 [_] w2 [_; _] w8 R2).
    apply (runs_append M [0; 1] w2 [] w3 [_; _] w8 R3).
    apply (runs_append M [0; 1] w3 [] w4 [_; _] w8 R4).
    apply (runs_append M [0; 1] w4 [] w5 [_; _] w8 R5).
    apply (runs_append M [0; 1] w5 [_] w6 [_] w8 R6).
    apply (runs_append M [0; 1] w6 [] w7 [_] w8 R7 R8).
  - rewrite C8, C7 by discriminate. exact P6.
  - exact P8.
  - intros c Hc.
    assert (forall d, d <= 4 -> d <> c).
    { intros d Hd ->. apply Nat.lt_nge in Hc. contradiction. }
    rewrite C8, C7, C6, C5, C4, C3, C2, C1; auto 10 with arith.
Qed.

(** With what was observed before, which says what was put. *)
Ltac only_put H := simpl in H;
  repeat (destruct H as [H | H]; [try discriminate H; inversion H; subst |]);
  try contradiction.

Lemma history :
  ~ ~ exists last, (last = 1 \/ last = 2) /\
        exists w, runs start (CausalUnusable.everything_behind_one last) w.
Proof.
  intros No. apply first_reads. intros [w1 [t3 [t4 [R1 [P3 [P4 Others]]]]]].
  destruct (call M [0; 1] w1 3 1 3 [] 1 t3 P3) as [w2 [R2 [_ [C2 _]]]].
  destruct (call M [0; 1] w2 4 2 4 [] 1 t4) as [w3 [R3 [_ [C3 _]]]];
    [rewrite C2 by discriminate; exact P4 |].
  pose proof (runs_append M [0; 1] _ _ _ _ _
    (runs_append M [0; 1] _ _ _ _ _ R1 R2) R3) as R03. simpl in R03.
  assert (P5 : clients w3 5 = clients start 5)
    by (rewrite C3, C2 by discriminate; apply Others; auto with arith).
  assert (P6 : clients w3 6 = clients start 6)
    by (rewrite C3, C2 by discriminate; apply Others; auto with arith).
  apply (read M moves shows [0; 1] programs _ w3 0 5 1 _ _ _ R03
    (or_introl eq_refl) P5); [exists 3, 1, 3; simpl; auto 10 |].
  intros [v4 [w4 [s4 [R4 [[c4 [n4 V4]] [P5' C4]]]]]]. only_put V4.
  pose proof (runs_append M [0; 1] _ _ _ _ _ R03 R4) as R04. simpl in R04.
  apply (read M moves shows [0; 1] programs _ w4 0 5 2 _ _ _ R04
    (or_introl eq_refl) P5'); [exists 4, 1, 4; simpl; auto 10 |].
  intros [v5 [w5 [s5 [R5 [[c5 [n5 V5]] [P5'' C5]]]]]]. only_put V5.
  pose proof (runs_append M [0; 1] _ _ _ _ _ R04 R5) as R05. simpl in R05.
  destruct (call M [0; 1] w5 5 3 5 [] 2 s5 P5'') as [w6 [R6 [_ [C6 _]]]].
  pose proof (runs_append M [0; 1] _ _ _ _ _ R05 R6) as R06. simpl in R06.
  assert (Q6 : clients w6 6 = clients start 6)
    by (rewrite C6, C5, C4 by discriminate; exact P6).
  apply (read M moves shows [0; 1] programs _ w6 0 6 3 _ _ _ R06
    (or_introl eq_refl) Q6); [exists 5, 2, 5; simpl; auto 20 |].
  intros [v7 [w7 [s7 [R7 [[c7 [n7 V7]] [Q6' C7]]]]]]. only_put V7.
  pose proof (runs_append M [0; 1] _ _ _ _ _ R06 R7) as R07. simpl in R07.
  apply (read M moves shows [0; 1] programs _ w7 0 6 0 _ _ _ R07
    (or_introl eq_refl) Q6'); [exists 1, 0, 1; simpl; auto |].
  intros [last [w8 [s8 [R8 [[c8 [n8 V8]] _]]]]].
  pose proof (runs_append M [0; 1] _ _ _ _ _ R07 R8) as R08. simpl in R08.
  apply No. exists last. split; [| exists w8; exact R08].
  clear - V8. simpl in V8.
  repeat (destruct V8 as [V8 | V8]; [try discriminate V8; inversion V8; auto |]).
  contradiction.
Qed.

(** What happens where nothing is lost may happen where something could be. *)
Lemma may_lose_too : forall w es w',
  runs w es w' -> run Nat.eq_dec Nat.eq_dec M [0; 1] True w es w'.
Proof.
  intros w es w' H. induction H as [| w o w1 later w2 Hstep _ IH]; [constructor |].
  econstructor; [| exact IH]. destruct Hstep.
  - eapply StepGetRequest; eassumption.
  - eapply StepPutRequest; eassumption.
  - eapply StepGet; eassumption.
  - eapply StepPut; eassumption.
  - eapply StepGetResponse; eassumption.
  - contradiction.
  - eapply StepDuplicate; eassumption.
Qed.

End History.

(** * CC-star has it not *)

Module Proof <: CausalUnusable.STATEMENT.
  Module P := Naturals.Naturals.
  Module CausalCore := Causal.Specification P.
  Module Causal := MachineOf P CausalCore.
  Module Useful := RelaxedShows.RelaxedShows.
  Module RelaxedCore := Useful.RelaxedCore.
  Module Relaxed := Useful.Relaxed.
  Module C := CausalCore.

  Definition relaxed_progress := Useful.progress.
  Definition relaxed_shows := Useful.shows.

  Definition x : C.put_id := C.Build_put_id 1 1 0.
  Definition e : C.put_id := C.Build_put_id 2 1 0.
  Definition y : C.put_id := C.Build_put_id 3 1 1.
  Definition z : C.put_id := C.Build_put_id 4 1 2.
  Definition u : C.put_id := C.Build_put_id 5 1 3.

  Definition session := C.Build_session.
  Definition of_world (s : C.session) (todo : list (@operation nat nat))
    (next : nat) (waiting : option nat) : client_world Causal.machine :=
    Build_client_world (M := Causal.machine) s todo next waiting.

  Definition client_rows (c : nat) : list (client_world Causal.machine) :=
    match c with
    | 1 => [of_world (session 0 [] []) [Put 0 1] 0 None;
            of_world (session 1 [x] []) [] 1 None]
    | 2 => [of_world (session 0 [] []) [Put 0 2] 0 None;
            of_world (session 1 [e] []) [] 1 None]
    | 3 => [of_world (session 0 [] []) [Get 0; Put 1 3] 0 None;
            of_world (session 0 [] []) [Put 1 3] 1 (Some 0);
            of_world (session 0 [] [[x]]) [Put 1 3] 1 None;
            of_world (session 1 [y] [[x]]) [] 2 None]
    | 4 => [of_world (session 0 [] []) [Get 0; Put 2 4] 0 None;
            of_world (session 0 [] []) [Put 2 4] 1 (Some 0);
            of_world (session 0 [] [[e]]) [Put 2 4] 1 None;
            of_world (session 1 [z] [[e]]) [] 2 None]
    | 5 => [of_world (session 0 [] []) [Get 1; Get 2; Put 3 5] 0 None;
            of_world (session 0 [] []) [Get 2; Put 3 5] 1 (Some 0);
            of_world (session 0 [] [[y; x]]) [Get 2; Put 3 5] 1 None;
            of_world (session 0 [] [[y; x]]) [Put 3 5] 2 (Some 1);
            of_world (session 0 [] [[z; e]; [y; x]]) [Put 3 5] 2 None;
            of_world (session 1 [u] [[z; e]; [y; x]]) [] 3 None]
    | 6 => [of_world (session 0 [] []) [Get 3; Get 0] 0 None;
            of_world (session 0 [] []) [Get 0] 1 (Some 0);
            of_world (session 0 [] [[u; e; z; x; y]]) [Get 0] 1 None;
            of_world (session 0 [] [[u; e; z; x; y]]) [] 2 (Some 1)]
    | _ => [of_world (session 0 [] []) [] 0 None]
    end.

  Definition entry_rows : list (nat * C.entry) :=
    [(0, C.Build_entry 1 (Some x) []);
     (0, C.Build_entry 2 (Some e) []);
     (1, C.Build_entry 3 (Some y) [x]);
     (2, C.Build_entry 4 (Some z) [e]);
     (3, C.Build_entry 5 (Some u) [e; z; x; y])].

  Definition store_rows (s : C.replica_state) : Prop :=
    forall k, s k = C.Build_entry 0 None [] \/ In (k, s k) entry_rows.

  Definition put_rows : list (nat * nat * nat * C.put_of) :=
    [(1, 0, 1, C.Build_put_of x []);
     (2, 0, 2, C.Build_put_of e []);
     (3, 1, 3, C.Build_put_of y [x]);
     (4, 2, 4, C.Build_put_of z [e]);
     (5, 3, 5, C.Build_put_of u [e; z; x; y])].

  Definition get_rows : list (nat * nat * nat * C.get_of) :=
    [(3, 0, 0, C.Build_get_of [] []);
     (4, 0, 0, C.Build_get_of [] []);
     (5, 0, 1, C.Build_get_of [] []);
     (5, 1, 2, C.Build_get_of [] [[y; x]]);
     (6, 0, 3, C.Build_get_of [] []);
     (6, 1, 0, C.Build_get_of [] [[u; e; z; x; y]])].

  Definition answer_rows (k v : nat) (a : C.puts) : Prop :=
    (v = 0 /\ a = []) \/
    exists entry, In (k, entry) entry_rows /\
      v = C.content entry /\ a = C.whole entry.

  (** Client 6 is answered its second get with the initial value alone. *)
  Definition message_rows (m : message Causal.machine) : Prop :=
    match m with
    | GetRequest _ c n k g => In (c, n, k, g) get_rows
    | PutRequest _ c k v p => In (c, k, v, p) put_rows
    | GetResponse c n k v a =>
        answer_rows k v a /\ ((c, n) = (6, 1) -> v = 0)
    end.

  Definition supposed (o : @event nat nat nat) : Prop :=
    In o (CausalUnusable.everything_behind_one 1) \/
    In o (CausalUnusable.everything_behind_one 2).
  Definition possible (o : @event nat nat nat) : Prop :=
    forall v, o = GetReturned 6 1 0 v -> v = 0.

  Ltac clients c H :=
    destruct c as [| [| [| [| [| [| [| c]]]]]]]; rows H; inversion H; subst;
    clear H.

  Definition excluded :
    exclusion Causal.machine 0 CausalUnusable.two_readers supposed possible.
  Proof.
    refine {|
      client_may := fun c w => In w (client_rows c);
      store_may := fun _ => store_rows;
      message_may := message_rows
    |}.
    - intros c. destruct c as [| [| [| [| [| [| [| c]]]]]]]; left; reflexivity.
    - intros r k. left. reflexivity.
    - intros c k rest n s H.
      clients c H; (split; [row | intros r; row]).
    - intros c k v rest n s now H _. unfold possible.
      clients c H; (split; [discriminate |]); (split; [row | intros r; row]).
    - intros r c n k g s Hm Hs Hg. split; [| exact Hs].
      destruct (Hs k) as [E | E].
      + split; simpl; rewrite E; [left; split; reflexivity | reflexivity].
      + split.
        * right. exists (s k). split; [exact E | split; reflexivity].
        * intros W. simpl in Hg, W. unfold C.get_guard in Hg.
          rows Hm; inversion Hm; subst; clear Hm; try discriminate W.
          rows E; inversion E as [E1]; rewrite <- E1 in *; discriminate Hg.
    - intros r c k v p s Hm Hs _ asked. simpl. unfold C.put.
      destruct (Naturals.key_eq_dec k asked) as [<- | _]; [| apply Hs].
      right. rows Hm; inversion Hm; subst; row.
    - intros c n k v a s todo m [Ha Hnot] Hc Ho. split.
      + intros w E. inversion E; subst. apply Hnot. reflexivity.
      + unfold supposed, CausalUnusable.everything_behind_one in Ho.
        destruct Ho as [Ho | Ho]; rows Ho; inversion Ho; subst; clear Ho;
          (destruct Ha as [[Hv _] | [entry [Hin [Hv ->]]]]; [discriminate |]);
          rows Hin; inversion Hin; subst; try discriminate Hv;
          try (specialize (Hnot eq_refl); discriminate Hnot);
          rows Hc; inversion Hc; subst; clear Hc; row.
  Defined.

  Theorem causal_does_not : forall last replicas,
    last = 1 \/ last = 2 ->
    ~ trace P.client_eq_dec P.replica_eq_dec Causal.machine replicas True 0
        CausalUnusable.two_readers (CausalUnusable.everything_behind_one last).
  Proof.
    intros last replicas Hlast H.
    assert (All : Forall possible (CausalUnusable.everything_behind_one last)).
    { eapply Exclusion.excluded; [exact excluded | | exact H].
      apply Forall_forall. intros o Ho. unfold supposed.
      destruct Hlast; subst; auto. }
    rewrite Forall_forall in All.
    assert (last = 0).
    { apply (All (GetReturned 6 1 0 last)); [simpl; tauto | reflexivity]. }
    destruct Hlast; subst; discriminate.
  Qed.

  Theorem useful_machine_does : forall M : machine nat nat nat nat,
    progressive P.client_eq_dec P.replica_eq_dec M ->
    CausalUnusable.shows_what_was_put M ->
    ~ ~ exists last, (last = 1 \/ last = 2) /\
          trace P.client_eq_dec P.replica_eq_dec M [0; 1] True 0
            CausalUnusable.two_readers
            (CausalUnusable.everything_behind_one last).
  Proof.
    intros M moves shows No. apply (history M moves shows).
    intros [last [H [w Hrun]]]. apply No. exists last. split; [exact H |].
    exists w. apply may_lose_too, Hrun.
  Qed.

  Theorem no_useful_core : forall M : machine nat nat nat nat,
    refines P.client_eq_dec P.replica_eq_dec M Causal.machine ->
    progressive P.client_eq_dec P.replica_eq_dec M ->
    ~ CausalUnusable.shows_what_was_put M.
  Proof.
    intros M Hrefines moves shows.
    apply (useful_machine_does M moves shows). intros [last [H Htrace]].
    apply (causal_does_not last [0; 1] H). apply Hrefines, Htrace.
  Qed.

End Proof.
