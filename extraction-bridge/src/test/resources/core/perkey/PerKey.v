(** A core for causal+ with a record a key: value, stamp, and what the put
    depends on; over an abstract map, as is the replica's clock. What travels
    or stays in a record is a list. It is not proved: the bridge's tests and
    benchmarks run it, since what is threaded through it once can be updated in
    place. The module types are those of specs/framework and specs/kit, without
    their laws. *)

From Coq Require Import List Bool Arith Extraction ExtrOcamlBasic ExtrOcamlNatInt.
Import ListNotations.

Module Type PARAMETERS.
  Parameters key value client replica : Type.
  Parameter key_eq_dec : forall a b : key, {a = b} + {a <> b}.
  Parameter value_eq_dec : forall a b : value, {a = b} + {a <> b}.
  Parameter client_eq_dec : forall a b : client, {a = b} + {a <> b}.
  Parameter replica_eq_dec : forall a b : replica, {a = b} + {a <> b}.
  Parameter client_leb : client -> client -> bool.
End PARAMETERS.

Module Type KEYS.
  Parameter key : Type.
  Parameter key_eq_dec : forall a b : key, {a = b} + {a <> b}.
End KEYS.

Module Type MAP (K : KEYS).
  Parameter map : Type -> Type.
  Parameter empty : forall {value}, map value.
  Parameter find : forall {value}, K.key -> map value -> option value.
  Parameter add : forall {value}, K.key -> value -> map value -> map value.
  Parameter remove : forall {value}, K.key -> map value -> map value.
End MAP.

Module Type CLOCK (P : PARAMETERS).
  Parameter map : Type -> Type.
  Parameter empty : forall {value}, map value.
  Parameter find : forall {value}, P.client -> map value -> option value.
  Parameter add : forall {value}, P.client -> value -> map value -> map value.
  Parameter remove : forall {value}, P.client -> map value -> map value.
End CLOCK.

Module PerKey (P : PARAMETERS) (M : MAP P) (C : CLOCK P).
  Import P.

  Definition vector := list (client * nat).

  Definition larger (a b : nat) : nat := if a <=? b then b else a.

  (** [raise c t v] is [v] with the slot of [c] at least [t]. *)
  Fixpoint raise (c : client) (t : nat) (v : vector) : vector :=
    match v with
    | [] => [(c, t)]
    | (c', t') :: rest =>
        if client_eq_dec c c' then (c', larger t t') :: rest
        else (c', t') :: raise c t rest
    end.

  Fixpoint merge (v w : vector) : vector :=
    match v with
    | [] => w
    | (c, t) :: rest => merge rest (raise c t w)
    end.

  Definition clock_map := C.map nat.

  (** How many puts of [c] are applied. *)
  Definition applied (c : client) (m : clock_map) : nat :=
    match C.find c m with Some t => t | None => 0 end.

  Fixpoint below (v : vector) (m : clock_map) : bool :=
    match v with
    | [] => true
    | (c, t) :: rest => if t <=? applied c m then below rest m else false
    end.

  (** What one put left at a key. *)
  Record entry := {
    content : value;
    writer : client;
    place : nat;          (** among its writer's puts, from 1 *)
    time : nat;
    needs : vector        (** what the put depends on *)
  }.

  (** Whether the put of [c] at [t] is later than the entry's. *)
  Definition older (e : entry) (t : nat) (c : client) : bool :=
    if time e =? t then
      if client_eq_dec (writer e) c then false else client_leb (writer e) c
    else time e <=? t.

  Record session := {
    own : nat;            (** puts made so far *)
    depends : vector;     (** what reads depended on *)
    past : nat            (** the largest stamp time met *)
  }.

  Record node := {
    clock : clock_map;    (** puts applied, a slot a client *)
    initial : value;
    store : M.map entry
  }.

  Record get_record := { get_own : nat; get_depends : vector }.
  Record answer_record := { answer_depends : vector; answer_time : nat }.
  Record put_record := {
    number : nat;         (** the put's place among its client's puts, from 1 *)
    put_depends : vector;
    put_time : nat
  }.

  Definition client_state := session.
  Definition replica_state := node.
  Definition get_payload := get_record.
  Definition answer_payload := answer_record.
  Definition put_payload := put_record.

  Definition client_init (_ : client) : client_state :=
    {| own := 0; depends := []; past := 0 |}.

  Definition replica_init (_ : replica) (v : value) : replica_state :=
    {| clock := C.empty; initial := v; store := M.empty |}.

  Definition get_request (_ : key) (_ : client) (s : client_state)
    : get_payload * client_state :=
    ({| get_own := own s; get_depends := depends s |}, s).

  Definition get_guard (_ : key) (g : get_payload) (c : client) (_ : replica)
    (r : replica_state) : bool :=
    if get_own g <=? applied c (clock r)
    then below (get_depends g) (clock r) else false.

  Definition get (k : key) (_ : get_payload) (_ : client) (_ : replica)
    (r : replica_state) : value * answer_payload * replica_state :=
    match M.find k (store r) with
    | None => (initial r, {| answer_depends := []; answer_time := 0 |}, r)
    | Some e =>
        (content e,
         {| answer_depends := raise (writer e) (place e) (needs e);
            answer_time := time e |},
         r)
    end.

  Definition get_response (_ : key) (_ : value) (a : answer_payload)
    (_ : client) (s : client_state) : client_state :=
    {| own := own s;
       depends := merge (answer_depends a) (depends s);
       past := larger (past s) (answer_time a) |}.

  Definition put_request (_ : key) (_ : value) (now : nat) (_ : client)
    (s : client_state) : put_payload * client_state :=
    let t := S (larger (past s) now) in
    ({| number := S (own s); put_depends := depends s; put_time := t |},
     {| own := S (own s); depends := depends s; past := t |}).

  Definition put_guard (_ : key) (_ : value) (p : put_payload) (c : client)
    (_ : replica) (r : replica_state) : bool :=
    if number p =? S (applied c (clock r))
    then below (put_depends p) (clock r) else false.

  Definition put (k : key) (v : value) (p : put_payload) (c : client)
    (_ : replica) (r : replica_state) : replica_state :=
    let fresh := {| content := v; writer := c; place := number p;
                    time := put_time p; needs := put_depends p |} in
    (* A put that is enabled is its client's next: its slot cannot be higher. *)
    {| clock := C.add c (number p) (clock r);
       initial := initial r;
       store :=
         match M.find k (store r) with
         | None => M.add k fresh (store r)
         | Some e =>
             if older e (put_time p) c then M.add k fresh (store r) else store r
         end |}.

  Definition put_seen (_ : key) (_ : value) (p : put_payload) (c : client)
    (_ : replica) (r : replica_state) : bool :=
    number p <=? applied c (clock r).

End PerKey.

Extraction "PerKey.ml" PerKey.
