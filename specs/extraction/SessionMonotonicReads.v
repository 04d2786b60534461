(** Extraction of the reference core for monotonic reads. [nat] becomes OCaml's [int]; see
    VectorClock.v here. *)

From Coq Require Import Extraction ExtrOcamlBasic ExtrOcamlNatInt.
From Espalier.Reference Require SessionMonotonicReads.

Extraction Language OCaml.
Extraction "SessionMonotonicReads.ml" SessionMonotonicReads.SessionMonotonicReads.
