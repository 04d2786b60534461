(** Which of the systems explores a machine. *)

type settings = {
  deliveries : int;
  replicas : int;  (** where they have to be counted *)
}

let counted (module M : Machine.NAMED_CORE) settings (bounds : Bounds.t) program
    =
  let module W = Worlds.Make (M) in
  let replicas = settings.replicas in
  System.System (snd (W.make { bounds with replicas } program))

(** What [ask] answers about the machine's worlds for this program. *)
let ask settings machine (bounds : Bounds.t) program
    (ask : System.packed -> 'answer) =
  Program.announce program;
  match machine with
  | Machine.Core (module M) -> (
      let module S = Sessions.Make (M) in
      try
        ask (System.System (S.make bounds program).system) |> Sessions.watched
      with Sessions.Not_alone _ ->
        ask (counted (module M) settings bounds program))
  | Machine.Node (module M) ->
      let module N = Nodes.Make (M) in
      ask (System.System (N.make bounds program).system)
