# Weights from a file: in, and out again.

given-missing = These weights came from a file, and the link doesn't hold them. Open the file again on the page Trained weights, or choose other weights.
given-features =
    These weights take { $expected ->
        [one] { $expected } feature
       *[other] { $expected } features
    } at each timestep, and the sequence has { $features }. Enter a sequence with { $expected ->
        [one] { $expected } number
       *[other] { $expected } numbers
    } on each line, or try the weights on random numbers.
given-try = Try random numbers

trained-in = Weights in
trained-how = Where they are
trained-how-file = a file
trained-how-text = pasted text
trained-file = A weight file of your own
trained-safe = The file is only read: nothing in it is run, nothing outside it is opened, and it is forgotten with your visit.
trained-formats = safetensors, .npz, Keras (.keras, .weights.h5), ONNX; up to 64 MB. For a .pt file you get the two lines that turn it into safetensors.
trained-text = Matrices, one below the other
trained-text-help = From a spreadsheet, as NumPy prints them, as JSON or as a LaTeX bmatrix; a name such as W_r = before each, if they have names.
trained-which = This file holds { $count } GRUs. Which one?
trained-size =
    { $units ->
        [one] 1 unit
       *[other] { $units } units
    }, { $features ->
        [one] 1 feature
       *[other] { $features } features
    }, { $layers ->
        [one] 1 layer
       *[other] { $layers } layers
    }
trained-recognised = Recognised: { $layout }. { $what }
trained-ask = { $what }. How its weights are laid out isn't written there, and the wrong layout would give other numbers without any warning. Where are they from?
trained-layout = Layout
trained-layout-choose = Choose where they are from
trained-own-own-renews-before = z renews, reset before
trained-own-own-renews-after = z renews, reset after
trained-own-own-keeps-before = z keeps, reset before
trained-own-own-keeps-after = z keeps, reset after
trained-own-kr_exam-plain = W for x, U for h; u renews, reset before
trained-layers = Layer and direction
trained-layer =
    Layer { $layer }, { $direction }: { $units ->
        [one] 1 unit
       *[other] { $units } units
    }, { $features ->
        [one] 1 feature
       *[other] { $features } features
    }
trained-use = Use these weights
trained-map = Which rows and columns are which gate
trained-place =
    rows { $first_row }–{ $last_row }{ $last_column ->
        [1] { "" }
       *[other] , columns { $first_column }–{ $last_column }
    }

trained-out = Weights out
trained-out-about =
    The weights on the page GRU gates, with what was changed in them: { $units ->
        [one] 1 unit
       *[other] { $units } units
    }, { $features ->
        [one] 1 feature
       *[other] { $features } features
    }.
trained-format = File
trained-download = Save { $name }
trained-code = Code that loads them

given-other-formula = These weights were made for another formula ({ $notation }) and are read with this one as they stand, so the outputs are not those of their model. The page Conventions converts them.
