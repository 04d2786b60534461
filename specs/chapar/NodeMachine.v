(** A node machine: the methods of a node core with a proposition for the guard.
    What is claimed of a core is claimed of its machine. *)

From Espalier.Framework Require Import Parameters.
From Espalier.Chapar Require Import NodeCore.

Record node_machine (key value replica : Type) := {
  state : Type;
  message : Type;
  init : value -> state;
  get : replica -> state -> key -> value * state;
  put : replica -> state -> key -> value -> state * message;
  guard : replica -> state -> key -> value -> message -> Prop;
  update : replica -> state -> key -> value -> message -> state
}.

Arguments state {key value replica}.
Arguments message {key value replica}.
Arguments init {key value replica}.
Arguments get {key value replica}.
Arguments put {key value replica}.
Arguments guard {key value replica}.
Arguments update {key value replica}.

Module NodeMachineOf (P : PARAMETERS) (C : NODE_CORE P).

  Definition machine : node_machine P.key P.value P.replica := {|
    state := C.state;
    message := C.message;
    init := C.init;
    get := C.get;
    put := C.put;
    guard := fun n s k v m => C.guard n s k v m = true;
    update := C.update
  |}.

End NodeMachineOf.
