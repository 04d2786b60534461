(** A core with any number of replicas, explored without keeping any.

    A replica changes only by puts that are delivered to it, unless a get
    changes it; replicas never talk to each other; and the network may keep a
    message from a replica for ever. So where gets change nothing and the
    machine does not ask which replica it runs at, each get may as well be
    answered by a replica of its own, which has been given any of the puts sent
    so far, in any order that its guards allow. Every run of the model with any
    number of replicas has the client histories of such a run, and the other
    way round, with as many replicas as there are gets. The two conditions are
    watched, whichever method it is that asks: [Not_alone] says that one does
    not hold, and worlds.ml explores the model as it is written.

    A get's request and response need no steps of their own: its client is
    blocked in between, so both might as well happen when it is answered. Lost
    messages need none either, since a run may end without them.

    Every put may read any time from 0 to n - 1, for n puts, whatever others
    read: two clients may read the same time, and one client an earlier time
    than before. A machine that takes the later of the reading and what it knows
    of, and then the next time, can so be led to stamp its puts in any order
    that it could stamp them in, ties among them: give each put its place in
    that order as its reading. *)

exception Not_alone of string

(** To be called before an answer is believed, and after a method was called.
    @raise Not_alone if replicas were compared. *)
let check_alone () =
  if !Instance.replica_was_compared then
    raise (Not_alone "the machine compares replicas")

(** What a method gave, if it compared no replicas. *)
let watched answer =
  check_alone ();
  answer

module Make (M : Machine.NAMED_CORE) = struct
  module Run = Core_run.Make (M)

  type client = {
    history : int list;  (** the last first *)
    state : M.client_state;
    name : string;  (** of the state *)
  }

  type world = { clients : client array; sent : int list }

  let key w =
    Marshal.to_string
      (Array.map (fun c -> (c.history, c.name)) w.clients, w.sent)
      [ Marshal.No_sharing ]
    |> Digest.string

  let history w = Array.map (fun c -> List.rev c.history) w.clients

  let initial program =
    {
      clients =
        Array.init (Array.length program.Program.clients) (fun c ->
            let state = M.client_init c in
            { history = []; state; name = M.name_client state });
      sent = [];
    }

  let replace clients c x =
    Array.mapi (fun i old -> if i = c then x else old) clients

  (** The client's next operation, with its number. *)
  let next_operation program w c =
    let operations = program.Program.clients.(c) in
    let number = List.length w.clients.(c).history in
    if number < Array.length operations then Some (number, operations.(number))
    else None

  type t = {
    run : Run.t;
    configurations :
      int list -> M.replica_state Deliveries.configuration list;
        (** what a replica may be, given what was sent *)
    answers :
      int list -> int -> M.get_payload -> int ->
      (int * M.answer_payload * System.place) list;
        (** key, request, client: what may be answered, and by whom *)
    system : world System.t;
  }

  let remember table question compute =
    match Hashtbl.find_opt table question with
    | Some answer -> answer
    | None ->
        let answer = compute () in
        Hashtbl.add table question answer;
        answer

  let place run (c : _ Deliveries.configuration) =
    System.Having (List.rev_map (Run.put_name run) c.applied)

  let ask run (c : _ Deliveries.configuration) key payload client =
    Budget.tick ();
    let enabled = M.get_guard key payload client 0 c.state in
    Guards.get run.Run.guards enabled;
    check_alone ();
    if not enabled then None
    else
      let (value, answer), later = M.get key payload client 0 c.state in
      if later != c.state && M.name_replica later <> c.name then
        raise (Not_alone "a get changes the replica");
      Some (value, answer)

  (** What a passer-by, who has a name but no past, reads there. *)
  let look run passer_by c key =
    let payload, _ =
      M.get_request key passer_by (M.client_init passer_by)
    in
    Option.map fst (ask run c key payload passer_by)

  let make (bounds : Bounds.t) (program : Program.t) =
    Instance.replica_was_compared := false;
    let run = Run.create () in
    let first =
      let state = M.replica_init 0 0 in
      Deliveries.start state (M.name_replica state)
    in
    let met_configurations = Hashtbl.create 64 in
    let configurations sent =
      remember met_configurations sent (fun () ->
          Deliveries.reachable ~apply:(Run.apply run) ~name:M.name_replica
            ~most:bounds.deliveries ~sent first)
    in
    let met_answers = Hashtbl.create 256 in
    let answers sent key payload client =
      remember met_answers (sent, key, M.name_get payload, client) (fun () ->
          let met = Hashtbl.create 8 in
          List.filter_map
            (fun c ->
              match ask run c key payload client with
              | None -> None
              | Some (value, answer) ->
                  let name = (value, M.name_answer answer) in
                  if Hashtbl.mem met name then None
                  else begin
                    Hashtbl.add met name ();
                    Some (value, answer, place run c)
                  end)
            (configurations sent))
    in
    let readings = List.init (Program.puts program) Fun.id in
    let puts w c number key value =
      Run.put_calls run ~readings ~client:c ~number ~key ~value
        w.clients.(c).state
      |> watched
      |> List.map (fun (call : Run.call) ->
             let client =
               {
                 history = value :: w.clients.(c).history;
                 state = call.later;
                 name = call.later_name;
               }
             in
             let reading = call.shown in
             ( [ System.Call { client = c; number; key; value; reading } ],
               {
                 clients = replace w.clients c client;
                 sent = Deliveries.insert call.message_id w.sent;
               } ))
    in
    let gets w c number key =
      let payload, asking =
        watched (M.get_request key c w.clients.(c).state)
      in
      answers w.sent key payload c
      |> List.filter_map (fun (value, answer, at) ->
             if not (bounds.accept c number value) then None
             else
               let state =
                 watched (M.get_response key value answer c asking)
               in
               let client =
                 {
                   history = value :: w.clients.(c).history;
                   state;
                   name = M.name_client state;
                 }
               in
               Some
                 ( [ System.Ask { client = c; number; key; value; at } ],
                   { w with clients = replace w.clients c client } ))
    in
    let of_client w c =
      match next_operation program w c with
      | None -> []
      | Some (number, Program.Put (key, value)) -> puts w c number key value
      | Some (number, Program.Get key) -> gets w c number key
    in
    let all_clients = List.init (Array.length program.clients) Fun.id in
    let next w =
      let about_to_put c =
        match next_operation program w c with
        | Some (_, Program.Put _) -> true
        | _ -> false
      in
      match List.find_opt about_to_put all_clients with
      | Some c when bounds.eager -> of_client w c
      | _ -> List.concat_map (of_client w) all_clients
    in
    let passer_by = Array.length program.clients in
    let observers w =
      let apply = Run.apply run in
      List.to_seq (configurations w.sent)
      |> Seq.map (fun c ->
             {
               System.place = place run c;
               settled = Deliveries.settled ~apply ~sent:w.sent c;
               read = look run passer_by c;
               before = [];
             })
    in
    let bound =
      Printf.sprintf
        "any number of replicas, each given a put at most %d times, clock \
         readings 0 to n-1 for n puts, which two clients may share"
        bounds.deliveries
    in
    let system =
      {
        System.initial = initial program;
        next;
        key;
        history;
        observers;
        program;
        bound;
      }
    in
    { run; configurations; answers; system }
end
