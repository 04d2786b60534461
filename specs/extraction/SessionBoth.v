(** Extraction of the reference core for read your writes and monotonic writes.
    [nat] becomes OCaml's [int]; see VectorClock.v here. *)

From Coq Require Import Extraction ExtrOcamlBasic ExtrOcamlNatInt.
From Espalier.Reference Require SessionBoth.

Extraction Language OCaml.
Extraction "SessionBoth.ml" SessionBoth.SessionBoth.
