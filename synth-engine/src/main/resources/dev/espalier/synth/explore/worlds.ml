(** A core in the world as the specifications write it (framework/World.v): a
    fixed number of replicas, a network of messages that are delivered, lost or
    copied one by one, and requests and responses as steps of their own. Slow,
    and nothing clever: for machines that sessions.ml must leave alone, and to
    check sessions.ml against. *)

module Make (M : Machine.NAMED_CORE) = struct
  module Run = Core_run.Make (M)

  type client = {
    history : int list;
    state : M.client_state;
    name : string;
    waiting : bool;
  }

  type store = { held : M.replica_state; called : string; counts : int list }

  type message =
    | Get_request of {
        replica : int;
        from : int;
        number : int;
        key : int;
        payload : M.get_payload;
        name : string;
      }
    | Put_request of { replica : int; id : int }
    | Response of {
        client : int;
        number : int;
        key : int;
        value : int;
        answer : M.answer_payload;
        name : string;
        replica : int;
      }

  let name_message = function
    | Get_request { replica; from; number; _ } ->
        Printf.sprintf "g %d %d %d" replica from number
    | Put_request { replica; id } -> Printf.sprintf "p %d %d" replica id
    | Response { client; number; value; name; replica; _ } ->
        Printf.sprintf "r %d %d %d %d %s" client number value replica name

  (** Messages with what they are called, sorted by it: a multiset. [copied]
      names the messages that the network copied. *)
  type world = {
    clients : client array;
    stores : store array;
    network : (string * message) list;
    copied : string list;
  }

  let key w =
    Marshal.to_string
      ( Array.map (fun c -> (c.history, c.name, c.waiting)) w.clients,
        Array.map (fun s -> (s.called, s.counts)) w.stores,
        List.map fst w.network,
        w.copied )
      [ Marshal.No_sharing ]
    |> Digest.string

  let send message network =
    let name = name_message message in
    let rec place = function
      | (other, m) :: rest when other < name -> (other, m) :: place rest
      | rest -> (name, message) :: rest
    in
    place network

  let rec without name = function
    | [] -> []
    | (other, _) :: rest when other = name -> rest
    | m :: rest -> m :: without name rest

  let set array i x = Array.mapi (fun j y -> if i = j then x else y) array

  let make ?(loses = false) (bounds : Bounds.t) (program : Program.t) =
    let run = Run.create () in
    let readings = List.init (Program.puts program) Fun.id in
    let replicas = List.init bounds.replicas Fun.id in
    let broadcast message network =
      List.fold_left (fun n r -> send (message r) n) network replicas
    in
    let request w c =
      let client = w.clients.(c) in
      let operations = program.clients.(c) in
      let number = List.length client.history in
      if client.waiting || number >= Array.length operations then []
      else
        match operations.(number) with
        | Program.Get key ->
            let payload, state = M.get_request key c client.state in
            let name = M.name_client state in
            let asking = { client with state; name; waiting = true } in
            let message replica =
              Get_request
                {
                  replica;
                  from = c;
                  number;
                  key;
                  payload;
                  name = M.name_get payload;
                }
            in
            [
              ( [],
                {
                  w with
                  clients = set w.clients c asking;
                  network = broadcast message w.network;
                } );
            ]
        | Program.Put (key, value) ->
            Run.put_calls run ~readings ~client:c ~number ~key ~value
              client.state
            |> List.map (fun (call : Run.call) ->
                   let later =
                     {
                       client with
                       history = value :: client.history;
                       state = call.later;
                       name = call.later_name;
                     }
                   in
                   let reading = call.shown in
                   let id = call.message_id in
                   ( [ System.Call { client = c; number; key; value; reading } ],
                     {
                       w with
                       clients = set w.clients c later;
                       network =
                         broadcast
                           (fun replica -> Put_request { replica; id })
                           w.network;
                     } ))
    in
    let enabled store replica id =
      let answer = Run.put_enabled (Run.message run id) replica store.held in
      Guards.put run.guards ~again:(List.mem id store.counts) answer;
      answer
    in
    let deliver w (name, message) =
      let network = without name w.network in
      match message with
      | Put_request { replica; id } ->
          let store = w.stores.(replica) in
          if not (enabled store replica id) then []
          else
            let m = Run.message run id in
            let held =
              M.put m.key m.value m.payload m.client replica store.held
            in
            let later =
              {
                held;
                called = M.name_replica held;
                counts = Deliveries.insert id store.counts;
              }
            in
            [
              ( [ System.Receive { replica; put = Run.put_name run id } ],
                { w with stores = set w.stores replica later; network } );
            ]
      | Get_request { replica; from; number; key; payload; _ } ->
          let store = w.stores.(replica) in
          let answer = M.get_guard key payload from replica store.held in
          Guards.get run.guards answer;
          if not answer then []
          else
            let (value, answer), held =
              M.get key payload from replica store.held
            in
            let response =
              Response
                {
                  client = from;
                  number;
                  key;
                  value;
                  answer;
                  name = M.name_answer answer;
                  replica;
                }
            in
            let later = { store with held; called = M.name_replica held } in
            [
              ( [ System.Reply { client = from; number; key; value; replica } ],
                {
                  w with
                  stores = set w.stores replica later;
                  network = send response network;
                } );
            ]
      | Response { client = c; number; key; value; answer; replica; _ } ->
          let client = w.clients.(c) in
          if
            (not client.waiting)
            || List.length client.history <> number
            || not (bounds.accept c number value)
          then []
          else
            let state = M.get_response key value answer c client.state in
            let later =
              {
                history = value :: client.history;
                state;
                name = M.name_client state;
                waiting = false;
              }
            in
            [
              ( [ System.Take { client = c; number; value; replica } ],
                { w with clients = set w.clients c later; network } );
            ]
    in
    let copy w (name, message) =
      if List.length w.copied + 1 >= bounds.deliveries then []
      else
        [
          ( [],
            {
              w with
              network = send message w.network;
              copied = List.sort compare (name :: w.copied);
            } );
        ]
    in
    let lose w (name, _) =
      if loses then [ ([], { w with network = without name w.network }) ]
      else []
    in
    let rec distinct = function
      | (a, _) :: ((b, _) :: _ as rest) when a = b -> distinct rest
      | m :: rest -> m :: distinct rest
      | [] -> []
    in
    let next w =
      let messages = distinct w.network in
      List.concat_map (request w)
        (List.init (Array.length program.clients) Fun.id)
      @ List.concat_map
          (fun m ->
            Budget.tick ();
            deliver w m @ copy w m @ lose w m)
          messages
    in
    let observer w replica =
      let store = w.stores.(replica) in
      let passer_by = Array.length program.clients in
      let read key =
        let payload, _ =
          M.get_request key passer_by (M.client_init passer_by)
        in
        if M.get_guard key payload passer_by replica store.held then
          let (value, _), _ = M.get key payload passer_by replica store.held in
          Some value
        else None
      in
      let waits = function
        | _, Put_request { replica = r; id } ->
            r = replica
            && (not (List.mem id store.counts))
            && enabled store replica id
        | _ -> false
      in
      {
        System.place = At replica;
        settled = not (List.exists waits w.network);
        read;
        before = [];
      }
    in
    let system =
      {
        System.initial =
          {
            clients =
              Array.init (Array.length program.clients) (fun c ->
                  let state = M.client_init c in
                  let name = M.name_client state in
                  { history = []; state; name; waiting = false });
            stores =
              Array.init bounds.replicas (fun r ->
                  let held = M.replica_init r 0 in
                  { held; called = M.name_replica held; counts = [] });
            network = [];
            copied = [];
          };
        next;
        key;
        history =
          (fun w -> Array.map (fun c -> List.rev c.history) w.clients);
        observers =
          (fun w -> Seq.map (observer w) (List.to_seq replicas));
        program;
        bound =
          Printf.sprintf
            "%d replicas, at most %d copies by the network, clock readings 0 \
             to n-1 for n puts, which two clients may share"
            bounds.replicas
            (bounds.deliveries - 1);
      }
    in
    (run, system)
end
