# What the arrays of a weight file mean, and weights from one notation into another.

layout-none = There are no weights of a GRU of at most { $limit } units here. PyTorch calls them weight_ih_l0 and weight_hh_l0, Keras kernel and recurrent_kernel; matrices may also be named as in a formula, W_r, U_r and so on.
layout-unknown-names =
    No GRU of at most { $limit } units can be made out by these names: “{ $names }”{ $more ->
        [0] .
       *[other] { " " }and { NUMBER($more) } more.
    } PyTorch calls its weights weight_ih_l0 and weight_hh_l0, Keras kernel and recurrent_kernel; matrices may also be named as in a formula, W_r, U_r and so on, or all have no name.
layout-twice = “{ $array }” is here twice under nearly the same name, and only one of them can be meant. Save or paste each array once.
layout-missing = The array “{ $array }” is missing. Save or paste the whole layer, with all of its weights and biases or with none of the biases.
layout-shape =
    “{ $array }” is { $shape }, which doesn't fit the other weights: for { $units ->
        [one] { $units } unit
       *[other] { $units } units
    } it has to be { $expected }.
layout-names = “{ $name }” has arrays that don't belong together in any known layout. Save it as its library does, or paste its matrices.
layout-not-finite = “{ $array }” has NaN or infinity in row { $row }, column { $column }. Weights are finite numbers; was the training cut off?
layout-units = “{ $name }” has { NUMBER($count) } units, and the limit is { $limit }. Choose a smaller layer.
layout-features = “{ $name }” takes { NUMBER($count) } features at each timestep, and the limit is { $limit }. Choose a layer with a smaller input.
layout-many-layers = “{ $name }” has { $count } layers, and the limit is { $limit }. Save its first layers alone.
layout-many-numbers =
    These weights are { NUMBER($count) } numbers of { $bits } bits, and the limit is { NUMBER($limit) } of them. { $bits ->
        [64] Save them as float32, of which twice as many fit, or save fewer of the layers.
       *[other] Save fewer of the layers.
    }
layout-missing-layer = Layer { $layer } of “{ $name }” is missing, but a layer above it is there. Save the whole model.
layout-layer-width =
    Layer { $layer } of “{ $name }” takes { $features ->
        [one] { $features } feature
       *[other] { $features } features
    }, but there are { $expected } below it. Both directions take the same, and a layer takes as many as all directions of the one below it have units.
layout-mixed = The layers of “{ $name }” are stored in different layouts. Save each layer by itself.
layout-lstm = “{ $array }” has the four gates of an LSTM, and a GRU has three parts: r, z and the candidate. Open the weights of a GRU.
layout-rnn = “{ $array }” belongs to a plain RNN, which has no gates. Open the weights of a GRU.
layout-projection = “{ $name }” has a projection (weight_hr), which is part of an LSTM with proj_size. A GRU has none.
layout-activation = “{ $name }” uses { $activation } where this GRU has { $expected }, so its numbers would come out differently here. Only sigmoid for the gates and tanh for the candidate can be shown.
layout-clip = “{ $name }” clips what goes into its gates, and this GRU doesn't. Export the model without clip.
layout-direction = “{ $name }” reads in a direction that ONNX doesn't know. It can be forward, reverse or bidirectional.
layout-directions =
    “{ $array }” is stored for { $count ->
        [one] { $count } direction
       *[other] { $count } directions
    }, but the layer has { $expected }.
layout-not-this = The arrays of “{ $name }” are not in this layout. Choose one of those that are offered.
layout-no-such-layer =
    There is no layer { $layer } in this direction: these weights have { $count ->
        [one] { $count } layer
       *[other] { $count } layers
    }. Choose one from the list.
layout-text = The weights in this link or file are damaged, or more than { NUMBER($limit) } numbers (half as many where they take 64 bits each). Open the weight file itself again.

layout-note-activations = The file doesn't say which functions the layer uses. Sigmoid and tanh are taken for granted, as they are the library's own.
layout-note-starts = The file holds a first state for each of several sequences. That of the first one is taken.
layout-note-order = Matrices of the same shape are taken in the order in which they stand.

convert-negated = { $weights } are negated, so { $z } becomes 1 − { $z }.
convert-merged = { $bias } becomes { $bias } + { $other }, rounded once.
convert-reset = There is no conversion: with the reset before the product, the reset gate belongs to the columns of the candidate’s recurrent matrix; after it, to its rows. So in general no weights with as many units compute the same. They do where no bias stands inside the reset’s bracket and there is a single unit, or that matrix is diagonal, or units that it connects have the same weights for the reset gate.
convert-inner-bias = There is no conversion: { $bias } stands inside the bracket that the reset multiplies, and with the reset before the product there is no such place. Make { $bias } 0.
convert-no-inner-bias = There is no conversion: { $bias } stands inside the bracket that the reset multiplies, and the other formula has no bias there. Make { $bias } 0.
convert-no-biases = There is no conversion: the other formula has no biases, and { $biases } would be lost. Make them 0, or choose a formula with biases.

agree-one-unit = One unit: the products are of single numbers, so it makes no difference which comes first.
agree-diagonal = The recurrent matrix of the candidate is diagonal: each unit remembers only itself, through its own reset gate.
agree-tied = Units that the recurrent matrix of the candidate connects have the same weights for the reset gate, so the same value stands before the product and after it.
agree-first-step = The first timestep from a state of 0: there is nothing yet for the reset gate to multiply.
agree-open-reset = The reset gate is 1 everywhere: nothing is multiplied away, wherever it stands.

write-rounded = This format has float32 only, so the weights are rounded to it: no number changes by more than { $largest }.
write-too-large = A weight is larger than float32 can hold ({ $limit }), and this format has nothing else. Save as safetensors or .npz.

code-own-sequence =
    A sequence of 5 timesteps, { $features ->
        [one] { $features } feature
       *[other] { $features } features
    } in each; put your own in its place
