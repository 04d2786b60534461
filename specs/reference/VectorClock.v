(** The reference core for causal+: one vector clock a replica, and the store
    as a function from key to entry. Each put wraps the function in another
    closure, so a get walks a chain that grows with the number of puts, and
    nothing is ever freed. It is kept this way on purpose: it is the baseline
    that grown cores are measured against. *)

From Coq Require Import List Bool Arith.
From Espalier.Framework Require Import Parameters Core.
Import ListNotations.

Module VectorClock (P : PARAMETERS) <: CORE P.
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

  (** Who wrote last, and when: the order that decides per key. *)
  Record stamp := { time : nat; writer : client }.

  Definition older (a b : stamp) : bool :=
    if time a =? time b then
      if client_eq_dec (writer a) (writer b) then false
      else client_leb (writer a) (writer b)
    else time a <=? time b.

  (** [written] is [None] for the initial entry, which any put replaces. *)
  Record entry := { content : value; written : option stamp }.

  Record client_record := {
    own : nat;           (** puts made so far *)
    depends : vector;    (** what reads depended on *)
    past : nat           (** the largest stamp time met *)
  }.

  Record replica_record := {
    clock : vector;      (** puts applied, a slot a client *)
    latest : nat;        (** the largest stamp time applied *)
    store : key -> entry
  }.

  Record get_record := { get_own : nat; get_depends : vector }.
  Record answer_record := { answer_clock : vector; answer_latest : nat }.
  Record put_record := {
    number : nat;        (** the put's place among its client's puts, from 1 *)
    put_depends : vector;
    put_time : nat
  }.

  Definition client_state := client_record.
  Definition replica_state := replica_record.
  Definition get_payload := get_record.
  Definition answer_payload := answer_record.
  Definition put_payload := put_record.

  Definition client_init (_ : client) : client_state :=
    {| own := 0; depends := []; past := 0 |}.

  Definition replica_init (_ : replica) (v : value) : replica_state :=
    {| clock := []; latest := 0;
       store := fun _ => {| content := v; written := None |} |}.

  Definition get_request (_ : key) (_ : client) (s : client_state)
    : get_payload * client_state :=
    ({| get_own := own s; get_depends := depends s |}, s).

  Definition get_guard (_ : key) (g : get_payload) (c : client) (_ : replica)
    (r : replica_state) : bool :=
    if get_own g <=? lookup c (clock r)
    then below (get_depends g) (clock r) else false.

  (** The answer is coarse: the whole clock, not the entry's own dependencies.
      The client is thereby asked to depend on more than it has read. *)
  Definition get (k : key) (_ : get_payload) (_ : client) (_ : replica)
    (r : replica_state) : value * answer_payload * replica_state :=
    (content (store r k),
     {| answer_clock := clock r; answer_latest := latest r |},
     r).

  Definition get_response (_ : key) (_ : value) (a : answer_payload)
    (_ : client) (s : client_state) : client_state :=
    {| own := own s;
       depends := merge (depends s) (answer_clock a);
       past := larger (past s) (answer_latest a) |}.

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
    let wins :=
      match written (store r k) with
      | None => true
      | Some present => older present mark
      end in
    {| clock := raise c (number p) (clock r);
       latest := larger (latest r) (put_time p);
       store :=
         if wins then
           let fresh := {| content := v; written := Some mark |} in
           let before := store r in
           fun asked => if key_eq_dec k asked then fresh else before asked
         else store r |}.

  Definition put_seen (_ : key) (_ : value) (p : put_payload) (c : client)
    (_ : replica) (r : replica_state) : bool :=
    number p <=? lookup c (clock r).

End VectorClock.
