(** Extraction of the reference core for monotonic writes. [nat] becomes OCaml's [int]; see
    VectorClock.v here. *)

From Coq Require Import Extraction ExtrOcamlBasic ExtrOcamlNatInt.
From Espalier.Reference Require SessionMonotonicWrites.

Extraction Language OCaml.
Extraction "SessionMonotonicWrites.ml" SessionMonotonicWrites.SessionMonotonicWrites.
