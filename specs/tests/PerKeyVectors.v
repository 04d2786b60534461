(** A core for the tests of the kit: causal+ with a dependency vector for each
    key. It tracks causes exactly, so every set of the specification is the
    very set that a vector stands for. *)

From Coq Require Import List Bool Arith.
From Espalier.Framework Require Import Parameters Core.
From Espalier.Kit Require Import Vector.
Import ListNotations.

Module PerKeyVectors (P : PARAMETERS) <: CORE P.
  Import P.

  Definition lookup := Vector.lookup client_eq_dec.
  Definition raise := Vector.raise client_eq_dec.
  Definition merge := Vector.merge client_eq_dec.
  Definition below := Vector.below client_eq_dec.

  Record stamp := { time : nat; writer : client }.

  Definition older (a b : stamp) : bool :=
    if time a =? time b then
      if client_eq_dec (writer a) (writer b) then false
      else client_leb (writer a) (writer b)
    else time a <=? time b.

  Record entry := {
    content : value; written : option stamp; causes : vector client
  }.

  Record client_record := { own : nat; depends : vector client; past : nat }.
  Record replica_record := { clock : vector client; store : key -> entry }.
  Record get_record := { get_own : nat; get_depends : vector client }.
  Record answer_record := { answer_causes : vector client; answer_time : nat }.
  Record put_record := {
    number : nat; put_depends : vector client; put_time : nat
  }.

  Definition client_state := client_record.
  Definition replica_state := replica_record.
  Definition get_payload := get_record.
  Definition answer_payload := answer_record.
  Definition put_payload := put_record.

  Definition client_init (_ : client) : client_state :=
    {| own := 0; depends := []; past := 0 |}.

  Definition replica_init (_ : replica) (v : value) : replica_state :=
    {| clock := [];
       store := fun _ => {| content := v; written := None; causes := [] |} |}.

  Definition get_request (_ : key) (_ : client) (s : client_state)
    : get_payload * client_state :=
    ({| get_own := own s; get_depends := depends s |}, s).

  Definition get_guard (_ : key) (g : get_payload) (c : client) (_ : replica)
    (r : replica_state) : bool :=
    if get_own g <=? lookup c (clock r)
    then below (get_depends g) (clock r) else false.

  Definition time_of (e : entry) : nat :=
    match written e with None => 0 | Some s => time s end.

  Definition get (k : key) (_ : get_payload) (_ : client) (_ : replica)
    (r : replica_state) : value * answer_payload * replica_state :=
    (content (store r k),
     {| answer_causes := causes (store r k);
        answer_time := time_of (store r k) |}, r).

  Definition get_response (_ : key) (_ : value) (a : answer_payload)
    (_ : client) (s : client_state) : client_state :=
    {| own := own s; depends := merge (depends s) (answer_causes a);
       past := larger (past s) (answer_time a) |}.

  Definition put_request (_ : key) (_ : value) (now : nat) (_ : client)
    (s : client_state) : put_payload * client_state :=
    let t := S (larger (past s) now) in
    ({| number := S (own s); put_depends := depends s; put_time := t |},
     {| own := S (own s); depends := depends s; past := t |}).

  Definition put_guard (_ : key) (_ : value) (p : put_payload) (c : client)
    (_ : replica) (r : replica_state) : bool :=
    if number p =? S (lookup c (clock r))
    then below (put_depends p) (clock r) else false.

  Definition put (k : key) (v : value) (p : put_payload) (c : client)
    (_ : replica) (r : replica_state) : replica_state :=
    let mark := {| time := put_time p; writer := c |} in
    let fresh :=
      {| content := v; written := Some mark;
         causes := raise c (number p) (put_depends p) |} in
    let wins :=
      match written (store r k) with
      | None => true
      | Some present => older present mark
      end in
    {| clock := raise c (number p) (clock r);
       store := fun asked =>
         if key_eq_dec k asked then if wins then fresh else store r k
         else store r asked |}.

  Definition put_seen (_ : key) (_ : value) (p : put_payload) (c : client)
    (_ : replica) (r : replica_state) : bool :=
    number p <=? lookup c (clock r).

End PerKeyVectors.
