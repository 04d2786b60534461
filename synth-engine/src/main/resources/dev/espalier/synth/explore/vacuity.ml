(** Whether a machine does anything at all: are remote puts ever seen, are
    guards constant, can a replica be stuck, and does [put_seen] say what it
    must. Each finding comes with the program and the moves to it. *)

type finding = { program : Program.t; moves : System.move list }

type t = {
  guards : Guards.t;
  mutable remote : finding option;  (** a put of another client is read *)
  mutable stuck : finding option;
      (** puts are pending at a replica, and none of them is enabled *)
  mutable refused : finding option;
      (** none is pending at a replica, and it refuses a get that is waited for *)
  mutable seen : (string * finding) option;  (** put_seen contradicts itself *)
  mutable counted : string option;
      (** why replicas had to be counted: then only [remote] and the guards
          were looked at *)
}

let create () =
  {
    guards = Guards.create ();
    remote = None;
    stuck = None;
    refused = None;
    seen = None;
    counted = None;
  }

let finding program moves =
  Some { program; moves = Witness.place_moves moves }

(** Who put the value; values are put once in the programs used here. *)
let writer program value =
  let found = ref None in
  Array.iteri
    (fun c ->
      Array.iter (function
        | Program.Put (_, v) when v = value -> found := Some c
        | _ -> ()))
    program.Program.clients;
  !found

let look_for_remote t system v =
  if t.remote = None then
    Array.iteri
      (fun c values ->
        List.iteri
          (fun number value ->
            match system.System.program.clients.(c).(number) with
            | Program.Get _ -> (
                match writer system.program value with
                | Some w when w <> c && t.remote = None ->
                    t.remote <- finding system.program (v.Search.path ())
                | _ -> ())
            | Program.Put _ -> ())
          values)
      (system.System.history v.Search.world)

module Of_core (M : Machine.NAMED_CORE) = struct
  module S = Sessions.Make (M)

  (** What [put_seen] must satisfy (framework/Refinement.v), at one replica. *)
  let seen_problem (s : S.t) sent (c : _ Deliveries.configuration) =
    let seen state id = S.Run.seen s.run (S.Run.message s.run id) 0 state in
    let forgotten id =
      List.exists
        (fun other ->
          match S.Run.apply s.run c other with
          | Some later -> not (seen later id)
          | None -> false)
        sent
    in
    let one id =
      if List.mem id c.counts && not (seen c.state id) then
        Some "a put that went in is not seen"
      else if not (seen c.state id) then None
      else if S.Run.apply s.run c id <> None then
        Some "a put that is seen is enabled"
      else if forgotten id then
        Some "a put that is seen is not seen any more after another one"
      else None
    in
    List.find_map one sent

  (** A put that is pending although nothing pending can go in. What never went
      in is in the network; of what did, a copy may be. *)
  let stuck_put (s : S.t) sent (c : _ Deliveries.configuration) =
    let seen id = S.Run.seen s.run (S.Run.message s.run id) 0 c.state in
    let enabled id =
      let m = S.Run.message s.run id in
      S.Run.put_enabled m 0 c.state
    in
    let missing = List.filter (fun id -> not (List.mem id c.counts)) sent in
    let waiting = List.filter (fun id -> not (seen id)) missing in
    match waiting with
    | [] -> None
    | first :: _ -> if List.exists enabled waiting then None else Some first

  let look t (s : S.t) program met v =
    let w = v.Search.world in
    let sent = w.S.sent in
    let at c = S.place s.run c in
    if not (Hashtbl.mem met sent) then begin
      Hashtbl.add met sent ();
      List.iter
        (fun c ->
          Budget.tick ();
          if t.stuck = None then
            Option.iter
              (fun id ->
                let put = S.Run.put_name s.run id in
                let last = System.Waits { put; at = at c } in
                t.stuck <- finding program (v.Search.path () @ [ last ]))
              (stuck_put s sent c);
          if t.seen = None then
            Option.iter
              (fun why ->
                let key = List.hd (Program.keys program) in
                let last =
                  System.Look
                    {
                      key;
                      value = S.look s.run (Array.length w.S.clients) c key;
                      at = at c;
                    }
                in
                t.seen <-
                  finding program (v.Search.path () @ [ last ])
                  |> Option.map (fun f -> (why, f)))
              (seen_problem s sent c))
        (s.configurations sent)
    end;
    if t.refused = None then
      Array.iteri
        (fun client (state : S.client) ->
          match S.next_operation program w client with
          | Some (number, Program.Get key) ->
              let payload, _ = M.get_request key client state.state in
              let refuses (c : _ Deliveries.configuration) =
                List.for_all
                  (fun id ->
                    List.mem id c.counts
                    || S.Run.seen s.run (S.Run.message s.run id) 0 c.state)
                  sent
                && S.ask s.run c key payload client = None
              in
              List.find_opt refuses (s.configurations sent)
              |> Option.iter (fun c ->
                     let last =
                       System.Refused { client; number; key; at = at c }
                     in
                     t.refused <- finding program (v.Search.path () @ [ last ]))
          | _ -> ())
        w.S.clients

  let program settings t program =
    let bounds =
      Bounds.everything ~deliveries:settings.Explored.deliveries
    in
    let before = { t with guards = t.guards } in
    try
      let s = S.make bounds program in
      let met = Hashtbl.create 64 in
      let visit v =
        look_for_remote t s.system v;
        look t s program met v;
        false
      in
      ignore (Search.exists s.system visit);
      Sessions.check_alone ();
      Guards.add t.guards s.run.guards
    with Sessions.Not_alone why ->
      t.counted <- Some why;
      t.remote <- before.remote;
      t.stuck <- before.stuck;
      t.refused <- before.refused;
      t.seen <- before.seen;
      let module W = Worlds.Make (M) in
      let bounds = { bounds with replicas = settings.Explored.replicas } in
      let run, system = W.make bounds program in
      let visit v =
        look_for_remote t system v;
        false
      in
      ignore (Search.exists system visit);
      Guards.add t.guards run.guards
end

module Of_node (M : Machine.NAMED_NODE_CORE) = struct
  module N = Nodes.Make (M)

  (** A message that waits at a node although nothing that waits can go in. *)
  let stuck_put (n : N.t) w node (c : _ Deliveries.configuration) =
    let waiting =
      List.filter
        (fun id ->
          (N.message n.run id).from <> node && not (List.mem id c.counts))
        w.N.sent
    in
    match waiting with
    | [] -> None
    | first :: _ ->
        if List.exists (n.enabled node c) waiting then None else Some first

  let program settings t program =
    let deliveries = settings.Explored.deliveries in
    let n = N.make (Bounds.everything ~deliveries) program in
    let visit v =
      look_for_remote t n.system v;
      let w = v.Search.world in
      Array.iteri
        (fun node _ ->
          if t.stuck = None then
            List.find_map
              (fun c ->
                stuck_put n w node c |> Option.map (fun id -> (c, id)))
              (n.nodes_of w node)
            |> Option.iter (fun (c, id) ->
                   let last =
                     System.Waits
                       { put = N.put_name n.run id; at = System.At node }
                   in
                   t.stuck <-
                     finding program
                       (v.Search.path () @ N.received n.run node c @ [ last ])))
        w.N.nodes;
      false
    in
    ignore (Search.exists n.system visit);
    Guards.add t.guards n.run.guards
end

let add settings machine t program =
  Program.announce program;
  match machine with
  | Machine.Core (module M) ->
      let module C = Of_core (M) in
      C.program settings t program
  | Machine.Node (module M) ->
      let module C = Of_node (M) in
      C.program settings t program
