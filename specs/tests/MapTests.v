(** Maps as a core uses them: plain functions in the core, laws in its proof. *)

From Coq Require Import List Arith.
From Espalier.Framework Require Import Parameters.
From Espalier.Kit Require Map Tree AssociationMap FunctionMap TreeMap.
Import ListNotations.

(** A part of a core: what was applied, by client. *)
Module Core (P : PARAMETERS).

  Definition clock := Tree.tree P.client nat.

  Definition applied (c : P.client) (m : clock) : option nat :=
    Tree.find P.client_eq_dec P.client_leb c m.

  Definition apply (c : P.client) (n : nat) (m : clock) : clock :=
    Tree.add P.client_eq_dec P.client_leb c n m.

  (** The same without handing the comparisons over at each step: a copy of the
      function, on the kit's data type. *)
  Fixpoint applied_directly (c : P.client) (m : clock) : option nat :=
    match m with
    | Tree.Leaf => None
    | Tree.Node _ l c' n r =>
        if P.client_eq_dec c c' then Some n
        else if P.client_leb c c' then applied_directly c l
        else applied_directly c r
    end.

  Definition store := AssociationMap.association P.key P.value.

  Definition stored (k : P.key) (m : store) : option P.value :=
    AssociationMap.find_pair P.key_eq_dec k m.

  Definition put (k : P.key) (v : P.value) (m : store) : store :=
    AssociationMap.add_pair P.key_eq_dec k v m.

End Core.

(** A part of its proof. *)
Module Proof (P : PARAMETERS).
  Module C := Core P.

  Module Clients <: Map.ORDERED_KEYS.
    Definition key := P.client.
    Definition key_eq_dec := P.client_eq_dec.
    Definition key_leb := P.client_leb.
    Definition key_leb_total := P.client_leb_total.
    Definition key_leb_antisymmetric := P.client_leb_antisymmetric.
    Definition key_leb_transitive := P.client_leb_transitive.
  End Clients.

  Module Clocks := TreeMap.TreeMap Clients.

  Lemma applied_is_found : forall c d n m,
    Clocks.well_formed m ->
    C.applied d (C.apply c n m) =
    if P.client_eq_dec c d then Some n else C.applied d m.
  Proof. exact (fun c d n m => Clocks.find_add nat d c n m). Qed.

  (** The copy is the kit's by computation, so the laws are its own. *)
  Lemma applied_directly_is_found : forall c d n m,
    Clocks.well_formed m ->
    C.applied_directly d (C.apply c n m) =
    if P.client_eq_dec c d then Some n else C.applied_directly d m.
  Proof. exact (fun c d n m => Clocks.find_add nat d c n m). Qed.

  Lemma clock_is_low : forall m : C.clock,
    Clocks.well_formed m ->
    2 ^ Tree.height m <= S (Clocks.size m) * S (Clocks.size m).
  Proof. exact (fun m H => Clocks.balanced_is_low m (proj2 H)). Qed.

  Lemma put_is_stored : forall k asked v m,
    C.stored asked (C.put k v m) =
    if P.key_eq_dec k asked then Some v else C.stored asked m.
  Proof.
    exact (fun k asked v m =>
      AssociationMap.find_add_pair P.key_eq_dec asked k v m).
  Qed.

End Proof.

(** * All three agree on a run, and the tree stays low. *)

Module Numbers <: Map.ORDERED_KEYS.
  Definition key := nat.
  Definition key_eq_dec := Nat.eq_dec.
  Definition key_leb := Nat.leb.
  Lemma key_leb_total : forall a b, (a <=? b) = true \/ (b <=? a) = true.
  Proof.
    intros. rewrite !Nat.leb_le. destruct (Nat.le_ge_cases a b); auto.
  Qed.
  Lemma key_leb_antisymmetric : forall a b,
    (a <=? b) = true -> (b <=? a) = true -> a = b.
  Proof. intros a b. rewrite !Nat.leb_le. apply Nat.le_antisymm. Qed.
  Lemma key_leb_transitive : forall a b c,
    (a <=? b) = true -> (b <=? c) = true -> (a <=? c) = true.
  Proof. intros a b c. rewrite !Nat.leb_le. apply Nat.le_trans. Qed.
End Numbers.

Module Run (M : Map.MAP Numbers).
  Definition after : list (option nat) :=
    let m := fold_left (fun m k => M.add k (k * k) m) (seq 0 20) M.empty in
    let m := fold_left (fun m k => M.remove k m) [3; 19; 7; 7; 0; 8; 50] m in
    map (fun k => M.find k (M.add 5 1 m)) (seq 0 22).
End Run.

Module Functions := FunctionMap.FunctionMap Numbers.
Module Lists := AssociationMap.AssociationMap Numbers.
Module Trees := TreeMap.TreeMap Numbers.
Module OfFunctions := Run Functions.
Module OfLists := Run Lists.
Module OfTrees := Run Trees.

Goal OfLists.after = OfFunctions.after /\ OfTrees.after = OfFunctions.after.
Proof. split; reflexivity. Qed.

(** Keys that come in order make a list of a tree that does not balance. *)
Goal Tree.height
  (fold_left (fun m k => Trees.add k k m) (seq 0 31) Trees.empty) = 5.
Proof. reflexivity. Qed.
