(** Whether a machine allows the outcome of a litmus test. *)

open System

(** What is seen when all clients are done. *)
type seen =
  | Nothing_more
  | Somewhere of (int * int) list
      (** some replica, then or earlier, answers so for these keys at once *)
  | Settled of (int * int) list  (** the same, and it has got every put *)
  | Diverging of int
      (** two replicas that have got every put differ in this key *)

type test = {
  program : Program.t;
  reads : (int * int * int) list;  (** client, number, value *)
  seen : seen;
}

type verdict =
  | Allowed of move list
  | Forbidden of { bound : string }

let accept test client number value =
  List.for_all
    (fun (c, n, v) -> c <> client || n <> number || v = value)
    test.reads

let shows pairs (o : observer) =
  List.for_all (fun (key, value) -> o.read key = Some value) pairs

let looks o keys = o.before @ List.map (Witness.look o) keys

(** Both may be at the same time: what one node may become is not two nodes. *)
let apart (a : observer) (b : observer) =
  match (a.place, b.place) with At x, At y -> x <> y | _ -> true

(** The last moves of the witness, if the world has the outcome. *)
let outcome test system world =
  let first_of condition pairs =
    Seq.filter condition (system.observers world) |> fun found ->
    match found () with
    | Seq.Nil -> None
    | Seq.Cons (o, _) -> Some (looks o (List.map fst pairs))
  in
  match test.seen with
  | Nothing_more -> Some []
  | Somewhere pairs -> first_of (shows pairs) pairs
  | Settled pairs -> first_of (fun o -> o.settled && shows pairs o) pairs
  | Diverging key ->
      let settled =
        Seq.filter
          (fun o -> o.settled && o.read key <> None)
          (system.observers world)
        |> List.of_seq
      in
      let differs o other = apart o other && other.read key <> o.read key in
      List.find_map
        (fun o ->
          List.find_opt (differs o) settled
          |> Option.map (fun other -> looks o [ key ] @ looks other [ key ]))
        settled

let run settings machine test =
  let bounds =
    {
      (Bounds.everything ~deliveries:settings.Explored.deliveries) with
      eager = true;
      accept = accept test;
    }
  in
  Explored.ask settings machine bounds test.program (fun (System system) ->
      let witness = ref None in
      let visit v =
        complete test.program (system.history v.Search.world)
        &&
        match outcome test system v.world with
        | None -> false
        | Some last ->
            witness := Some (Witness.place_moves (v.path () @ last));
            true
      in
      if Search.exists system visit then Allowed (Option.get !witness)
      else Forbidden { bound = system.bound })
