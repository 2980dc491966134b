# Worked steps on paper. What stands in { } is TeX or a number; no other special characters.

export-title = A GRU, worked step by step
export-exact = Everything is computed in full precision; computed values are shown with { $decimals } decimals.
export-rounded = Computed as on paper: every product, every sum, σ, tanh and 1 − { $z } is rounded half up to { $decimals } decimals before the calculation goes on.
export-row = For one unit, a matrix stands for that unit's row, and a vector for that unit's entry.
export-column = For one unit, a matrix stands for that unit's column, and a vector for that unit's entry.
export-onehot = The input is one-hot: at each timestep only the token's own feature is 1, so a single weight is left of each product with { $x }.
export-some-held = Some gates are held at a value; where they are, it is said.
export-formulas = Formulas
export-sequence = Sequence
export-weights = Initial state and weights
export-weights-left-out = The weights are { NUMBER($count) } numbers; more than { NUMBER($limit) } are left out here. The steps below have those that they use, and the data export has all.
export-step = t = { $t }, unit { $unit }
export-held = Held: { $held } in the place of { $free }.

export-too-long =
    These steps would have { NUMBER($count) } terms; at most { NUMBER($limit) } are written. Choose fewer units or timesteps: { $units ->
        [one] with this unit
       *[other] with these { $units } units
    }, at most { $timesteps ->
        [one] 1 timestep fits
       *[other] { $timesteps } timesteps fit
    }.
export-code-too-large = These numbers are so large that a short program would overflow, so there is no code for them. Make the weights, the input or the initial state smaller.

# Comments in the exported code. Letters are names of variables there.

code-what = Runs a GRU over a sequence and prints, for each timestep, { $r } (reset gate), { $z } (update gate), { $n } (candidate) and { $h } (hidden state) of every unit.
code-names = The names stand for: { $names }
code-needs = Needs: { $package }
code-input = The sequence, one row per timestep
code-initial = The hidden state before the first timestep
code-weights = One { $per ->
        [row] row
       *[column] column
    } per unit: { $inputs } for the input, { $recurrent } for the previous hidden state
code-joined = { $matrices }: one { $per ->
        [row] row
       *[column] column
    } per unit, in which the first { $count ->
        [one] weight is
       *[other] { $count } weights are
    } for { $first ->
        [h] the previous hidden state and the rest for the input
       *[x] the input and the rest for the previous hidden state
    }
code-biases = Biases: { $biases }
code-biases-two = Biases: { $biases } of the input’s products, { $recurrent } of the hidden state’s
code-bias-after = { $c_n } is the candidate's bias that the reset gate multiplies
code-held = Gates held at a value: timestep, then unit and value
code-show = As on the page: a tie is rounded up
code-rounded = As on paper: half up to { $decimals } decimals, after every operation
code-overflow = e to a large power is infinite here, and σ then 0, as it should be
code-library = torch.nn.GRU is this GRU: it computes { $h }, and the equations below give its gates
code-negated = The update gate of torch.nn.GRU keeps the old state where { $z } renews it, so the weights of { $z } go in negated: σ(−a) = 1 − σ(a)
