(** Extraction of Chapar's first algorithm. [nat] becomes OCaml's [int]; see
    VectorClock.v here. *)

From Coq Require Import Extraction ExtrOcamlBasic ExtrOcamlNatInt.
From Espalier.Reference Require ChaparVectorClock.

Extraction Language OCaml.
Extraction "ChaparVectorClock.ml" ChaparVectorClock.ChaparVectorClock.
