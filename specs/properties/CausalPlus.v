(** The specification of causal+ consistency: read your writes, monotonic reads,
    monotonic writes, writes follow reads, and convergence. It is a machine over
    sets: unbounded, not executable, and meant to be read. *)

From Coq Require Import Bool Arith.
From Espalier.Framework Require Import Parameters Machine.

Module CausalPlus (P : PARAMETERS).
  Import P.

  (** A put is named by its client and its number among that client's puts. *)
  Definition put_id : Type := client * nat.
  Definition set := put_id -> Prop.
  Definition empty : set := fun _ => False.
  Definition union (a b : set) : set := fun i => a i \/ b i.
  Definition single (i : put_id) : set := fun j => i = j.
  Definition included (a b : set) : Prop := forall i, a i -> b i.

  (** When a put was made: Lamport time first, then the client. *)
  Record stamp := { time : nat; writer : client }.

  Definition stamp_before (a b : stamp) : Prop :=
    time a < time b \/
    (time a = time b /\ writer a <> writer b /\
     client_leb (writer a) (writer b) = true).

  Definition stamp_before_dec (a b : stamp) :
    {stamp_before a b} + {~ stamp_before a b}.
  Proof.
    unfold stamp_before.
    destruct (lt_dec (time a) (time b)); [left; auto |].
    destruct (Nat.eq_dec (time a) (time b)); [| right; tauto].
    destruct (client_eq_dec (writer a) (writer b)); [right; tauto |].
    destruct (client_leb (writer a) (writer b)); [left; auto | right].
    intros [? | [_ [_ H]]]; [tauto | discriminate].
  Defined.

  (** What a replica holds for a key: the value, when it was written ([None] for
      the initial value) and all that it causally depends on, itself included. *)
  Record entry := {
    content : value;
    written : option stamp;
    causes : set
  }.

  Record session := {
    made : nat;             (** how many puts the session has made *)
    own_puts : set;         (** those puts *)
    read_causes : set;      (** all that its reads depended on *)
    past : nat              (** the largest stamp time among what it met *)
  }.

  Record replica_contents := {
    applied : set;
    entry_of : key -> entry
  }.

  (** A get asks for the session's own puts (read your writes) and for what its
      reads depended on (monotonic reads). *)
  Record get_request_of := { asked_puts : set; asked_reads : set }.

  Record answer_of := { answer_causes : set; answer_time : nat }.

  (** A put names the session's earlier puts (monotonic writes) and what the
      session had read (writes follow reads). *)
  Record put_request_of := {
    id : put_id;
    earlier_puts : set;
    earlier_reads : set;
    mark : stamp
  }.

  Definition time_of (e : entry) : nat :=
    match written e with None => 0 | Some s => time s end.

  (** Convergence: the larger stamp stays, whatever the order of arrival. *)
  Definition newer (old : entry) (fresh : entry) : entry :=
    match written old, written fresh with
    | Some a, Some b => if stamp_before_dec a b then fresh else old
    | _, _ => fresh
    end.

  Definition machine : machine key value client replica := {|
    client_state := session;
    replica_state := replica_contents;
    get_payload := get_request_of;
    answer_payload := answer_of;
    put_payload := put_request_of;

    client_init := fun _ =>
      {| made := 0; own_puts := empty; read_causes := empty; past := 0 |};

    replica_init := fun _ v =>
      {| applied := empty;
         entry_of := fun _ =>
           {| content := v; written := None; causes := empty |} |};

    get_request := fun _ _ s =>
      ({| asked_puts := own_puts s; asked_reads := read_causes s |}, s);

    get_guard := fun _ g _ _ r =>
      included (asked_puts g) (applied r) /\
      included (asked_reads g) (applied r);

    get := fun k _ _ _ r =>
      (content (entry_of r k),
       {| answer_causes := causes (entry_of r k);
          answer_time := time_of (entry_of r k) |},
       r);

    get_response := fun _ _ a _ s =>
      {| made := made s;
         own_puts := own_puts s;
         read_causes := union (read_causes s) (answer_causes a);
         past := Nat.max (past s) (answer_time a) |};

    put_request := fun _ _ now c s =>
      let i := (c, S (made s)) in
      let t := S (Nat.max (past s) now) in
      ({| id := i;
          earlier_puts := own_puts s;
          earlier_reads := read_causes s;
          mark := {| time := t; writer := c |} |},
       {| made := S (made s);
          own_puts := union (own_puts s) (single i);
          read_causes := read_causes s;
          past := t |});

    put_guard := fun _ _ p _ _ r =>
      ~ applied r (id p) /\
      included (earlier_puts p) (applied r) /\
      included (earlier_reads p) (applied r);

    put := fun k v p _ _ r =>
      let fresh :=
        {| content := v;
           written := Some (mark p);
           causes :=
             union (union (earlier_puts p) (earlier_reads p)) (single (id p)) |}
      in
      {| applied := union (applied r) (single (id p));
         entry_of := fun asked =>
           if key_eq_dec k asked then newer (entry_of r k) fresh
           else entry_of r asked |};

    put_seen := fun _ _ p _ _ r => applied r (id p)
  |}.

End CausalPlus.
