(** What is bounded, and what is left out because nobody asks for it. *)

type t = {
  deliveries : int;  (** how often a replica may be given the same put *)
  replicas : int;  (** for systems that count them; 0 where any number may be *)
  eager : bool;
      (** whether a put may be called as soon as its client comes to it. A call
          disables nothing and only adds to what replicas can be given, so
          every history in which all clients end is still found; histories in
          which one stops before a put are not. *)
  accept : int -> int -> int -> bool;
      (** whether what a get (client, number) got (value) is of interest: worlds
          beyond others are not visited *)
}

let everything ~deliveries =
  { deliveries; replicas = 0; eager = false; accept = (fun _ _ _ -> true) }
