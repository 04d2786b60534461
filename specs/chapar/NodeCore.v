(** The second kind of core, in Chapar's shape (Lesani, Bell and Chlipala,
    POPL 2016): a node is a session and a replica in one. It answers a get from
    its own state, and at once. A put changes it at once too, and sends one
    message to every other node, which applies it when its guard says so.
    [P.replica] names the node that acts; a message says itself which node
    sent it, and is plain data: it travels. *)

From Espalier.Framework Require Import Parameters.

Module Type NODE_CORE (P : PARAMETERS).

  Parameter state : Type.
  Parameter message : Type.

  (** Every key starts with the same value. *)
  Parameter init : P.value -> state.

  Parameter get : P.replica -> state -> P.key -> P.value * state.
  Parameter put :
    P.replica -> state -> P.key -> P.value -> state * message.

  (** Whether a message may be applied here now; [false] means "not now". *)
  Parameter guard :
    P.replica -> state -> P.key -> P.value -> message -> bool.
  Parameter update :
    P.replica -> state -> P.key -> P.value -> message -> state.

End NODE_CORE.
