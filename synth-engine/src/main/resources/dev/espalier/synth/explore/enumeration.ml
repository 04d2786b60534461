(** All programs up to a size, the smallest first, each once up to renaming of
    its keys and order of its clients. Every put has a value of its own.

    The order of clients matters only to a machine that asks for it. Those of
    the strong family do, between puts of equal time; but a put's time may be
    any that is later than all it knows of, so whatever order of puts such a tie
    decides comes about without a tie as well. A machine that asks for it
    elsewhere is shown each program with its clients in one order only. *)

type size = { clients : int; operations : int; keys : int }

type shape = Get of int | Put of int

(** How [total] operations may be shared by [clients], the busiest first. *)
let rec shares total clients most =
  if clients = 0 then if total = 0 then [ [] ] else []
  else
    List.init (min total most) (fun i -> i + 1)
    |> List.rev
    |> List.concat_map (fun first ->
           shares (total - first) (clients - 1) first
           |> List.map (fun rest -> first :: rest))

let rec sequences choices length =
  if length = 0 then [ [] ]
  else
    List.concat_map
      (fun x -> List.map (fun rest -> x :: rest) (sequences choices (length - 1)))
      choices

let rename_keys clients =
  let names = Hashtbl.create 4 in
  let name k =
    match Hashtbl.find_opt names k with
    | Some n -> n
    | None ->
        let n = Hashtbl.length names in
        Hashtbl.add names k n;
        n
  in
  List.map
    (List.map (function Get k -> Get (name k) | Put k -> Put (name k)))
    clients

let rec insertions x = function
  | [] -> [ [ x ] ]
  | y :: rest ->
      (x :: y :: rest) :: List.map (fun l -> y :: l) (insertions x rest)

let rec orders = function
  | [] -> [ [] ]
  | x :: rest -> List.concat_map (insertions x) (orders rest)

(** Whether it stands for all that renaming makes of it. *)
let canonical clients =
  let lengths = List.map List.length in
  List.for_all
    (fun order ->
      lengths order <> lengths clients
      || compare clients (rename_keys order) <= 0)
    (orders clients)

(** Without a get nothing is seen, and without a put there is nothing to see. *)
let worth_it clients =
  let some f = List.exists (List.exists f) clients in
  some (function Get _ -> true | Put _ -> false)
  && some (function Put _ -> true | Get _ -> false)

let program clients =
  let value = ref 0 in
  List.map
    (fun operations ->
      List.map
        (function
          | Get k -> Program.Get k
          | Put k ->
              incr value;
              Program.Put (k, !value))
        operations
      |> Array.of_list)
    clients
  |> Array.of_list |> Program.plain

(** The programs of one share: clients' operations are chosen independently. *)
let of_share keys share =
  let choices =
    List.concat_map (fun k -> [ Put k; Get k ]) (List.init keys Fun.id)
  in
  List.fold_left
    (fun programs length ->
      Seq.concat_map
        (fun before ->
          Seq.map
            (fun mine -> before @ [ mine ])
            (List.to_seq (sequences choices length)))
        programs)
    (Seq.return []) share
  |> Seq.filter (fun p -> worth_it p && canonical p)
  |> Seq.map program

(** The program with every choice of one of two labels for its values, and of
    what each client that reads cares for: both, or one of them. The first
    value has the first label: the other choices are the same, renamed. *)
let with_labels (program : Program.t) =
  let values =
    Array.to_list program.clients
    |> List.concat_map Array.to_list
    |> List.filter_map (function
         | Program.Put (_, v) -> Some v
         | Program.Get _ -> None)
  in
  let readers =
    List.init (Array.length program.clients) Fun.id
    |> List.filter (fun c ->
           Array.exists Program.is_get program.clients.(c))
  in
  let labellings =
    sequences [ 1; 2 ] (List.length values)
    |> List.filter (fun labels -> List.hd labels = 1)
  in
  let caring = sequences [ [ 1; 2 ]; [ 1 ]; [ 2 ] ] (List.length readers) in
  List.to_seq labellings
  |> Seq.concat_map (fun labels ->
         List.to_seq caring
         |> Seq.map (fun listed ->
                {
                  program with
                  labels = List.combine values labels;
                  cares =
                    List.combine readers listed
                    |> List.filter (fun (_, l) -> l <> [ 1; 2 ]);
                }))

let programs size =
  List.to_seq (List.init size.operations (fun i -> i + 1))
  |> Seq.concat_map (fun total ->
         List.to_seq (List.init size.clients (fun i -> i + 1))
         |> Seq.concat_map (fun clients ->
                List.to_seq (shares total clients total)
                |> Seq.concat_map (of_share size.keys)))
