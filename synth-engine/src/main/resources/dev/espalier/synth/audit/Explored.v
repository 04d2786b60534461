(* A grown core over functions as maps, extracted to be explored: over a functor
   of the kit the extracted program would hold a functor within a functor, which
   OCaml does not compile. *)
From Coq Require Extraction ExtrOcamlBasic ExtrOcamlNatInt.
From Espalier.Framework Require Import Parameters.
From Espalier.Kit Require Import Map.
From Espalier.Candidate Require Core.
Module Explored (P : PARAMETERS).
  Module M <: MAP P.
    Definition map (value : Type) : Type := P.key -> option value.
    Definition empty {value} : map value := fun _ => None.
    Definition find {value} (k : P.key) (m : map value) : option value := m k.
    Definition add {value} (k : P.key) (x : value) (m : map value) : map value :=
      fun asked => if P.key_eq_dec k asked then Some x else m asked.
    Definition remove {value} (k : P.key) (m : map value) : map value :=
      fun asked => if P.key_eq_dec k asked then None else m asked.
    Definition well_formed {value} (_ : map value) : Prop := True.
    Lemma well_formed_empty : forall value, well_formed (@empty value). Proof. exact (fun _ => I). Qed.
    Lemma well_formed_add : forall value k (x : value) m, well_formed m -> well_formed (add k x m). Proof. intros. exact I. Qed.
    Lemma well_formed_remove : forall value k (m : map value), well_formed m -> well_formed (remove k m). Proof. intros. exact I. Qed.
    Lemma find_empty : forall value k, find k (@empty value) = None. Proof. reflexivity. Qed.
    Lemma find_add : forall value asked k (x : value) m, well_formed m -> find asked (add k x m) = if P.key_eq_dec k asked then Some x else find asked m. Proof. reflexivity. Qed.
    Lemma find_remove : forall value asked k (m : map value), well_formed m -> find asked (remove k m) = if P.key_eq_dec k asked then None else find asked m. Proof. reflexivity. Qed.
  End M.
  Include Core.Grown P M.
End Explored.
Extraction "Explored.ml" Explored.
