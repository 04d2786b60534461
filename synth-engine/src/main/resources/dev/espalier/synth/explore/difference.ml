(** Client histories that one machine has and another has not. *)

type found = {
  program : Program.t;
  history : System.history;
  moves : System.move list;  (** of the machine that has it *)
}

type verdict =
  | Difference of found
  | Same of { programs : int; histories : int; bound : string }

(** The histories of a program, each with the way to its first world. *)
let histories settings machine bounds ~complete program =
  Explored.ask settings machine bounds program (fun (System.System system) ->
      let met = Hashtbl.create 256 in
      let order = ref [] in
      let visit v =
        let history = system.history v.Search.world in
        if
          ((not complete) || System.complete program history)
          && not (Hashtbl.mem met history)
        then begin
          Hashtbl.add met history ();
          order := (history, v.path) :: !order
        end;
        false
      in
      ignore (Search.exists system visit);
      (met, List.rev !order, system.bound))

(** Whether a machine has just this history, with more deliveries than before:
    a difference must not be one of the bound's making. *)
let has settings machine program history =
  let accept client number value =
    match List.nth_opt history.(client) number with
    | Some wanted -> wanted = value
    | None -> false
  in
  let program =
    {
      program with
      Program.clients =
        Array.mapi
          (fun c operations ->
            Array.sub operations 0 (List.length history.(c)))
          program.Program.clients;
    }
  in
  let bounds =
    {
      (Bounds.everything ~deliveries:(settings.Explored.deliveries + 1)) with
      eager = true;
      accept;
    }
  in
  Explored.ask settings machine bounds program (fun (System.System system) ->
      Search.exists system (fun v ->
          system.history v.Search.world = history))

let of_program settings ~complete has_it lacks_it program =
  let bounds =
    {
      (Bounds.everything ~deliveries:settings.Explored.deliveries) with
      eager = complete;
    }
  in
  let _, ours, bound = histories settings has_it bounds ~complete program in
  let theirs, _, _ = histories settings lacks_it bounds ~complete program in
  let length (history, _) =
    Array.fold_left (fun n h -> n + List.length h) 0 history
  in
  let difference =
    List.stable_sort (fun a b -> compare (length a) (length b)) ours
    |> List.find_opt (fun (history, _) ->
           (not (Hashtbl.mem theirs history))
           && not (has settings lacks_it program history))
  in
  match difference with
  | Some (history, path) ->
      let moves = Witness.place_moves (path ()) in
      Difference { program; history; moves }
  | None -> Same { programs = 1; histories = List.length ours; bound }

(** The first difference over programs. Of programs that come in order of size,
    only complete histories matter: an incomplete one is complete for a smaller
    program. *)
let over settings ~complete ~progress has_it lacks_it programs =
  let histories = ref 0 in
  let bound = ref "" in
  let rec go programs =
    match programs () with
    | Seq.Nil ->
        Same { programs = !progress; histories = !histories; bound = !bound }
    | Seq.Cons (program, rest) -> (
        match of_program settings ~complete has_it lacks_it program with
        | Difference _ as d -> d
        | Same s ->
            incr progress;
            histories := !histories + s.histories;
            bound := s.bound;
            go rest)
  in
  go programs
