(** The strong family of specifications: one machine, parameterised by the four
    session guarantees and by convergence. Causal is all four guarantees;
    causal+ is causal and convergent. It is unbounded and slow, and meant to be
    read; cores are what runs.

    @family strong *)

From Coq Require Import Bool Arith.
From Espalier.Framework Require Import Parameters Core.
From Espalier.Kit Require Import FiniteSet.
From Espalier.Strong Require Import Guarantees.

Module Strong (P : PARAMETERS) (G : GUARANTEES) <: CORE P.
  Import P.

  (** A put is named by its client and its number among that client's puts,
      from 1. *)
  Definition put_id : Type := client * nat.

  Definition put_id_eq_dec (a b : put_id) : {a = b} + {a <> b}.
  Proof. decide equality; [apply Nat.eq_dec | apply client_eq_dec]. Defined.

  Definition puts := set put_id.
  Definition all_in (a b : puts) : bool := subset put_id_eq_dec a b.
  Definition both (a b : puts) : puts := union put_id_eq_dec a b.

  (** When a put was made: its Lamport time first, then its client. *)
  Record stamp := { time : nat; writer : client }.

  Definition stamp_before (a b : stamp) : bool :=
    if time a =? time b then
      if client_eq_dec (writer a) (writer b) then false
      else client_leb (writer a) (writer b)
    else time a <=? time b.

  (** What a replica holds for a key: the value, when it was written ([None] for
      the initial value) and all that it causally depends on, itself included. *)
  Record entry := { content : value; written : option stamp; causes : puts }.

  Record session := {
    made : nat;             (** how many puts the session has made *)
    own_puts : puts;        (** those puts *)
    read_causes : puts;     (** all that its reads depended on *)
    past : nat              (** the largest stamp time among what it met *)
  }.

  Record replica_contents := { applied : puts; entry_of : key -> entry }.

  Record get_request_of := { asked_puts : puts; asked_reads : puts }.

  Record answer_of := { answer_causes : puts; answer_time : nat }.

  Record put_request_of := {
    id : put_id;
    earlier_puts : puts;    (** of the session *)
    earlier_reads : puts;   (** all that its reads had depended on *)
    mark : stamp
  }.

  Definition client_state := session.
  Definition replica_state := replica_contents.
  Definition get_payload := get_request_of.
  Definition answer_payload := answer_of.
  Definition put_payload := put_request_of.

  Definition client_init (_ : client) : client_state :=
    {| made := 0; own_puts := empty; read_causes := empty; past := 0 |}.

  Definition replica_init (_ : replica) (v : value) : replica_state :=
    {| applied := empty;
       entry_of := fun _ =>
         {| content := v; written := None; causes := empty |} |}.

  (** ** The guarantees *)

  (** A demand that only holds if the guarantee was chosen. *)
  Definition if_chosen (chosen demand : bool) : bool :=
    if chosen then demand else true.

  (** Read your writes: the session's own puts are in. Monotonic reads: all that
      its earlier reads depended on is in. *)
  Definition get_guard (_ : key) (g : get_payload) (_ : client) (_ : replica)
    (r : replica_state) : bool :=
    if_chosen (read_your_writes G.chosen) (all_in (asked_puts g) (applied r)) &&
    if_chosen (monotonic_reads G.chosen) (all_in (asked_reads g) (applied r)).

  (** This put is already in. *)
  Definition put_seen (_ : key) (_ : value) (p : put_payload) (_ : client)
    (_ : replica) (r : replica_state) : bool :=
    member put_id_eq_dec (id p) (applied r).

  (** No put goes in twice. Monotonic writes: the session's earlier puts are in.
      Writes follow reads: all that it had read is in. *)
  Definition put_guard (k : key) (v : value) (p : put_payload) (c : client)
    (at_replica : replica) (r : replica_state) : bool :=
    negb (put_seen k v p c at_replica r) &&
    if_chosen (monotonic_writes G.chosen) (all_in (earlier_puts p) (applied r))
    && if_chosen (writes_follow_reads G.chosen)
         (all_in (earlier_reads p) (applied r)).

  (** Convergence: the larger stamp stays, whatever the order of arrival.
      Without it the last to arrive does. *)
  Definition kept (old fresh : entry) : entry :=
    if convergent G.chosen then
      match written old, written fresh with
      | Some a, Some b => if stamp_before a b then fresh else old
      | _, _ => fresh
      end
    else fresh.

  (** ** The methods *)

  Definition get_request (_ : key) (_ : client) (s : client_state)
    : get_payload * client_state :=
    ({| asked_puts := own_puts s; asked_reads := read_causes s |}, s).

  Definition time_of (e : entry) : nat :=
    match written e with None => 0 | Some s => time s end.

  Definition get (k : key) (_ : get_payload) (_ : client) (_ : replica)
    (r : replica_state) : value * answer_payload * replica_state :=
    (content (entry_of r k),
     {| answer_causes := causes (entry_of r k);
        answer_time := time_of (entry_of r k) |},
     r).

  Definition get_response (_ : key) (_ : value) (a : answer_payload)
    (_ : client) (s : client_state) : client_state :=
    {| made := made s;
       own_puts := own_puts s;
       read_causes := both (read_causes s) (answer_causes a);
       past := Nat.max (past s) (answer_time a) |}.

  Definition put_request (_ : key) (_ : value) (now : nat) (c : client)
    (s : client_state) : put_payload * client_state :=
    let i := (c, S (made s)) in
    let t := S (Nat.max (past s) now) in
    ({| id := i;
        earlier_puts := own_puts s;
        earlier_reads := read_causes s;
        mark := {| time := t; writer := c |} |},
     {| made := S (made s);
        own_puts := both (own_puts s) (single i);
        read_causes := read_causes s;
        past := t |}).

  Definition put (k : key) (v : value) (p : put_payload) (_ : client)
    (_ : replica) (r : replica_state) : replica_state :=
    let fresh :=
      {| content := v;
         written := Some (mark p);
         causes :=
           both (both (earlier_puts p) (earlier_reads p)) (single (id p)) |}
    in
    {| applied := both (applied r) (single (id p));
       entry_of := fun asked =>
         if key_eq_dec k asked then kept (entry_of r k) fresh
         else entry_of r asked |}.

End Strong.
