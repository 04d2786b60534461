(** What the session guarantees mean to clients. A history is what the clients
    observed: puts called and gets returned. It is correct if it can be
    explained: if for each get one can name the puts that were visible to it, so
    that it returned the last of those on its key, and the guarantees are
    conditions on what is visible. There is no machine in this file. The
    definitions follow the tradition of abstract executions (Burckhardt; Viotti
    and Vukolic): visibility, arbitration, session order, reads-from. *)

From Coq Require Import List Relations.
From Espalier.Framework Require Import World.
From Espalier.Strong Require Import Guarantees.

Section Histories.

Context {key value client : Type}.

Definition event := @World.event key value client.

(** The events of all clients in the order in which they were observed. *)
Definition history := list event.

Definition session (e : event) : client :=
  match e with PutCalled c _ _ _ | GetReturned c _ _ _ => c end.

(** The operation's place in its client's program. *)
Definition number (e : event) : nat :=
  match e with PutCalled _ n _ _ | GetReturned _ n _ _ => n end.

Definition key_of (e : event) : key :=
  match e with PutCalled _ _ k _ | GetReturned _ _ k _ => k end.

Definition value_of (e : event) : value :=
  match e with PutCalled _ _ _ v | GetReturned _ _ _ v => v end.

Definition put_in (h : history) (e : event) : Prop :=
  In e h /\ exists c n k v, e = PutCalled c n k v.

Definition get_in (h : history) (e : event) : Prop :=
  In e h /\ exists c n k v, e = GetReturned c n k v.

(** [a] was observed before [b]. *)
Definition precedes (h : history) (a b : event) : Prop :=
  exists early late, h = early ++ b :: late /\ In a early.

(** Session order: the order of one client's program. *)
Definition session_order (h : history) (a b : event) : Prop :=
  In a h /\ In b h /\ session a = session b /\ number a < number b.

(** A client's events are observed in the order of its program and are numbered
    from 0 without a gap, as [World.v] numbers operations. *)
Definition numbered (h : history) : Prop :=
  forall early e late, h = early ++ e :: late ->
    (forall a, In a early -> session a = session e -> number a < number e) /\
    (forall n, n < number e ->
       exists a, In a early /\ session a = session e /\ number a = n).

(** ** Explanations *)

Record explanation := {
  (** Reads-from: the put whose value a get returned; [None] if the initial. *)
  source : event -> option event;
  (** [visible e g]: the put [e] is visible to the get [g]. *)
  visible : event -> event -> Prop;
  (** [arbitration g d e]: of the puts visible to [g], [d] comes before [e]. *)
  arbitration : event -> event -> event -> Prop
}.

Definition reads_from (h : history) (x : explanation) (e g : event) : Prop :=
  get_in h g /\ source x g = Some e.

(** Causality (happens-before): session order and reads-from, transitively. *)
Definition happens_before (h : history) (x : explanation)
  : event -> event -> Prop :=
  clos_trans event (fun a b => session_order h a b \/ reads_from h x a b).

(** What came with the put [e]: itself and the puts that it depends on. *)
Definition comes_with (h : history) (x : explanation) (e d : event) : Prop :=
  put_in h d /\ (d = e \/ happens_before h x d e).

Record strict_total_order (on : event -> Prop) (before : event -> event -> Prop)
  : Prop := {
  irreflexive : forall a, on a -> ~ before a a;
  transitive : forall a b c, on a -> on b -> on c ->
    before a b -> before b c -> before a c;
  total : forall a b, on a -> on b -> a = b \/ before a b \/ before b a
}.

(** Each get returns the value of the visible put on its key that is last in its
    arbitration, or the initial value [v0] if no put on its key is visible. *)
Record explains (v0 : value) (h : history) (x : explanation) : Prop := {
  (** Only puts are visible, and none from the future. *)
  visible_was_put : forall g e,
    get_in h g -> visible x e g -> put_in h e /\ precedes h e g;
  arbitration_is_order : forall g, get_in h g ->
    strict_total_order (fun e => visible x e g) (arbitration x g);
  source_is_last : forall g e, reads_from h x e g ->
    visible x e g /\ key_of e = key_of g /\ value_of e = value_of g /\
    forall d, visible x d g -> key_of d = key_of g ->
      d = e \/ arbitration x g d e;
  initial_if_none : forall g, get_in h g -> source x g = None ->
    value_of g = v0 /\ forall d, visible x d g -> key_of d <> key_of g
}.

(** ** The guarantees *)

(** Read your writes: a session's earlier puts are visible to its gets. *)
Definition reads_its_writes (h : history) (x : explanation) : Prop :=
  forall e g, put_in h e -> get_in h g -> session_order h e g -> visible x e g.

(** Monotonic reads: a put that a session has read stays visible to it, with all
    that the put depends on. *)
Definition reads_monotonically (h : history) (x : explanation) : Prop :=
  forall e d g g', reads_from h x e g -> comes_with h x e d ->
    get_in h g' -> session_order h g g' -> visible x d g'.

(** Monotonic writes: a put is visible only after the puts that its session had
    made before it. *)
Definition writes_monotonically (h : history) (x : explanation) : Prop :=
  forall d e g, put_in h d -> session_order h d e ->
    get_in h g -> visible x e g -> visible x d g /\ arbitration x g d e.

(** Writes follow reads: a put is visible only after the puts that its session
    had read before it, with all that they depend on. *)
Definition writes_after_reads (h : history) (x : explanation) : Prop :=
  forall e d f g' g, reads_from h x e g' -> comes_with h x e d ->
    session_order h g' f ->
    get_in h g -> visible x f g -> visible x d g /\ arbitration x g d f.

(** All gets decide by this one order of all puts, which keeps causality: the
    order of the stamps. *)
Record decides (order : event -> event -> Prop) (h : history) (x : explanation)
  : Prop := {
  order_is_total : strict_total_order (put_in h) order;
  order_keeps_causality : forall d e, put_in h d -> put_in h e ->
    happens_before h x d e -> order d e;
  order_is_arbitration : forall g d e, get_in h g ->
    visible x d g -> visible x e g -> (arbitration x g d e <-> order d e)
}.

Definition converges (h : history) (x : explanation) : Prop :=
  exists order, decides order h x.

(** ** What a point of the lattice means *)

(** That a put is visible to a get, or is not, is a fact: there is no excluded
    middle here that would give it for nothing. *)
Definition settled (x : explanation) : Prop :=
  forall e g, visible x e g \/ ~ visible x e g.

(** There is one explanation that has every chosen guarantee. *)
Definition explained (chosen : guarantees) (v0 : value) (h : history) : Prop :=
  exists x, explains v0 h x /\
    (read_your_writes chosen = true -> reads_its_writes h x) /\
    (monotonic_reads chosen = true -> reads_monotonically h x) /\
    (monotonic_writes chosen = true -> writes_monotonically h x) /\
    (writes_follow_reads chosen = true -> writes_after_reads h x) /\
    (convergent chosen = true -> converges h x) /\
    settled x.

Definition all_four (chosen : guarantees) : Prop :=
  read_your_writes chosen = true /\ monotonic_reads chosen = true /\
  monotonic_writes chosen = true /\ writes_follow_reads chosen = true.

(** Causal consistency: what is visible to a get is exactly its causal past, and
    arbitration keeps causality. *)
Definition causal (h : history) (x : explanation) : Prop :=
  (forall e g, put_in h e -> get_in h g ->
    (visible x e g <-> happens_before h x e g)) /\
  (forall d e g, get_in h g -> visible x d g -> visible x e g ->
    happens_before h x d e -> arbitration x g d e).

(** Causal+: one order of the puts keeps causality, and a get whose causal past
    has a put on its key returns one that is no earlier in that order. *)
Definition causal_plus (h : history) (x : explanation) : Prop :=
  exists order, decides order h x /\
    forall d g, put_in h d -> get_in h g -> key_of d = key_of g ->
      happens_before h x d g ->
      exists e, source x g = Some e /\ (d = e \/ order d e).

(** A snapshot: a set of puts with all that they depend on, and for each key the
    value of the last of them, or [v0] if there is none. *)
Record snapshot (order : event -> event -> Prop) (v0 : value) (h : history)
  (x : explanation) (seen : event -> Prop) (content : key -> value) : Prop := {
  seen_are_puts : forall e, seen e -> put_in h e;
  seen_is_closed : forall d e, put_in h d -> seen e ->
    happens_before h x d e -> seen d;
  content_is_last : forall k,
    (content k = v0 /\ forall d, seen d -> key_of d <> k) \/
    exists e, seen e /\ key_of e = k /\ value_of e = content k /\
      forall d, seen d -> key_of d = k -> d = e \/ order d e
}.

End Histories.

Arguments explanation : clear implicits.
