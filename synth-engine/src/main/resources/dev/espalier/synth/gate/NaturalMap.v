(* A map with the laws of kit/Map.v, over the parameters that are natural
   numbers: a function. Over it a theorem must rest on nothing at all. *)
Module NaturalMap <: Espalier.Kit.Map.MAP NaturalParameters.
  Definition map (value : Type) : Type := nat -> option value.
  Definition empty {value : Type} : map value := fun _ => None.
  Definition find {value : Type} (k : nat) (m : map value) : option value := m k.
  Definition add {value : Type} (k : nat) (x : value) (m : map value) : map value :=
    fun asked => if NaturalParameters.key_eq_dec k asked then Some x else m asked.
  Definition remove {value : Type} (k : nat) (m : map value) : map value :=
    fun asked => if NaturalParameters.key_eq_dec k asked then None else m asked.
  Definition well_formed {value : Type} (_ : map value) : Prop := True.
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
    if NaturalParameters.key_eq_dec k asked then Some x else find asked m.
  Proof. reflexivity. Qed.
  Lemma find_remove : forall value asked k (m : map value),
    well_formed m ->
    find asked (remove k m) =
    if NaturalParameters.key_eq_dec k asked then None else find asked m.
  Proof. reflexivity. Qed.
End NaturalMap.
