(** A machine: the methods of a core with propositions for guards, so that a
    specification may be written over sets that nobody could compute. An
    executable core becomes a machine by reading its guards as [... = true]. *)

From Espalier.Framework Require Import Parameters Core.

Record machine (key value client replica : Type) := {
  client_state : Type;
  replica_state : Type;
  get_payload : Type;
  answer_payload : Type;
  put_payload : Type;

  client_init : client -> client_state;
  replica_init : replica -> value -> replica_state;

  get_request : key -> client -> client_state -> get_payload * client_state;
  get_guard : key -> get_payload -> client -> replica -> replica_state -> Prop;
  get : key -> get_payload -> client -> replica -> replica_state ->
        value * answer_payload * replica_state;
  get_response :
    key -> value -> answer_payload -> client -> client_state -> client_state;

  put_request :
    key -> value -> nat -> client -> client_state -> put_payload * client_state;
  put_guard :
    key -> value -> put_payload -> client -> replica -> replica_state -> Prop;
  put : key -> value -> put_payload -> client -> replica -> replica_state ->
        replica_state;
  put_seen :
    key -> value -> put_payload -> client -> replica -> replica_state -> Prop
}.

Arguments client_state {key value client replica}.
Arguments replica_state {key value client replica}.
Arguments get_payload {key value client replica}.
Arguments answer_payload {key value client replica}.
Arguments put_payload {key value client replica}.
Arguments client_init {key value client replica}.
Arguments replica_init {key value client replica}.
Arguments get_request {key value client replica}.
Arguments get_guard {key value client replica}.
Arguments get {key value client replica}.
Arguments get_response {key value client replica}.
Arguments put_request {key value client replica}.
Arguments put_guard {key value client replica}.
Arguments put {key value client replica}.
Arguments put_seen {key value client replica}.

Module MachineOf (P : PARAMETERS) (C : CORE P).

  Definition machine : machine P.key P.value P.client P.replica := {|
    client_state := C.client_state;
    replica_state := C.replica_state;
    get_payload := C.get_payload;
    answer_payload := C.answer_payload;
    put_payload := C.put_payload;
    client_init := C.client_init;
    replica_init := C.replica_init;
    get_request := C.get_request;
    get_guard := fun k g c r s => C.get_guard k g c r s = true;
    get := C.get;
    get_response := C.get_response;
    put_request := C.put_request;
    put_guard := fun k v p c r s => C.put_guard k v p c r s = true;
    put := C.put;
    put_seen := fun k v p c r s => C.put_seen k v p c r s = true
  |}.

End MachineOf.
