(** A witness, step by step, against the machine anew: written from the model
    and sharing nothing with the exploration that found it. *)

open System

exception Differs of string

let differs format = Printf.ksprintf (fun s -> raise (Differs s)) format

let show = function None -> "a refusal" | Some v -> Printf.sprintf "value %d" v

let operation program client number =
  let all = program.Program.clients in
  if client < 0 || client >= Array.length all then
    differs "there is no client %d" client;
  if number < 0 || number >= Array.length all.(client) then
    differs "client %d has no operation %d" client number;
  all.(client).(number)

(** That the client comes to this operation now. *)
let expect program histories client number wanted =
  let done_ = Option.value (Hashtbl.find_opt histories client) ~default:0 in
  if done_ <> number then
    differs "client %d comes to its operation %d, not %d" client done_ number;
  if operation program client number <> wanted then
    differs "operation %d of client %d is another one" number client;
  Hashtbl.replace histories client (done_ + 1)

let steps_of one moves =
  let rec go index = function
    | [] -> Ok ()
    | move :: rest -> (
        match one move with
        | () -> go (index + 1) rest
        | exception Differs why ->
            Error (Printf.sprintf "step %d: %s" (index + 1) why))
  in
  go 0 moves

module Core (M : Machine.NAMED_CORE) = struct
  let run program moves =
    let histories = Hashtbl.create 8 in
    let clients = Hashtbl.create 8 in
    let stores = Hashtbl.create 8 in
    let sent = Hashtbl.create 8 in
    let replies = Hashtbl.create 8 in
    let client c =
      match Hashtbl.find_opt clients c with
      | Some s -> s
      | None -> M.client_init c
    in
    let store r =
      match Hashtbl.find_opt stores r with
      | Some s -> s
      | None -> M.replica_init r 0
    in
    let message (c, n) =
      match Hashtbl.find_opt sent (c, n) with
      | Some m -> m
      | None -> differs "client %d has not put its operation %d yet" c n
    in
    let answer key payload c r =
      if not (M.get_guard key payload c r (store r)) then None
      else begin
        let (value, answer), later = M.get key payload c r (store r) in
        Hashtbl.replace stores r later;
        Some (value, answer)
      end
    in
    let compare_values got wanted =
      if got <> wanted then
        differs "the machine says %s, the witness %s" (show got) (show wanted)
    in
    let one = function
      | Call { client = c; number; key; value; reading } ->
          expect program histories c number (Program.Put (key, value));
          let payload, later = M.put_request key value reading c (client c) in
          Hashtbl.replace clients c later;
          Hashtbl.replace sent (c, number) (key, value, payload)
      | Receive { replica; put } ->
          let key, value, payload = message put in
          if not (M.put_guard key value payload (fst put) replica (store replica))
          then differs "replica %d refuses the put" replica;
          Hashtbl.replace stores replica
            (M.put key value payload (fst put) replica (store replica))
      | Ask { client = c; number; key; value; at } ->
          let r = Witness.number_at at in
          expect program histories c number (Program.Get key);
          let payload, asking = M.get_request key c (client c) in
          let got = answer key payload c r in
          compare_values (Option.map fst got) (Some value);
          Option.iter
            (fun (value, a) ->
              Hashtbl.replace clients c (M.get_response key value a c asking))
            got
      | Reply { client = c; number; key; value; replica } -> (
          if operation program c number <> Program.Get key then
            differs "operation %d of client %d is another one" number c;
          let payload, _ = M.get_request key c (client c) in
          match answer key payload c replica with
          | Some (got, a) ->
              compare_values (Some got) (Some value);
              Hashtbl.add replies (c, number, replica, value) a
          | None -> differs "replica %d refuses the get" replica)
      | Take { client = c; number; value; replica } -> (
          match
            ( operation program c number,
              Hashtbl.find_opt replies (c, number, replica, value) )
          with
          | Program.Get key, Some a ->
              expect program histories c number (Program.Get key);
              let _, asking = M.get_request key c (client c) in
              Hashtbl.replace clients c (M.get_response key value a c asking)
          | _ -> differs "there is no such response")
      | Look { key; value; at } ->
          let passer_by = Array.length program.Program.clients in
          let payload, _ =
            M.get_request key passer_by (M.client_init passer_by)
          in
          let got = answer key payload passer_by (Witness.number_at at) in
          compare_values (Option.map fst got) value
      | Waits { put; at } ->
          let r = Witness.number_at at in
          let key, value, payload = message put in
          if M.put_guard key value payload (fst put) r (store r) then
            differs "replica %d accepts the put" r
      | Refused { client = c; number; key; at } ->
          let r = Witness.number_at at in
          if operation program c number <> Program.Get key then
            differs "operation %d of client %d is another one" number c;
          let payload, _ = M.get_request key c (client c) in
          if M.get_guard key payload c r (store r) then
            differs "replica %d answers the get" r
    in
    steps_of one moves
end

module Node (M : Machine.NAMED_NODE_CORE) = struct
  let run program moves =
    let histories = Hashtbl.create 8 in
    let nodes = Hashtbl.create 8 in
    let sent = Hashtbl.create 8 in
    let node n =
      match Hashtbl.find_opt nodes n with Some s -> s | None -> M.init 0
    in
    let message (c, n) =
      match Hashtbl.find_opt sent (c, n) with
      | Some m -> m
      | None -> differs "client %d has not put its operation %d yet" c n
    in
    let read n key wanted =
      let value, later = M.get n (node n) key in
      if Some value <> wanted then
        differs "the machine says %s, the witness %s" (show (Some value))
          (show wanted);
      later
    in
    let one = function
      | Call { client = c; number; key; value; _ } ->
          expect program histories c number (Program.Put (key, value));
          let later, payload = M.put c (node c) key value in
          Hashtbl.replace nodes c later;
          Hashtbl.replace sent (c, number) (key, value, payload)
      | Receive { replica = n; put } ->
          let key, value, payload = message put in
          if fst put = n then differs "node %d made the put itself" n;
          if not (M.guard n (node n) key value payload) then
            differs "node %d refuses the put" n;
          Hashtbl.replace nodes n (M.update n (node n) key value payload)
      | Ask { client = c; number; key; value; at } ->
          if Witness.number_at at <> c then
            differs "client %d lives at another node" c;
          expect program histories c number (Program.Get key);
          Hashtbl.replace nodes c (read c key (Some value))
      | Look { key; value; at } ->
          ignore (read (Witness.number_at at) key value)
      | Waits { put; at } ->
          let n = Witness.number_at at in
          let key, value, payload = message put in
          if M.guard n (node n) key value payload then
            differs "node %d accepts the put" n
      | Refused _ | Reply _ | Take _ -> differs "a node refuses no get"
    in
    steps_of one moves
end

let run machine program moves =
  Program.announce program;
  match machine with
  | Machine.Core (module M) ->
      let module R = Core (M) in
      R.run program moves
  | Machine.Node (module M) ->
      let module R = Node (M) in
      R.run program moves
