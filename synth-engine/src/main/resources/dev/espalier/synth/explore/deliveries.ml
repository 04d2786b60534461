(** What one replica may have become, given the puts that were sent: one
    configuration for every order in which its guard lets them in. *)

type 'state configuration = {
  state : 'state;
  name : string;  (** of the state *)
  counts : int list;  (** the puts that went in, sorted, as often as they did *)
  applied : int list;  (** the same in order, the last first *)
}

let start state name = { state; name; counts = []; applied = [] }

let rec insert (x : int) = function
  | y :: rest when y < x -> y :: insert x rest
  | rest -> x :: rest

let count (x : int) list =
  List.fold_left (fun n y -> if x = y then n + 1 else n) 0 list

(** Both sorted: every put of [a] is in [b] at least as often. *)
let rec within (a : int list) (b : int list) =
  match (a, b) with
  | [], _ -> true
  | x :: xs, y :: ys when x = y -> within xs ys
  | x :: _, y :: ys when y < x -> within a ys
  | _ -> false

(** The configurations that [first] may become with puts of [sent], itself
    first, each put at most [most] times. [apply] gives the state after a put,
    [None] if the guard is false.

    What follows depends on nothing but the state and how often each put may
    still come. So one that is in a state that was met, with the same puts in
    and none of them less often, can do nothing new; and the search goes from
    few deliveries to many. *)
let reachable ~apply ~name ~most ~sent first =
  let met = Hashtbl.create 64 in
  let queue = Queue.create () in
  let all = ref [] in
  let add c =
    let kind = (c.name, List.sort_uniq compare c.counts) in
    let known = Option.value (Hashtbl.find_opt met kind) ~default:[] in
    if not (List.exists (fun counts -> within counts c.counts) known) then begin
      Hashtbl.replace met kind (c.counts :: known);
      Budget.state ();
      all := c :: !all;
      Queue.add c queue
    end
  in
  add first;
  while not (Queue.is_empty queue) do
    let c = Queue.pop queue in
    List.iter
      (fun put ->
        if count put c.counts < most then
          match apply c put with
          | None -> ()
          | Some state ->
              add
                {
                  state;
                  name = name state;
                  counts = insert put c.counts;
                  applied = put :: c.applied;
                })
      sent
  done;
  List.rev !all

(** Nothing of [sent] that never went in could go in now. *)
let settled ~apply ~sent c =
  List.for_all (fun put -> List.mem put c.counts || apply c put = None) sent
