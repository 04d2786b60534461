(** A core in Chapar's shape: client i lives at node i, and one more node has no
    client. Its gets and puts are done at once; a put's message goes to every
    other node, where the network may deliver it more than once, or never. What
    a node receives concerns nobody but itself, so it is received just before the
    next operation of its client. *)

module Make (M : Machine.NAMED_NODE_CORE) = struct
  type message = {
    from : int;
    number : int;
    key : int;
    value : int;
    payload : M.message;
  }

  type node = {
    history : int list;  (** the last first *)
    at : M.state Deliveries.configuration;
  }

  type world = { nodes : node array; sent : int list }

  type run = {
    messages : (int, message) Hashtbl.t;
    numbers : (string, int) Hashtbl.t;
    guards : Guards.t;
  }

  type t = {
    run : run;
    nodes_of : world -> int -> M.state Deliveries.configuration list;
        (** what a node may become before its client does anything more *)
    enabled : int -> M.state Deliveries.configuration -> int -> bool;
    system : world System.t;
  }

  let key w =
    Marshal.to_string
      ( Array.map (fun n -> (n.history, n.at.Deliveries.name, n.at.counts)) w.nodes,
        w.sent )
      [ Marshal.No_sharing ]
    |> Digest.string

  let message run id = Hashtbl.find run.messages id

  let put_name run id =
    let m = message run id in
    (m.from, m.number)

  let number_of run m =
    let name =
      Printf.sprintf "%d %d %d %d " m.from m.number m.key m.value
      ^ M.name_message m.payload
    in
    match Hashtbl.find_opt run.numbers name with
    | Some id -> id
    | None ->
        let id = Hashtbl.length run.numbers in
        Hashtbl.add run.numbers name id;
        Hashtbl.add run.messages id m;
        id

  let enabled run node (c : _ Deliveries.configuration) id =
    let m = message run id in
    m.from <> node && M.guard node c.state m.key m.value m.payload

  let apply run node (c : _ Deliveries.configuration) id =
    let m = message run id in
    if m.from = node then None
    else begin
      Budget.tick ();
      let answer = M.guard node c.state m.key m.value m.payload in
      Guards.put run.guards ~again:(List.mem id c.counts) answer;
      if answer then Some (M.update node c.state m.key m.value m.payload)
      else None
    end

  let received run node (c : _ Deliveries.configuration) =
    List.rev_map
      (fun id -> System.Receive { replica = node; put = put_name run id })
      c.applied

  let make (bounds : Bounds.t) (program : Program.t) =
    let run =
      {
        messages = Hashtbl.create 64;
        numbers = Hashtbl.create 64;
        guards = Guards.create ();
      }
    in
    let clients = Array.length program.clients in
    let nodes_of w node =
      Deliveries.reachable ~apply:(apply run node) ~name:M.name_state
        ~most:bounds.deliveries ~sent:w.sent
        { (w.nodes.(node).at) with applied = [] }
    in
    let update w node (c : _ Deliveries.configuration) value state =
      let at = { c with state; name = M.name_state state; applied = [] } in
      let changed = { history = value :: w.nodes.(node).history; at } in
      Array.mapi (fun i n -> if i = node then changed else n) w.nodes
    in
    let act w node number operation (c : _ Deliveries.configuration) =
      match operation with
      | Program.Put (key, value) ->
          let state, payload = M.put node c.state key value in
          let id = number_of run { from = node; number; key; value; payload } in
          Some
            ( received run node c
              @ [ System.Call { client = node; number; key; value; reading = 0 } ],
              {
                nodes = update w node c value state;
                sent = Deliveries.insert id w.sent;
              } )
      | Program.Get key ->
          let value, state = M.get node c.state key in
          Guards.get run.guards true;
          if not (bounds.accept node number value) then None
          else
            Some
              ( received run node c
                @ [
                    System.Ask
                      { client = node; number; key; value; at = At node };
                  ],
                { w with nodes = update w node c value state } )
    in
    let of_client w node =
      let operations = program.clients.(node) in
      let number = List.length w.nodes.(node).history in
      if number >= Array.length operations then []
      else
        List.filter_map
          (act w node number operations.(number))
          (nodes_of w node)
    in
    let observers w =
      Seq.concat_map
        (fun node ->
          List.to_seq (nodes_of w node)
          |> Seq.map (fun (c : _ Deliveries.configuration) ->
                 {
                   System.place = At node;
                   settled =
                     Deliveries.settled ~apply:(apply run node) ~sent:w.sent c;
                   read = (fun key -> Some (fst (M.get node c.state key)));
                   before = received run node c;
                 }))
        (List.to_seq (List.init (clients + 1) Fun.id))
    in
    let state = M.init 0 in
    let fresh =
      { history = []; at = Deliveries.start state (M.name_state state) }
    in
    let system =
      {
        System.initial = { nodes = Array.make (clients + 1) fresh; sent = [] };
        next =
          (fun w -> List.concat_map (of_client w) (List.init clients Fun.id));
        key;
        history =
          (fun w ->
            Array.init clients (fun c -> List.rev w.nodes.(c).history));
        observers;
        program;
        bound =
          Printf.sprintf
            "a node for every client and one more, each given a put at most %d \
             times"
            bounds.deliveries;
      }
    in
    { run; nodes_of; enabled = enabled run; system }
end
