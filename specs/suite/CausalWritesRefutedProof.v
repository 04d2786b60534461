(** The refutation: a script for CC-star, and for MW-star a table of the orders in
    which one replica may have applied the three puts. *)

From Coq Require Import List PeanoNat Bool Lia.
From Espalier.Framework Require Import
  Parameters Core Machine World Refinement Naturals Script NaturalScript
  Exclusion StagedExclusion.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Suite Require CausalWritesRefuted.
Import ListNotations.

Module Proof <: CausalWritesRefuted.STATEMENT.
  Module P := Naturals.Naturals.
  Module CausalCore := Causal.Specification P.
  Module Causal := MachineOf P CausalCore.
  Module WritesCore := MonotonicWrites.Specification P.
  Module Writes := MachineOf P WritesCore.
  Module W := WritesCore.
  Module CausalScript := ScriptOf CausalCore.

  Theorem causal_does :
    trace P.client_eq_dec P.replica_eq_dec Causal.machine [0] True 0
      CausalWritesRefuted.two_writers CausalWritesRefuted.written_backwards.
  Proof.
    apply (CausalScript.script_trace
      [Call 1 0; Call 1 0; Call 2 0;
       Apply 0 1 0 3; Ask 3; Answer 0 3; Take 3;
       Apply 0 2 0 2; Ask 3; Answer 0 3; Take 3; Ask 4; Answer 0 4; Take 4;
       Apply 0 1 0 1; Ask 4; Answer 0 4; Take 4]).
    vm_compute. reflexivity.
  Qed.

  (** * What MW-star can come to *)

  Definition x : W.put_id := (1, 1).
  Definition y : W.put_id := (1, 2).
  Definition e : W.put_id := (2, 1).

  (** The stage of the replica: what it has applied, the last first. *)
  Definition orders : list (list W.put_id) :=
    [[]; [x]; [e]; [e; x]; [y; x]; [x; e]; [e; y; x]; [y; e; x]; [y; x; e]].

  Definition value_of (i : W.put_id) : nat :=
    match i with
    | (1, 1) => 1
    | (1, 2) => 3
    | _ => 2
    end.

  Definition shown (order : list W.put_id) : nat :=
    match order with [] => 0 | i :: _ => value_of i end.

  Definition has (i : W.put_id) (order : list W.put_id) : bool :=
    member W.put_id_eq_dec i order.

  (** The put [a] was applied before [b]. *)
  Fixpoint in_order (a b : W.put_id) (order : list W.put_id) : bool :=
    match order with
    | [] => false
    | i :: before =>
        if W.put_id_eq_dec i b then has a before else in_order a b before
    end.

  Definition later (g g' : list W.put_id) : Prop :=
    In g orders /\ In g' orders /\ (g' = g \/ exists i, g' = i :: g).

  (** What a client that is this far has seen of the order. *)
  Definition client_rows (g : list W.put_id) (c next : nat)
    (waiting : option nat) : Prop :=
    match c, next, waiting with
    | 3, 1, None => has y g = true
    | 3, 2, Some 1 => has y g = true
    | 3, 2, None => in_order y e g = true
    | 4, 1, None => has e g = true
    | 4, 2, Some 1 => has e g = true
    | 4, 2, None => in_order e x g = true
    | _, _, _ => True
    end.

  Definition client_may (g : list W.put_id) (c : nat)
    (w : client_world Writes.machine) : Prop :=
    client_rows g c (next w) (waiting w) /\
    match c with
    | 1 => program w = [Put 0 1; Put 0 3] /\ W.made (state w) = 0 /\
             W.own_puts (state w) 0 = [] \/
           program w = [Put 0 3] /\ W.made (state w) = 1 /\
             W.own_puts (state w) 0 = [x] \/
           program w = []
    | 2 => program w = [Put 0 2] /\ W.made (state w) = 0 /\
             W.own_puts (state w) 0 = [] \/
           program w = []
    | 3 | 4 =>
        program w = [Get 0; Get 0] /\ next w = 0 /\ waiting w = None \/
        program w = [Get 0] /\ next w = 1 /\
          (waiting w = None \/ waiting w = Some 0) \/
        program w = [] /\ next w = 2 /\
          (waiting w = None \/ waiting w = Some 1)
    | _ => program w = []
    end.

  Definition put_rows : list (nat * nat * nat * W.put_of) :=
    [(1, 0, 1, W.Build_put_of x []); (1, 0, 3, W.Build_put_of y [x]);
     (2, 0, 2, W.Build_put_of e [])].

  Definition request_may (g : list W.put_id) (c n : nat) : Prop :=
    match c, n with
    | 3, 1 => has y g = true
    | 4, 1 => has e g = true
    | _, _ => True
    end.

  Definition response_may (g : list W.put_id) (c n v : nat) : Prop :=
    match c, n, v with
    | 3, 0, 3 => has y g = true
    | 3, 1, 2 => in_order y e g = true
    | 4, 0, 2 => has e g = true
    | 4, 1, 1 => in_order e x g = true
    | _, _, _ => True
    end.

  Definition message_may (g : list W.put_id) (m : message Writes.machine)
    : Prop :=
    match m with
    | GetRequest r c n k _ => r = 0 /\ k = 0 /\ request_may g c n
    | PutRequest r c k v p => r = 0 /\ In (c, k, v, p) put_rows
    | GetResponse c n k v _ => response_may g c n v
    end.

  Definition stores_may (g : list W.put_id) (t : nat -> W.replica_state)
    : Prop :=
    In g orders /\
    t 0 0 = {| W.content := shown g; W.applied := g |}.

  Definition supposed (o : @event nat nat nat) : Prop :=
    In o CausalWritesRefuted.written_backwards.

  Lemma in_order_has : forall a b g, in_order a b g = true -> has b g = true.
  Proof.
    intros a b g. unfold has. induction g as [| i g IH]; simpl; [discriminate |].
    destruct (W.put_id_eq_dec i b), (W.put_id_eq_dec b i); auto.
  Qed.

  Lemma has_later : forall i g g', later g g' -> has i g = true -> has i g' = true.
  Proof.
    intros i g g' [_ [_ [-> | [j ->]]]] H; [exact H |].
    unfold has in *. simpl. destruct (W.put_id_eq_dec i j); auto.
  Qed.

  (** No put is applied twice, so an order once seen stays. *)
  Lemma in_order_later : forall a b g g',
    later g g' -> in_order a b g = true -> in_order a b g' = true.
  Proof.
    intros a b g g' [_ [Hin [-> | [j ->]]]] H; [exact H |].
    simpl. destruct (W.put_id_eq_dec j b) as [-> |]; [| exact H].
    apply in_order_has in H. exfalso. revert H.
    rows Hin; inversion Hin; vm_compute; discriminate.
  Qed.

  (** What is asked once something is in is answered with what came after. *)
  Lemma shown_in_order : forall a b g,
    In g orders -> In a [x; y; e] -> In b [x; y; e] -> a <> b ->
    has a g = true -> shown g = value_of b -> in_order a b g = true.
  Proof.
    intros a b g Hg Ha Hb Hab H Hs.
    rows Hg; subst g; rows Hb; subst b; try discriminate Hs;
      rows Ha; subst a; try contradiction; try discriminate H; reflexivity.
  Qed.

  Lemma shown_has : forall b g,
    In g orders -> In b [x; y; e] -> shown g = value_of b -> has b g = true.
  Proof.
    intros b g Hg Hb Hs.
    rows Hg; subst g; rows Hb; subst b; try discriminate Hs; reflexivity.
  Qed.

  Definition excluded :
    staged Nat.eq_dec Writes.machine [0] 0 CausalWritesRefuted.two_writers
      supposed.
  Proof.
    refine {|
      StagedExclusion.stage := list W.put_id;
      StagedExclusion.first := [];
      StagedExclusion.later := later;
      StagedExclusion.client_may := client_may;
      StagedExclusion.stores_may := stores_may;
      StagedExclusion.message_may := message_may
    |}.
    - intros g g' c [s todo n q] H [Hr Ht]. split; [| exact Ht]. revert Hr.
      simpl. unfold client_rows.
      destruct c as [| [| [| [| [| c]]]]]; auto; destruct n as [| [| [| n]]]; auto;
        destruct q as [[| [| m]] |]; eauto using has_later, in_order_later.
    - intros g g' m H. destruct m as [r c n k a | r c k v p | c n k v a]; simpl.
      + intros [-> [-> Hr]]. split; [| split]; auto. revert Hr.
        unfold request_may.
        destruct c as [| [| [| [| [| c]]]]]; auto; destruct n as [| [| n]];
          eauto using has_later.
      + auto.
      + unfold response_may.
        destruct c as [| [| [| [| [| c]]]]]; auto; destruct n as [| [| n]]; auto;
          destruct v as [| [| [| [| v]]]]; eauto using has_later, in_order_later.
    - intros c. split; [destruct c as [| [| [| [| [| c]]]]]; exact I |].
      destruct c as [| [| [| [| [| c]]]]]; simpl; auto.
    - split; [left; reflexivity | reflexivity].
    - intros g c k rest n s [Hr Ht].
      destruct c as [| [| [| [| [| c]]]]]; simpl in Hr, Ht;
        try (intuition discriminate);
        (destruct Ht as [[Hp [Hn _]] | [[Hp [Hn _]] | [Hp _]]]; inversion Hp; subst;
         (split; [split; simpl; auto 10 | intros r [<- | []]; simpl; auto])).
    - intros g c k v rest n s now [Hr Ht].
      destruct c as [| [| [| [| [| c]]]]]; simpl in Hr, Ht;
        try (intuition discriminate).
      + destruct Ht as [[Hp [Hm Ho]] | [[Hp [Hm Ho]] | Hp]]; inversion Hp; subst;
          (split; [split; simpl; auto; rewrite ?Hm, ?Ho; auto |
                   intros r [<- | []]; simpl; rewrite ?Hm, ?Ho; auto]).
      + destruct Ht as [[Hp [Hm Ho]] | Hp]; inversion Hp; subst;
          (split; [split; simpl; auto; rewrite ?Hm, ?Ho; auto |
                   intros r [<- | []]; simpl; rewrite ?Hm, ?Ho; auto]).
    - intros g r c n k a t [-> [-> Hr]] [Hg Ht] _. simpl. split.
      + rewrite Ht. simpl. revert Hr. unfold request_may, response_may.
        destruct c as [| [| [| [| [| c]]]]]; auto; destruct n as [| [| n]]; auto;
          destruct (shown g) as [| [| [| [| v]]]] eqn:E; auto; intros H.
        * apply shown_has; simpl; auto.
        * apply shown_in_order; simpl; auto. discriminate.
        * apply shown_has; simpl; auto.
        * apply shown_in_order; simpl; auto. discriminate.
      + split; [exact Hg |]. unfold set_store. simpl. exact Ht.
    - intros g r c k v p t [-> Hp] [Hg Ht] Hguard.
      simpl in Hguard. unfold W.put_guard, W.put_seen in Hguard.
      assert (Hk : k = 0) by (rows Hp; inversion Hp; reflexivity). subst k.
      rewrite Ht in Hguard. simpl in Hguard.
      exists (W.id p :: g).
      assert (H : later g (W.id p :: g) /\
        v = value_of (W.id p) /\
        add W.put_id_eq_dec (W.id p) g = W.id p :: g).
      { rows Hg; subst g; rows Hp; inversion Hp; subst;
          try discriminate Hguard;
          (split; [split; [row | split; [row | right; eexists; reflexivity]] |
                   split; reflexivity]). }
      destruct H as [Hl [Hv Ha]]. split; [exact Hl |].
      split; [apply Hl |]. unfold set_store. simpl. unfold W.put. simpl.
      rewrite Ht. simpl. rewrite Ha, <- Hv. reflexivity.
    - intros g c n k v a s todo m Hm [Hr Ht] Ho. split.
      + simpl in Hm |- *. revert Hm. unfold response_may, client_rows.
        unfold supposed, CausalWritesRefuted.written_backwards in Ho.
        rows Ho; inversion Ho; subst; simpl in Ht; clear Ho;
          destruct Ht as [[_ [_ Hq]] | [[_ [Hn [Hq | Hq]]] | [_ [Hn [Hq | Hq]]]]];
          inversion Hq; subst; auto.
      + unfold supposed, CausalWritesRefuted.written_backwards in Ho.
        rows Ho; inversion Ho; subst; simpl in Ht |- *;
          destruct Ht as [[_ [_ Hq]] | [[Hp [Hn _]] | [Hp [Hn _]]]];
          try discriminate Hq; auto 10.
  Defined.

  (** What the two readers know when they are done. *)
  Lemma read_later : forall g w,
    client_may g 3 w -> 1 < next w -> waiting w <> Some 1 ->
    in_order y e g = true.
  Proof.
    intros g [s todo n q] [Hr Ht]. simpl in *. intros H1 H2.
    destruct Ht as [[_ [Hn _]] | [[_ [Hn _]] | [_ [Hn [Hq | Hq]]]]]; subst;
      try (exfalso; lia); [exact Hr | contradiction].
  Qed.

  Lemma read_earlier : forall g w,
    client_may g 4 w -> 1 < next w -> waiting w <> Some 1 ->
    in_order e x g = true.
  Proof.
    intros g [s todo n q] [Hr Ht]. simpl in *. intros H1 H2.
    destruct Ht as [[_ [Hn _]] | [[_ [Hn _]] | [_ [Hn [Hq | Hq]]]]]; subst;
      try (exfalso; lia); [exact Hr | contradiction].
  Qed.

  Theorem monotonic_writes_does_not :
    ~ trace P.client_eq_dec P.replica_eq_dec Writes.machine [0] True 0
        CausalWritesRefuted.two_writers CausalWritesRefuted.written_backwards.
  Proof.
    intros [w Hrun].
    destruct (comes_to Nat.eq_dec Nat.eq_dec Writes.machine [0] 0
      CausalWritesRefuted.two_writers supposed excluded True _ w
      (proj2 (Forall_forall _ _) (fun o H => H)) Hrun) as [g [Hc [Hg _] _]].
    assert (G3 : In (GetReturned 3 1 0 2) CausalWritesRefuted.written_backwards)
      by (simpl; auto 10).
    assert (G4 : In (GetReturned 4 1 0 1) CausalWritesRefuted.written_backwards)
      by (simpl; auto 10).
    destruct (returned _ _ _ _ _ _ _ _ _ _ _ _ _ Hrun G3) as [N3 Q3].
    destruct (returned _ _ _ _ _ _ _ _ _ _ _ _ _ Hrun G4) as [N4 Q4].
    pose proof (read_later g (clients w 3) (Hc 3) N3 Q3) as H3.
    pose proof (read_earlier g (clients w 4) (Hc 4) N4 Q4) as H4.
    rows Hg; subst g; discriminate H3 || discriminate H4.
  Qed.

  Theorem causal_does_not_refine_monotonic_writes :
    ~ refines P.client_eq_dec P.replica_eq_dec Causal.machine Writes.machine.
  Proof.
    intros H. apply monotonic_writes_does_not. apply H. exact causal_does.
  Qed.

End Proof.
