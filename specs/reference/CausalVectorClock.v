(** A reference core for causal consistency (CC1 of IDS): one vector clock a
    replica, and the store as a function from key to value. There are no stamps:
    the last put that is applied wins, so two replicas that applied concurrent
    puts in different orders differ, and stay so. Each put wraps the function in
    another closure, on purpose: it is a baseline to measure against. *)

From Coq Require Import List Bool Arith.
From Espalier.Framework Require Import Parameters Core.
Import ListNotations.

Module CausalVectorClock (P : PARAMETERS) <: CORE P.
  Import P.

  (** A vector is a list of slots, one a client, absent meaning zero. It is
      bounded by the number of clients, never by the number of puts. *)
  Definition vector := list (client * nat).

  Fixpoint lookup (c : client) (v : vector) : nat :=
    match v with
    | [] => 0
    | (c', t) :: rest => if client_eq_dec c c' then t else lookup c rest
    end.

  (** Written with a comparison, since that is what extracts to one: the
      library's [Nat.max] counts down from its argument. *)
  Definition larger (a b : nat) : nat := if a <=? b then b else a.

  (** [raise c t v] is [v] with the slot of [c] at least [t]. *)
  Fixpoint raise (c : client) (t : nat) (v : vector) : vector :=
    match v with
    | [] => [(c, t)]
    | (c', t') :: rest =>
        if client_eq_dec c c' then (c', larger t t') :: rest
        else (c', t') :: raise c t rest
    end.

  (** The pointwise maximum. *)
  Fixpoint merge (v w : vector) : vector :=
    match v with
    | [] => w
    | (c, t) :: rest => merge rest (raise c t w)
    end.

  (** Pointwise at most. *)
  Fixpoint below (v w : vector) : bool :=
    match v with
    | [] => true
    | (c, t) :: rest => if t <=? lookup c w then below rest w else false
    end.

  (** What a session depends on: the first [own] of its own puts, and all that
      [depends] covers. The two together are the vector d of IDS, whose slot of
      the client itself is kept apart: no answer can change it. *)
  Record client_record := { own : nat; depends : vector }.

  Record replica_record := {
    clock : vector;           (** puts applied, a slot a client *)
    store : key -> value
  }.

  Record get_record := { get_own : nat; get_depends : vector }.
  Record put_record := {
    number : nat;        (** the put's place among its client's puts, from 1 *)
    put_depends : vector
  }.

  Definition client_state := client_record.
  Definition replica_state := replica_record.
  Definition get_payload := get_record.
  Definition answer_payload := vector.
  Definition put_payload := put_record.

  Definition client_init (_ : client) : client_state :=
    {| own := 0; depends := [] |}.

  Definition replica_init (_ : replica) (v : value) : replica_state :=
    {| clock := []; store := fun _ => v |}.

  Definition get_request (_ : key) (_ : client) (s : client_state)
    : get_payload * client_state :=
    ({| get_own := own s; get_depends := depends s |}, s).

  (** The replica has all that the session depends on. *)
  Definition get_guard (_ : key) (g : get_payload) (c : client) (_ : replica)
    (r : replica_state) : bool :=
    if get_own g <=? lookup c (clock r)
    then below (get_depends g) (clock r) else false.

  (** The answer is coarse: the whole clock, not the entry's own dependencies.
      The client is thereby asked to depend on more than it has read. *)
  Definition get (k : key) (_ : get_payload) (_ : client) (_ : replica)
    (r : replica_state) : value * answer_payload * replica_state :=
    (store r k, clock r, r).

  Definition get_response (_ : key) (_ : value) (a : answer_payload)
    (_ : client) (s : client_state) : client_state :=
    {| own := own s; depends := merge (depends s) a |}.

  (** There are no stamps, so the clock reading is not used. *)
  Definition put_request (_ : key) (_ : value) (_ : nat) (_ : client)
    (s : client_state) : put_payload * client_state :=
    ({| number := S (own s); put_depends := depends s |},
     {| own := S (own s); depends := depends s |}).

  (** It is the client's next put, and the replica has all that it depends on. *)
  Definition put_guard (_ : key) (_ : value) (p : put_payload) (c : client)
    (_ : replica) (r : replica_state) : bool :=
    if number p =? S (lookup c (clock r))
    then below (put_depends p) (clock r) else false.

  Definition put (k : key) (v : value) (p : put_payload) (c : client)
    (_ : replica) (r : replica_state) : replica_state :=
    let before := store r in
    {| clock := raise c (number p) (clock r);
       store := fun asked => if key_eq_dec k asked then v else before asked |}.

  Definition put_seen (_ : key) (_ : value) (p : put_payload) (c : client)
    (_ : replica) (r : replica_state) : bool :=
    number p <=? lookup c (clock r).

End CausalVectorClock.
