(* Integers without bounds, where the file uses Zarith. *)
let () =
  Espalier_driver.big_of_string := (fun digits -> Obj.repr (Z.of_string digits));
  Espalier_driver.big_to_string := (fun value -> Z.to_string (Obj.obj value))
