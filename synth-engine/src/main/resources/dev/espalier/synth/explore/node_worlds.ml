(** A core in Chapar's shape in the world as the specifications write it
    (chapar/NodeWorld.v), step by step: to check nodes.ml against. *)

module Make (M : Machine.NAMED_NODE_CORE) = struct
  type transfer = { receiver : int; key : int; value : int; payload : M.message }

  type world = {
    nodes : (M.state * int list) array;  (** with the history, the last first *)
    network : (string * transfer) list;  (** a multiset, sorted by names *)
    copies : int;  (** that the network made *)
  }

  let key w =
    Marshal.to_string
      ( Array.map (fun (s, history) -> (M.name_state s, history)) w.nodes,
        List.map fst w.network,
        w.copies )
      [ Marshal.No_sharing ]
    |> Digest.string

  let send t network =
    let name =
      Printf.sprintf "%d %d %d " t.receiver t.key t.value
      ^ M.name_message t.payload
    in
    List.sort (fun (a, _) (b, _) -> compare a b) ((name, t) :: network)

  let rec without name = function
    | [] -> []
    | (other, _) :: rest when other = name -> rest
    | t :: rest -> t :: without name rest

  let make (bounds : Bounds.t) (program : Program.t) =
    let clients = List.init (Array.length program.clients) Fun.id in
    let set w node x =
      { w with nodes = Array.mapi (fun i y -> if i = node then x else y) w.nodes }
    in
    let act w node =
      let state, history = w.nodes.(node) in
      let number = List.length history in
      if number >= Array.length program.clients.(node) then []
      else
        match program.clients.(node).(number) with
        | Program.Get key ->
            let value, later = M.get node state key in
            [ ([], set w node (later, value :: history)) ]
        | Program.Put (key, value) ->
            let later, payload = M.put node state key value in
            let sent =
              List.filter (( <> ) node) clients
              |> List.fold_left
                   (fun network receiver ->
                     send { receiver; key; value; payload } network)
                   w.network
            in
            [ ([], set { w with network = sent } node (later, value :: history)) ]
    in
    let update w (name, t) =
      let state, history = w.nodes.(t.receiver) in
      if M.guard t.receiver state t.key t.value t.payload then
        let later = M.update t.receiver state t.key t.value t.payload in
        let network = without name w.network in
        [ ([], set { w with network } t.receiver (later, history)) ]
      else []
    in
    let lose w (name, _) = [ ([], { w with network = without name w.network }) ] in
    let copy w (_, t) =
      if w.copies + 1 >= bounds.deliveries then []
      else
        [ ([], { w with network = send t w.network; copies = w.copies + 1 }) ]
    in
    let next w =
      Budget.tick ();
      List.concat_map (act w) clients
      @ List.concat_map (fun t -> update w t @ lose w t @ copy w t) w.network
    in
    let nodes = List.map (fun _ -> (M.init 0, [])) clients in
    {
      System.initial =
        { nodes = Array.of_list nodes; network = []; copies = 0 };
      next;
      key;
      history = (fun w -> Array.map (fun (_, h) -> List.rev h) w.nodes);
      observers = (fun _ -> Seq.empty);
      program;
      bound = "";
    }
end
