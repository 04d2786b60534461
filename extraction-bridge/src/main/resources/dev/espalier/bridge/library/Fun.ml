let id x = x
let const x _ = x
let flip f x y = f y x
let negate p x = not (p x)
