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

(** The configurations that [first] may become with puts of [sent], itself
    first, each put at most [most] times. [apply] is asked once for a named
    state and a put: [None] if the guard is false. Two ways to the same state
    with the same puts are one: what follows depends on nothing else. *)
let reachable ~apply ~name ~most ~sent first =
  let met = Hashtbl.create 64 in
  let queue = Queue.create () in
  let all = ref [] in
  let add c =
    if not (Hashtbl.mem met (c.name, c.counts)) then begin
      Hashtbl.add met (c.name, c.counts) ();
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
