(** The reference core is never stuck where the network loses nothing: its guards
    are false only while something is missing that the message depends on, and
    what a put depends on was made before it. *)

From Coq Require Import Arith Lia.
From Espalier.Framework Require Import Parameters Machine Progress
  LocalInvariant LocalProgress LocalProgressProof.
From Espalier.Reference Require VectorClockVectors.

Module Progress (P : PARAMETERS).
  Include VectorClockVectors.Vectors P.

  (** Vectors have a slot a client, and puts are numbered from 1. *)
  Definition invariant : local_invariant Implementation.machine.
  Proof.
    refine (let M := Implementation.machine in {|
      client_ok := fun _ (s : client_state M) => single_slots (I.depends s);
      replica_ok := fun _ (s : replica_state M) => single_slots (I.clock s);
      get_ok := fun _ _ (g : get_payload M) => single_slots (I.get_depends g);
      answer_ok := fun _ _ _ (a : answer_payload M) =>
        single_slots (I.answer_clock a);
      put_ok := fun _ _ _ (p : put_payload M) =>
        1 <= I.number p /\ single_slots (I.put_depends p)
    |}); simpl; intros.
    - constructor.
    - constructor.
    - auto.
    - auto.
    - apply merge_single_slots. assumption.
    - auto with arith.
    - apply raise_single_slots. assumption.
  Defined.

  Lemma put_guard_next : forall k v p c r s, I.put_guard k v p c r s = true ->
    I.number p = Datatypes.S (I.lookup c (I.clock s)).
  Proof.
    unfold I.put_guard. intros k v p c r s.
    destruct (Nat.eqb_spec (I.number p) (Datatypes.S (I.lookup c (I.clock s))));
      [auto | discriminate].
  Qed.

  Definition dependencies : local_progress Implementation.machine invariant.
  Proof.
    refine (let M := Implementation.machine in {|
      put_name := P.client * nat;
      name := fun _ _ c (p : put_payload M) => (c, I.number p);
      client_needs := fun c (s : client_state M) i =>
        first_puts c (I.own s) i \/ covered (I.depends s) i;
      get_needs := fun _ c (g : get_payload M) i =>
        first_puts c (I.get_own g) i \/ covered (I.get_depends g) i;
      answer_needs := fun _ _ _ (a : answer_payload M) i =>
        covered (I.answer_clock a) i;
      put_needs := fun _ _ c (p : put_payload M) i =>
        first_puts c (I.number p - 1) i \/ covered (I.put_depends p) i;
      applied := fun _ (s : replica_state M) i => covered (I.clock s) i
    |}); simpl; intros.
    - (* a client that has done nothing needs nothing *)
      intros [[_ H] | H]; [lia | unfold covered in H; simpl in H; lia].
    - unfold covered. simpl. lia.
    - (* a get needs what the client does, an answer what was applied *)
      tauto.
    - assumption.
    - tauto.
    - destruct H1 as [H1 | H1]; auto. apply covered_merge in H1; tauto.
    - (* a put needs what the client does, which then needs the put besides *)
      rewrite Nat.sub_0_r in H0. exact H0.
    - destruct H0 as [[E H0] | H0]; auto.
      destruct i as [d n]. simpl in *. subst d.
      destruct (Nat.eq_dec n (Datatypes.S (I.own s))); [subst; auto |].
      left. left. split; simpl; [reflexivity | lia].
    - (* applying a put applies just that *)
      apply covered_raise. eapply put_guard_next; eauto.
    - unfold covered. simpl. apply Nat.leb_le in H1. lia.
    - (* a put waits for the client's put before it, or for a dependency *)
      unfold I.put_guard, I.put_seen. destruct H as [H Hp].
      destruct (Nat.eqb_spec (I.number p) (Datatypes.S (I.lookup c (I.clock s)))).
      + destruct (I.below (I.put_depends p) (I.clock s)) eqn:B; auto.
        right. right. destruct (not_below_exceeds _ _ Hp B) as [d Hd].
        exists (d, I.lookup d (I.put_depends p)).
        unfold covered. simpl. split; [right | ]; lia.
      + rewrite Nat.leb_le.
        destruct (Nat.le_gt_cases (I.number p) (I.lookup c (I.clock s))); auto.
        right. right. exists (c, I.number p - 1).
        unfold first_puts, covered. simpl. split; [left; split |]; lia || auto.
    - (* a get waits for the client's last put, or for a dependency *)
      unfold I.get_guard.
      destruct (Nat.leb_spec (I.get_own g) (I.lookup c (I.clock s))).
      + destruct (I.below (I.get_depends g) (I.clock s)) eqn:B; auto.
        right. destruct (not_below_exceeds _ _ H B) as [d Hd].
        exists (d, I.lookup d (I.get_depends g)).
        unfold covered. simpl. split; [right | ]; lia.
      + right. exists (c, I.get_own g). unfold first_puts, covered. simpl.
        split; [left; split |]; lia || auto.
  Defined.

  Theorem progress :
    progressive P.client_eq_dec P.replica_eq_dec Implementation.machine.
  Proof. exact (local_progress_progressive _ _ _ _ dependencies). Qed.

End Progress.
