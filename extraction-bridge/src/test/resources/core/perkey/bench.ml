(* Nanoseconds per operation of the natively compiled per-key core. Arguments: operation (get or put), map (mutable or
   persistent), number of keys, milliseconds to measure. The same work as PerKeyBenchmark does. *)
module P = struct
  type key = string
  type value = string
  type client = int
  type replica = int
  let key_eq_dec (a : string) b = a = b
  let value_eq_dec (a : string) b = a = b
  let client_eq_dec (a : int) b = a = b
  let replica_eq_dec (a : int) b = a = b
  let client_leb (a : int) b = a <= b
end

module type STORE = functor (K : Hashtbl.HashedType) (_ : Map.OrderedType with type t = K.t) -> sig
  type 'x map
  val empty : unit -> 'a map
  val find : K.t -> 'a map -> 'a option
  val add : K.t -> 'a -> 'a map -> 'a map
  val remove : K.t -> 'a map -> 'a map
end

(* Sound here because the core uses each state once. *)
module Mutable : STORE = functor (K : Hashtbl.HashedType) (_ : Map.OrderedType with type t = K.t) -> struct
  module H = Hashtbl.Make (K)
  type 'x map = 'x H.t
  let empty () = H.create 16
  let find k m = H.find_opt m k
  let add k x m = H.replace m k x; m
  let remove k m = H.remove m k; m
end

module Persistent : STORE = functor (K : Hashtbl.HashedType) (O : Map.OrderedType with type t = K.t) -> struct
  module S = Map.Make (O)
  type 'x map = 'x S.t
  let empty () = S.empty
  let find k m = S.find_opt k m
  let add k x m = S.add k x m
  let remove k m = S.remove k m
end

module Name = struct
  type t = string
  let equal (a : string) b = a = b
  let hash (a : string) = Hashtbl.hash a
  let compare (a : string) b = compare a b
end

module Number = struct
  type t = int
  let equal (a : int) b = a = b
  let hash (a : int) = a
  let compare (a : int) b = compare a b
end

let operation = Sys.argv.(1)
let keys = int_of_string Sys.argv.(3)
let seconds = float_of_string Sys.argv.(4) /. 1000.
let names = Array.init keys (fun i -> Printf.sprintf "key:%d" i)
let clients = 3

module Bench (S : STORE) = struct
  (* One store and one clock are made, so one empty map each is enough. *)
  module Names = S (Name) (Name)
  module M = struct
    include Names
    type 'x map = 'x Names.map
    let shared : Obj.t = Obj.repr (Names.empty ())
    let empty = Obj.magic shared
  end

  module Numbers = S (Number) (Number)
  module K = struct
    include Numbers
    type 'x map = 'x Numbers.map
    let shared : Obj.t = Obj.repr (Numbers.empty ())
    let empty = Obj.magic shared
  end

  module C = PerKey.PerKey (P) (M) (K)

  let sessions = Array.init clients C.client_init
  let node = ref (C.replica_init 0 "")
  let seed = ref 42

  let next bound =
    let x = !seed in
    let x = x lxor (x lsl 13) land 0xffffffff in
    let x = x lxor (x lsr 17) in
    let x = x lxor (x lsl 5) land 0xffffffff in
    seed := x;
    x mod bound

  let put client key =
    let p, s = C.put_request key "value" 1000 client sessions.(client) in
    sessions.(client) <- s;
    if not (C.put_guard key "value" p client 0 !node) then failwith "guard";
    node := C.put key "value" p client 0 !node

  let get client key =
    let g, s = C.get_request key client sessions.(client) in
    if not (C.get_guard key g client 0 !node) then failwith "guard";
    let (v, a), r = C.get key g client 0 !node in
    node := r;
    sessions.(client) <- C.get_response key v a client s

  let once () =
    let client = next clients in
    let key = names.(next keys) in
    if operation = "put" then put client key else get client key

  let batch n =
    let start = Unix.gettimeofday () in
    for _ = 1 to n do once () done;
    Unix.gettimeofday () -. start

  let run () =
    Array.iteri (fun i key -> put (i mod clients) key) names;
    ignore (batch 100_000);
    let rec measure count time =
      if time >= seconds then Printf.printf "%.1f\n" (time /. float_of_int count *. 1e9)
      else measure (count + 10_000) (time +. batch 10_000)
    in
    measure 0 0.
end

let () =
  if Sys.argv.(2) = "mutable" then
    let module B = Bench (Mutable) in B.run ()
  else
    let module B = Bench (Persistent) in B.run ()
