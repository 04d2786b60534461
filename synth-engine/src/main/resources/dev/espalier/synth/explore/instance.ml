(** What a machine is instantiated with: keys, values, clients and replicas are
    small numbers, and value 0 is the initial one. Labels are those of the
    program that is being explored, so they are set before each one. *)

(** Whether a machine ever asked which replica it runs at: one that does not
    may be explored without counting replicas (see sessions.ml). *)
let replica_was_compared = ref false

(** How many of each there are: a program's, and a passer-by among the clients. *)
let keys = ref 0

let clients = ref 0
let values = ref 0

module Parameters = struct
  type key = int
  type value = int
  type client = int
  type replica = int

  let key_eq_dec (a : int) b = a = b
  let value_eq_dec (a : int) b = a = b
  let client_eq_dec (a : int) b = a = b

  let replica_eq_dec (a : int) b =
    replica_was_compared := true;
    a = b

  let client_leb (a : int) b = a <= b
end

(** Label 0 is that of every value without one, and every client cares for it. *)
let label_of_value : (int, int) Hashtbl.t = Hashtbl.create 16

(** The labels that a client cares for; a client that is not listed cares for
    every label. *)
let labels_of_client : (int, int list) Hashtbl.t = Hashtbl.create 16

module Labels = struct
  type label = int

  let label_eq_dec (a : int) b = a = b

  let label_of value =
    Option.value (Hashtbl.find_opt label_of_value value) ~default:0

  let cares client label =
    label = 0
    ||
    match Hashtbl.find_opt labels_of_client client with
    | None -> true
    | Some labels -> List.mem label labels
end

(** The map of a core that leaves its map open: the keys in their order, so that
    equal maps are equal values. *)
module Map = struct
  type 'a map = (int * 'a) list

  let empty = []
  let find key (map : 'a map) = List.assoc_opt key map
  let remove key (map : 'a map) = List.remove_assoc key map

  let rec add key x (map : 'a map) =
    match map with
    | (other, _) :: rest when other = key -> (key, x) :: rest
    | ((other, _) as entry) :: rest when other < key ->
        entry :: add key x rest
    | rest -> (key, x) :: rest
end
