(** A core with one program: its messages by number, and each answer of it
    remembered, since the same question is asked in many worlds. *)

module Make (M : Machine.NAMED_CORE) = struct
  type message = {
    client : int;
    number : int;
    key : int;
    value : int;
    payload : M.put_payload;
  }

  type t = {
    messages : (int, message) Hashtbl.t;
    numbers : (string, int) Hashtbl.t;
    applied : (string * int, (M.replica_state * string) option) Hashtbl.t;
    guards : Guards.t;
  }

  let create () =
    {
      messages = Hashtbl.create 64;
      numbers = Hashtbl.create 64;
      applied = Hashtbl.create 1024;
      guards = Guards.create ();
    }

  let message run id = Hashtbl.find run.messages id

  let put_name run id =
    let m = message run id in
    (m.client, m.number)

  let number_of run m =
    let name =
      Printf.sprintf "%d %d %d %d " m.client m.number m.key m.value
      ^ M.name_put m.payload
    in
    match Hashtbl.find_opt run.numbers name with
    | Some id -> id
    | None ->
        let id = Hashtbl.length run.numbers in
        Hashtbl.add run.numbers name id;
        Hashtbl.add run.messages id m;
        id

  type call = {
    message_id : int;
    later : M.client_state;  (** its client's state after *)
    later_name : string;
    shown : int;  (** the least reading that does it *)
  }

  (** A client puts: what comes of it at each of these readings of the clock, in
      ascending order, once for readings that make no difference. *)
  let put_calls run ~readings ~client ~number ~key ~value state =
    let met = Hashtbl.create 8 in
    let order = ref [] in
    List.iter
      (fun reading ->
        let payload, later = M.put_request key value reading client state in
        let message_id =
          number_of run { client; number; key; value; payload }
        in
        let later_name = M.name_client later in
        let kind = (message_id, later_name) in
        if not (Hashtbl.mem met kind) then begin
          Hashtbl.add met kind ();
          order := { message_id; later; later_name; shown = reading } :: !order
        end)
      readings;
    List.rev !order

  let seen _ m replica state =
    M.put_seen m.key m.value m.payload m.client replica state

  let put_enabled m replica state =
    M.put_guard m.key m.value m.payload m.client replica state

  (** The replica after the put, if its guard is true. All replicas are asked
      as the same one: see sessions.ml. *)
  let apply run (c : M.replica_state Deliveries.configuration) id =
    let compute () =
      Budget.tick ();
      let m = message run id in
      if put_enabled m 0 c.state then
        let state = M.put m.key m.value m.payload m.client 0 c.state in
        Some (state, M.name_replica state)
      else None
    in
    let answer =
      match Hashtbl.find_opt run.applied (c.name, id) with
      | Some answer -> answer
      | None ->
          let answer = compute () in
          Hashtbl.add run.applied (c.name, id) answer;
          answer
    in
    Guards.put run.guards ~again:(List.mem id c.counts) (Option.is_some answer);
    Option.map fst answer
end
