(** Moves made readable, and printed: every replica gets a number. *)

open System

(** A replica that has been given just these puts may be one that was met
    before and has been given some more since; the one that saves most. *)
let place_moves moves =
  let replicas : put_name list array ref = ref [||] in
  let rec rest_after prefix log =
    match (prefix, log) with
    | [], rest -> Some rest
    | x :: xs, y :: ys when x = y -> rest_after xs ys
    | _ -> None
  in
  let choose log =
    let best = ref None in
    Array.iteri
      (fun i held ->
        match (rest_after held log, !best) with
        | Some rest, Some (_, other) when List.length rest >= List.length other
          ->
            ()
        | Some rest, _ -> best := Some (i, rest)
        | None, _ -> ())
      !replicas;
    match !best with
    | Some found -> found
    | None ->
        replicas := Array.append !replicas [| [] |];
        (Array.length !replicas - 1, log)
  in
  let put_at place continue =
    match place with
    | At _ -> [ continue place ]
    | Having log ->
        let replica, rest = choose log in
        !replicas.(replica) <- log;
        List.map (fun put -> Receive { replica; put }) rest
        @ [ continue (At replica) ]
  in
  List.concat_map
    (function
      | Ask a -> put_at a.at (fun at -> Ask { a with at })
      | Look l -> put_at l.at (fun at -> Look { l with at })
      | Waits w -> put_at w.at (fun at -> Waits { w with at })
      | Refused r -> put_at r.at (fun at -> Refused { r with at })
      | (Call _ | Receive _ | Reply _ | Take _) as move -> [ move ])
    moves

(** An observer looks, after what has to happen at its place before. *)
let look (o : observer) key = Look { key; value = o.read key; at = o.place }

(** * In JSON *)

let number_at = function
  | At r -> r
  | Having _ -> invalid_arg "moves must be placed before they are printed"

let fields list =
  "{"
  ^ String.concat "," (List.map (fun (n, v) -> Printf.sprintf "%S:%s" n v) list)
  ^ "}"

let text s = Printf.sprintf "%S" s
let array items = "[" ^ String.concat "," items ^ "]"
let int = string_of_int
let bool = string_of_bool

let json_move move =
  let f step rest =
    fields (("step", text step) :: List.map (fun (n, v) -> (n, int v)) rest)
  in
  match move with
  | Call { client; number; key; value; reading } ->
      f "call"
        [
          ("client", client); ("number", number); ("key", key);
          ("value", value); ("reading", reading);
        ]
  | Receive { replica; put = client, number } ->
      f "receive" [ ("replica", replica); ("client", client); ("number", number) ]
  | Ask { client; number; key; value; at } ->
      f "ask"
        [
          ("client", client); ("number", number); ("key", key);
          ("value", value); ("replica", number_at at);
        ]
  | Reply { client; number; key; value; replica } ->
      f "reply"
        [
          ("client", client); ("number", number); ("key", key);
          ("value", value); ("replica", replica);
        ]
  | Take { client; number; value; replica } ->
      f "take"
        [
          ("client", client); ("number", number); ("value", value);
          ("replica", replica);
        ]
  | Waits { put = client, number; at } ->
      f "waits"
        [ ("replica", number_at at); ("client", client); ("number", number) ]
  | Refused { client; number; key; at } ->
      f "refused"
        [
          ("replica", number_at at); ("client", client); ("number", number);
          ("key", key);
        ]
  | Look { key; value; at } ->
      f "look"
        ([ ("replica", number_at at); ("key", key) ]
        @ match value with Some v -> [ ("value", v) ] | None -> [])

let json_moves moves = array (List.map json_move moves)

let json_history history =
  array
    (Array.to_list history
    |> List.map (fun values -> array (List.map int values)))
