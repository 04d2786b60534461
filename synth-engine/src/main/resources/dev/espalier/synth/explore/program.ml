(** What the clients do: one list of operations a client. *)

type operation =
  | Get of int  (** key *)
  | Put of int * int  (** key, value *)

type t = {
  clients : operation array array;
  labels : (int * int) list;  (** of values *)
  cares : (int * int list) list;  (** of clients; others care for all *)
}

let plain clients = { clients; labels = []; cares = [] }

let count wanted program =
  Array.fold_left
    (Array.fold_left (fun n o -> if wanted o then n + 1 else n))
    0 program.clients

let is_put = function Put _ -> true | Get _ -> false
let is_get = function Get _ -> true | Put _ -> false
let puts = count is_put
let gets = count is_get
let operations = count (fun _ -> true)
let key_of = function Get k | Put (k, _) -> k

(** The keys that it names, in order. *)
let keys program =
  Array.to_list program.clients
  |> List.concat_map (fun p -> List.map key_of (Array.to_list p))
  |> List.sort_uniq compare

let value_of = function Get _ -> 0 | Put (_, v) -> v

(** To be called before a machine runs it. *)
let announce program =
  let largest f =
    Array.fold_left
      (Array.fold_left (fun n o -> max n (f o)))
      0 program.clients
  in
  Instance.keys := 1 + largest key_of;
  Instance.values := 1 + largest value_of;
  Instance.clients := 1 + Array.length program.clients;
  Hashtbl.reset Instance.label_of_value;
  Hashtbl.reset Instance.labels_of_client;
  List.iter (fun (v, l) -> Hashtbl.replace Instance.label_of_value v l)
    program.labels;
  List.iter (fun (c, l) -> Hashtbl.replace Instance.labels_of_client c l)
    program.cares
