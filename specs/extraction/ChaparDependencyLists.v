(** Extraction of Chapar's second algorithm. [nat] becomes OCaml's [int]; see
    VectorClock.v here. *)

From Coq Require Import Extraction ExtrOcamlBasic ExtrOcamlNatInt.
From Espalier.Reference Require ChaparDependencyLists.

Extraction Language OCaml.
Extraction "ChaparDependencyLists.ml" ChaparDependencyLists.ChaparDependencyLists.
