(** A core of causal+ whose states are those of the grown one (grown/CausalPlus.v),
    written by hand to replace it while a store runs. A put is compared with what
    its key holds once instead of three times, and one that loses leaves the store
    as it is: nothing is written for it. *)

From Coq Require Import List Bool Arith.
From Espalier.Framework Require Import Parameters Core.
From Espalier.Kit Require Import Vector Map.
Import ListNotations.

Module CausalPlusFrugal (P : PARAMETERS) (M : MAP P) <: CORE P.
  Import P.

  Definition lookup := Vector.lookup client_eq_dec.
  Definition raise := Vector.raise client_eq_dec.
  Definition merge := Vector.merge client_eq_dec.
  Definition below := Vector.below client_eq_dec.

  Record stamp := Build_stamp { time : nat; writer : client }.

  Definition stamp_before (a b : stamp) : bool :=
    if time a =? time b then
      if client_eq_dec (writer a) (writer b) then false
      else client_leb (writer a) (writer b)
    else time a <=? time b.

  Record client_record := {
    made : nat;
    read_causes : (vector client);
    past : nat
  }.

  Definition client_state := client_record.

  (** What is kept for a key. *)
  Record replica_entry := {
    content : value;
    written : (option stamp);
    causes : (vector client)
  }.

  Record replica_record := {
    applied : (vector client);
    initial : value;
    store : M.map replica_entry
  }.

  Definition replica_state := replica_record.

  Definition replica_untouched (v : value) : replica_entry :=
    {| content := v; written := None; causes := [] |}.

  Definition replica_at (k : key) (s : replica_state) : replica_entry :=
    match M.find k (store s) with
    | Some e => e
    | None => replica_untouched (initial s)
    end.

  Record get_record := {
    asked_puts : nat;
    asked_reads : (vector client)
  }.

  Definition get_payload := get_record.

  Record answer_record := {
    answer_causes : (vector client);
    answer_time : nat
  }.

  Definition answer_payload := answer_record.

  Record put_record := {
    earlier_puts : nat;
    earlier_reads : (vector client);
    mark_time : nat
  }.

  Definition put_payload := put_record.

  Definition client_init (c : client)
    : client_state :=
    {| made := 0;
       read_causes := [];
       past := 0 |}.

  Definition replica_init (at_replica : replica) (v : value)
    : replica_state :=
    {| applied := [];
       initial := v;
       store := M.empty |}.

  Definition get_request (k : key) (c : client) (s : client_state)
    : get_payload * client_state :=
    ({| asked_puts := (made s);
       asked_reads := (read_causes s) |},
     s).

  Definition get_guard (k : key) (g : get_payload) (c : client) (at_replica : replica) (r : replica_state)
    : bool :=
    ((asked_puts g) <=? (lookup c (applied r))) && (below (asked_reads g) (applied r)).

  Definition get (k : key) (g : get_payload) (c : client) (at_replica : replica) (r : replica_state)
    : value * answer_payload * replica_state :=
    let e := replica_at k r in
    ((content e),
     {| answer_causes := (causes e);
       answer_time := (match (written e) with None => 0 | Some present => (time present) end) |},
     r).

  Definition get_response (k : key) (v : value) (a : answer_payload) (c : client) (s : client_state)
    : client_state :=
    {| made := (made s);
       read_causes := (merge (answer_causes a) (read_causes s));
       past := (larger (answer_time a) (past s)) |}.

  Definition put_request (k : key) (v : value) (now : nat) (c : client) (s : client_state)
    : put_payload * client_state :=
    ({| earlier_puts := (made s);
       earlier_reads := (read_causes s);
       mark_time := (S (larger now (past s))) |},
     {| made := (S (made s));
       read_causes := (read_causes s);
       past := (S (larger now (past s))) |}).

  Definition put_guard (k : key) (v : value) (p : put_payload) (c : client) (at_replica : replica) (r : replica_state)
    : bool :=
    ((earlier_puts p) =? (lookup c (applied r))) && (below (earlier_reads p) (applied r)).

  (** Whether the put is what its key holds from now on. *)
  Definition wins (e : replica_entry) (mark : stamp) : bool :=
    match written e with
    | None => true
    | Some present => stamp_before present mark
    end.

  Definition put (k : key) (v : value) (p : put_payload) (c : client) (at_replica : replica) (r : replica_state)
    : replica_state :=
    let mark := Build_stamp (mark_time p) c in
    let own := S (earlier_puts p) in
    {| applied := raise c own (applied r);
       initial := initial r;
       store :=
         if wins (replica_at k r) mark then
           M.add k
             {| content := v;
                written := Some mark;
                causes := raise c own (earlier_reads p) |}
             (store r)
         else store r |}.

  Definition put_seen (k : key) (v : value) (p : put_payload) (c : client) (at_replica : replica) (r : replica_state)
    : bool :=
    ((S (earlier_puts p)) <=? (lookup c (applied r))).

End CausalPlusFrugal.
