(** A reference core for causal consistency as the suite has it (suite/cc), which
    the vector clock and the dependency lists do not refine. It tracks every
    dependency exactly, as lists of put names, and a get waits where CC-star
    waits: as long as the session holds, on the key, more than the entry stands
    for. That can be for ever; suite/CausalStuck.v says when.

    Of what a session has read, a set that is within another is dropped. A put
    goes in unless it went in before or something that went in on its key depends
    on it; so no put waits, and a refused one may be dropped for good. *)

From Coq Require Import List Bool Arith.
From Espalier.Framework Require Import Parameters Core.
Import ListNotations.

Module CausalExact (P : PARAMETERS) <: CORE P.
  Import P.

  (** A put is named by its client and its number among that client's puts, from
      1; the name also tells its key. *)
  Record put_id := { putter : client; number : nat; on_key : key }.

  Definition same_id (a b : put_id) : bool :=
    if client_eq_dec (putter a) (putter b) then
      if key_eq_dec (on_key a) (on_key b) then number a =? number b else false
    else false.

  (** Sets of puts, each put once. *)
  Definition puts := list put_id.

  Fixpoint is_in (i : put_id) (s : puts) : bool :=
    match s with
    | [] => false
    | j :: rest => if same_id i j then true else is_in i rest
    end.

  Definition enter (i : put_id) (s : puts) : puts :=
    if is_in i s then s else i :: s.

  Fixpoint merge (a b : puts) : puts :=
    match a with
    | [] => b
    | i :: rest => merge rest (enter i b)
    end.

  Fixpoint within (a b : puts) : bool :=
    match a with
    | [] => true
    | i :: rest => if is_in i b then within rest b else false
    end.

  (** The puts of [a] on the key are in [b]. *)
  Fixpoint within_on (k : key) (a b : puts) : bool :=
    match a with
    | [] => true
    | i :: rest =>
        if key_eq_dec k (on_key i) then
          if is_in i b then within_on k rest b else false
        else within_on k rest b
    end.

  (** The puts on one key. *)
  Fixpoint on (k : key) (s : puts) : puts :=
    match s with
    | [] => []
    | i :: rest =>
        if key_eq_dec k (on_key i) then i :: on k rest else on k rest
    end.

  (** What a replica holds for a key: the value, the put that wrote it ([None]
      for the initial value), and all that the entry stands for: what that put
      depends on, and itself. *)
  Record entry := {
    content : value;
    written : option put_id;
    stands_for : puts
  }.

  Record client_record := {
    made : nat;           (** puts made so far *)
    own : puts;           (** those puts *)
    reads : list puts     (** what its gets returned, none within another *)
  }.

  Record replica_record := {
    covered : puts;       (** all that its entries stood for, on their own keys *)
    store : key -> entry
  }.

  Record get_record := { get_own : puts; get_reads : list puts }.
  Record put_record := { id : put_id; depends : puts }.

  Definition client_state := client_record.
  Definition replica_state := replica_record.
  Definition get_payload := get_record.
  Definition answer_payload := puts.
  Definition put_payload := put_record.

  Definition client_init (_ : client) : client_state :=
    {| made := 0; own := []; reads := [] |}.

  Definition replica_init (_ : replica) (v : value) : replica_state :=
    {| covered := [];
       store := fun _ =>
         {| content := v; written := None; stands_for := [] |} |}.

  Definition get_request (_ : key) (_ : client) (s : client_state)
    : get_payload * client_state :=
    ({| get_own := own s; get_reads := reads s |}, s).

  (** No read of the session goes, on the key, strictly beyond the entry. *)
  Fixpoint not_behind (k : key) (present : puts) (family : list puts) : bool :=
    match family with
    | [] => true
    | read :: rest =>
        if within_on k present read then
          if within_on k read present then not_behind k present rest else false
        else not_behind k present rest
    end.

  Definition get_guard (k : key) (g : get_payload) (c : client) (_ : replica)
    (r : replica_state) : bool :=
    let e := store r k in
    match written e with
    | None => true
    | Some i =>
        if not_behind k (stands_for e) (get_reads g) then
          if client_eq_dec c (putter i)
          then within_on k (get_own g) (stands_for e)
          else true
        else false
    end.

  Definition get (k : key) (_ : get_payload) (_ : client) (_ : replica)
    (r : replica_state) : value * answer_payload * replica_state :=
    let e := store r k in (content e, stands_for e, r).

  Fixpoint within_some (a : puts) (family : list puts) : bool :=
    match family with
    | [] => false
    | read :: rest => if within a read then true else within_some a rest
    end.

  Fixpoint not_within (a : puts) (family : list puts) : list puts :=
    match family with
    | [] => []
    | read :: rest =>
        if within read a then not_within a rest else read :: not_within a rest
    end.

  Definition get_response (_ : key) (_ : value) (a : answer_payload)
    (_ : client) (s : client_state) : client_state :=
    if within_some a (reads s) then s
    else {| made := made s; own := own s; reads := a :: not_within a (reads s) |}.

  Fixpoint merge_all (family : list puts) : puts :=
    match family with
    | [] => []
    | read :: rest => merge read (merge_all rest)
    end.

  (** There are no stamps, so the clock reading is not used. *)
  Definition put_request (k : key) (_ : value) (_ : nat) (c : client)
    (s : client_state) : put_payload * client_state :=
    let i := {| putter := c; number := S (made s); on_key := k |} in
    ({| id := i; depends := merge (own s) (merge_all (reads s)) |},
     {| made := S (made s); own := i :: own s; reads := reads s |}).

  Definition put_seen (_ : key) (_ : value) (p : put_payload) (_ : client)
    (_ : replica) (r : replica_state) : bool := is_in (id p) (covered r).

  Definition put_guard (_ : key) (_ : value) (p : put_payload) (_ : client)
    (_ : replica) (r : replica_state) : bool :=
    if is_in (id p) (covered r) then false else true.

  Definition put (k : key) (v : value) (p : put_payload) (_ : client)
    (_ : replica) (r : replica_state) : replica_state :=
    let fresh :=
      {| content := v; written := Some (id p);
         stands_for := enter (id p) (depends p) |} in
    let before := store r in
    {| covered := enter (id p) (merge (on k (depends p)) (covered r));
       store := fun asked => if key_eq_dec k asked then fresh else before asked |}.

End CausalExact.
