(** Breadth-first search of a system's worlds, each met once: what is found
    first is reached by the fewest moves. *)

type 'world visit = {
  world : 'world;
  path : unit -> System.move list;  (** from the initial world *)
}

(** Visits every world until [visit] answers true; whether it did. The order is
    fixed by the order of [next].
    @raise Budget.Exceeded *)
let exists (system : 'world System.t) (visit : 'world visit -> bool) =
  let met = Hashtbl.create 1024 in
  let queue = Queue.create () in
  let add world backwards =
    let key = system.key world in
    if not (Hashtbl.mem met key) then begin
      Hashtbl.add met key ();
      Budget.state ();
      Queue.add (world, backwards) queue
    end
  in
  add system.initial [];
  let found = ref false in
  while (not !found) && not (Queue.is_empty queue) do
    let world, backwards = Queue.pop queue in
    let path () = List.concat (List.rev backwards) in
    if visit { world; path } then found := true
    else
      List.iter
        (fun (moves, later) -> add later (moves :: backwards))
        (system.next world)
  done;
  !found
