(** Extraction of the reference core for read your writes. [nat] becomes OCaml's [int]; see
    VectorClock.v here. *)

From Coq Require Import Extraction ExtrOcamlBasic ExtrOcamlNatInt.
From Espalier.Reference Require SessionReadYourWrites.

Extraction Language OCaml.
Extraction "SessionReadYourWrites.ml" SessionReadYourWrites.SessionReadYourWrites.
