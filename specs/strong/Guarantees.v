(** Which guarantees a point of the lattice of session guarantees has. *)

Record guarantees := {
  read_your_writes : bool;
  monotonic_reads : bool;
  monotonic_writes : bool;
  writes_follow_reads : bool;
  convergent : bool
}.

Module Type GUARANTEES.
  Parameter chosen : guarantees.
End GUARANTEES.

(** * The 32 points, by name: what follows [strong/], with [_] for [+] *)

Module None <: GUARANTEES.
  Definition chosen := Build_guarantees false false false false false.
End None.

Module Ryw <: GUARANTEES.
  Definition chosen := Build_guarantees true false false false false.
End Ryw.

Module Mr <: GUARANTEES.
  Definition chosen := Build_guarantees false true false false false.
End Mr.

Module Mw <: GUARANTEES.
  Definition chosen := Build_guarantees false false true false false.
End Mw.

Module Wfr <: GUARANTEES.
  Definition chosen := Build_guarantees false false false true false.
End Wfr.

Module Ryw_mr <: GUARANTEES.
  Definition chosen := Build_guarantees true true false false false.
End Ryw_mr.

Module Ryw_mw <: GUARANTEES.
  Definition chosen := Build_guarantees true false true false false.
End Ryw_mw.

Module Ryw_wfr <: GUARANTEES.
  Definition chosen := Build_guarantees true false false true false.
End Ryw_wfr.

Module Mr_mw <: GUARANTEES.
  Definition chosen := Build_guarantees false true true false false.
End Mr_mw.

Module Mr_wfr <: GUARANTEES.
  Definition chosen := Build_guarantees false true false true false.
End Mr_wfr.

Module Mw_wfr <: GUARANTEES.
  Definition chosen := Build_guarantees false false true true false.
End Mw_wfr.

Module Ryw_mr_mw <: GUARANTEES.
  Definition chosen := Build_guarantees true true true false false.
End Ryw_mr_mw.

Module Ryw_mr_wfr <: GUARANTEES.
  Definition chosen := Build_guarantees true true false true false.
End Ryw_mr_wfr.

Module Ryw_mw_wfr <: GUARANTEES.
  Definition chosen := Build_guarantees true false true true false.
End Ryw_mw_wfr.

Module Mr_mw_wfr <: GUARANTEES.
  Definition chosen := Build_guarantees false true true true false.
End Mr_mw_wfr.

Module Causal <: GUARANTEES.
  Definition chosen := Build_guarantees true true true true false.
End Causal.

Module None_plus <: GUARANTEES.
  Definition chosen := Build_guarantees false false false false true.
End None_plus.

Module Ryw_plus <: GUARANTEES.
  Definition chosen := Build_guarantees true false false false true.
End Ryw_plus.

Module Mr_plus <: GUARANTEES.
  Definition chosen := Build_guarantees false true false false true.
End Mr_plus.

Module Mw_plus <: GUARANTEES.
  Definition chosen := Build_guarantees false false true false true.
End Mw_plus.

Module Wfr_plus <: GUARANTEES.
  Definition chosen := Build_guarantees false false false true true.
End Wfr_plus.

Module Ryw_mr_plus <: GUARANTEES.
  Definition chosen := Build_guarantees true true false false true.
End Ryw_mr_plus.

Module Ryw_mw_plus <: GUARANTEES.
  Definition chosen := Build_guarantees true false true false true.
End Ryw_mw_plus.

Module Ryw_wfr_plus <: GUARANTEES.
  Definition chosen := Build_guarantees true false false true true.
End Ryw_wfr_plus.

Module Mr_mw_plus <: GUARANTEES.
  Definition chosen := Build_guarantees false true true false true.
End Mr_mw_plus.

Module Mr_wfr_plus <: GUARANTEES.
  Definition chosen := Build_guarantees false true false true true.
End Mr_wfr_plus.

Module Mw_wfr_plus <: GUARANTEES.
  Definition chosen := Build_guarantees false false true true true.
End Mw_wfr_plus.

Module Ryw_mr_mw_plus <: GUARANTEES.
  Definition chosen := Build_guarantees true true true false true.
End Ryw_mr_mw_plus.

Module Ryw_mr_wfr_plus <: GUARANTEES.
  Definition chosen := Build_guarantees true true false true true.
End Ryw_mr_wfr_plus.

Module Ryw_mw_wfr_plus <: GUARANTEES.
  Definition chosen := Build_guarantees true false true true true.
End Ryw_mw_wfr_plus.

Module Mr_mw_wfr_plus <: GUARANTEES.
  Definition chosen := Build_guarantees false true true true true.
End Mr_mw_wfr_plus.

Module Causal_plus <: GUARANTEES.
  Definition chosen := Build_guarantees true true true true true.
End Causal_plus.
