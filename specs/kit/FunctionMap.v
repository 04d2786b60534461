(** A map as a function. Each change wraps another closure around the function,
    so a look-up walks all that was ever changed, and nothing is ever freed: it
    is the baseline that the other maps are measured against. *)

From Espalier.Kit Require Import Map.

Module FunctionMap (K : KEYS) <: MAP K.

  Definition map (value : Type) : Type := K.key -> option value.

  Section Maps.

  Context {value : Type}.

  Definition empty : map value := fun _ => None.

  Definition find (k : K.key) (m : map value) : option value := m k.

  Definition add (k : K.key) (x : value) (m : map value) : map value :=
    fun asked => if K.key_eq_dec k asked then Some x else m asked.

  Definition remove (k : K.key) (m : map value) : map value :=
    fun asked => if K.key_eq_dec k asked then None else m asked.

  Definition well_formed (_ : map value) : Prop := True.

  End Maps.

  Lemma well_formed_empty : forall value, well_formed (@empty value).
  Proof. exact (fun _ => I). Qed.

  Lemma well_formed_add : forall value k (x : value) m,
    well_formed m -> well_formed (add k x m).
  Proof. exact (fun _ _ _ _ _ => I). Qed.

  Lemma well_formed_remove : forall value k (m : map value),
    well_formed m -> well_formed (remove k m).
  Proof. exact (fun _ _ _ _ => I). Qed.

  Lemma find_empty : forall value k, find k (@empty value) = None.
  Proof. reflexivity. Qed.

  Lemma find_add : forall value asked k (x : value) m,
    well_formed m ->
    find asked (add k x m) =
    if K.key_eq_dec k asked then Some x else find asked m.
  Proof. reflexivity. Qed.

  Lemma find_remove : forall value asked k (m : map value),
    well_formed m ->
    find asked (remove k m) =
    if K.key_eq_dec k asked then None else find asked m.
  Proof. reflexivity. Qed.

End FunctionMap.
