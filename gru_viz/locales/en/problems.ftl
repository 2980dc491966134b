# Problems of other kinds than working the equations. What stands between $ and $ is TeX.

# How much was written?

practice-mix-task = A GRU with one unit. Both states and the candidate of one timestep are known. Which value did the update gate { $z } have?
practice-mix-asks-share = What share of the old state ${ $state }$ was kept?
practice-mix-percent = { $percent } %
practice-mix-hint-renews = The update gate is the share of the way from the old state to the candidate ${ $candidate }$ that the new state has gone.
practice-mix-hint-keeps = The update gate is the share of the old state: of the way from the candidate ${ $candidate }$ to the old state, how much lies between the candidate and the new state?
practice-mix-hint-solved = Solve the mix for the gate: ${ $formula }$.
practice-mix-hint-numbers = With the numbers: ${ $formula }$.
practice-mix-solution-solved = Solve the mix for the update gate, then put the numbers in:
practice-mix-solution-renews = Here the gate says how much of the candidate is written. The old state keeps the rest, $1 - { $gate }$: { $percent } %.
practice-mix-solution-keeps = Here the gate says how much of the old state is kept: { $percent } %. The rest is the candidate’s.
practice-mix-solution-check = Put back into the mix, it gives the new state:

# Effects of a gate that stays where it is

practice-effect-constant = A GRU with one unit. At each of { $steps } timesteps the update gate is ${ $gate } = { $value }$ and the candidate is ${ $candidate }$. Before the first of them, ${ $first } = { $start }$.
practice-effect-hint-put = Put the numbers in: ${ $line }$.
practice-effect-solution-first = The first timestep:
practice-effect-solution-steps = Step by step, each from the state before it:

practice-effect-stays-task = What is ${ $last }$?
practice-effect-stays-asks = Which candidates are part of ${ $last }$?
practice-effect-stays-is-none = none of them
practice-effect-stays-is-last = only the last one
practice-effect-stays-is-all = each of them, in part
practice-effect-stays-hint = The candidate is multiplied by 0. What is the old state multiplied by?
practice-effect-stays-solution = The old state is multiplied by 1 and the candidate by 0. So each timestep copies the state, however many there are: this is how a GRU remembers.

practice-effect-replaced-task = What is ${ $last }$?
practice-effect-replaced-asks = What is left of ${ $first }$ in ${ $last }$?
practice-effect-replaced-is-none = nothing
practice-effect-replaced-is-half = half of it
practice-effect-replaced-is-all = all of it
practice-effect-replaced-hint = The old state is multiplied by 0. What is the candidate multiplied by?
practice-effect-replaced-solution = The old state is multiplied by 0 and the candidate by 1. So each timestep puts the candidate in the place of the state, and the last one counts.

practice-effect-approaches-task = What are the states after the first and after the last of these timesteps?
practice-effect-approaches-asks = Were there many more such timesteps, what would the state come close to?
practice-effect-approaches-is-start = ${ $start }$, where it began
practice-effect-approaches-is-candidate = ${ $candidate }$, the candidate
practice-effect-approaches-is-zero = $0$
practice-effect-approaches-hint = At each timestep { $share } % of the distance between state and candidate is left. Begin each timestep from the state that you have just found.
practice-effect-approaches-solution = Each timestep leaves { $share } % of the distance to the candidate ${ $candidate }$. All at once, and ever closer to the candidate:

practice-effect-forgets-task = One timestep of a GRU with one unit, in which the reset gate { $r } is exactly 0. What is the candidate?
practice-effect-forgets-asks = What does a reset gate of 0 take out of the step?
practice-effect-forgets-is-recurrent = what ${ $state }$ contributes to the candidate
practice-effect-forgets-is-input = what the input contributes to the candidate
practice-effect-forgets-is-old = the share of ${ $state }$ in the mix
practice-effect-forgets-hint = Everything that { $r } is multiplied with becomes 0. What is left inside tanh?
practice-effect-forgets-solution = With { $r } = 0 the candidate sees the input alone, as if the sequence began here. The old state is not lost by that: the mix still has it.

practice-effect-both-task = One timestep of a GRU with one unit, in which both gates are at an end of their range. What are the candidate and the new state?
practice-effect-both-asks = What of ${ $state }$ is left in the new state?
practice-effect-both-is-none = nothing
practice-effect-both-is-candidate = a part, by way of the candidate
practice-effect-both-is-all = all of it
practice-effect-both-hint = Of the two terms of the mix, only the one that { $z } lets through is left. Which one?
practice-effect-both-solution = The reset gate cuts the candidate off from the past; the update gate decides whether that candidate, or the old state, becomes the new state.

# Counting parameters

practice-parameters-task = A layer has ${ $features }$ features as input and ${ $units }$ units. How many parameters has its update gate, ${ $gate }$? How many has a whole GRU layer of this size, an LSTM layer, and a plain RNN layer?
practice-parameters-biases-none = There are no biases.
practice-parameters-biases-one = Each gate and each candidate has one bias vector; so has the RNN.
practice-parameters-biases-bracket = Each gate and each candidate has one bias vector; so has the RNN. Only the GRU’s candidate has a second one, inside the bracket that the reset gate multiplies.
practice-parameters-biases-two = Each gate and each candidate has two bias vectors, one for the input and one for the state, as in PyTorch; so has the RNN.
practice-parameters-hint-shapes = A gate has a matrix for the input, ${ $units } \times { $features }$, and one for the state, ${ $units } \times { $units }$. A bias vector has ${ $units }$ entries.
practice-parameters-hint-gate = One gate: ${ $sum }$.
practice-parameters-hint-sums = An RNN has one such sum. A GRU has { $gru }: two gates and the candidate. An LSTM has { $lstm }: three gates and the candidate.
practice-parameters-solution-gate = The matrix for the input, the matrix for the state, then the biases:
practice-parameters-solution-sums = A GRU has { $gru } such sums (reset, update, candidate), an LSTM { $lstm } (input, forget, output, candidate), an RNN only one:
practice-parameters-solution-bracket = A GRU has { $gru } such sums (reset, update, candidate) and ${ $units }$ more biases in the candidate’s bracket; an LSTM has { $lstm } (input, forget, output, candidate), an RNN only one:

# One step of backpropagation

practice-gradient-task = One timestep of a GRU with one unit is done, and its values are given, rounded to two decimals. Take the gradient ${ $state }$ of the loss $L$ back over this timestep.
practice-gradient-asks = An $a$ with an index is what goes into σ or tanh: ${ $argument }$ is the update gate’s.
practice-gradient-joined = Each matrix has one number for the old state and one for the input, in the order of the formula.
practice-gradient-hint-first = Begin with the mix. The factor of the candidate there is its derivative: ${ $line }$.
practice-gradient-hint-slopes = On the way through an activation, multiply by its slope: $1 - v^2$ for tanh and $v (1 - v)$ for σ, where $v$ is its value.
practice-gradient-hint-gate = In the mix, the update gate is a factor of both states. So their difference is its derivative: ${ $line }$.
practice-gradient-hint-branches = ${ $state }$ stands in four places: in the mix, in both gates and in the candidate. Each is a way back, and the four add up.
practice-gradient-solution-n = Through the mix to the candidate: the share of the candidate.
practice-gradient-solution-a_n = Through tanh: its slope is 1 less the square of its value.
practice-gradient-solution-a_z = Through the mix to the update gate, then through σ: its slope is its value times 1 less its value.
practice-gradient-solution-a_r = From the candidate to the reset gate: times what the reset gate multiplies (and the recurrent weight, where that stands outside), then through σ.
practice-gradient-solution-h = The ways to ${ $state }$ add up: straight through the mix, by the candidate, by the update gate, and by the reset gate. The first has no weight in it; on it a gradient lives for many steps.

# Reading a graph

practice-graph-task = The graph shows the state { $h } and the candidate { $n } of one unit, ${ $first } = 0$. The gates are not shown. Look at timestep { $at }; its values are given to three decimals.
practice-graph-same-input = The input is the same at every timestep.
practice-graph-asks = Which gate makes timestep { $at } special?
practice-graph-is-z0 = the update gate, { $z } near 0
practice-graph-is-z1 = the update gate, { $z } near 1
practice-graph-is-r0 = the reset gate, { $r } near 0
practice-graph-is-r1 = the reset gate, { $r } near 1
practice-graph-hint-update = Is ${ $after }$ nearer to ${ $before }$ or to ${ $candidate }$? Which of the two has the mix taken, and is { $z } then near 0 or near 1?
practice-graph-hint-past = The input doesn’t change, so only the past can move the candidate. At the first timestep there was no past: compare ${ $candidate }$ with the candidate there.
practice-graph-hint-numbers = For the number, solve the mix: ${ $formula }$.
practice-graph-holds-solution = ${ $after }$ has stayed close to ${ $before }$, although the candidate ${ $candidate }$ is far away: the update gate holds the old state. By this formula { $z } is near { $end } then.
practice-graph-writes-solution = ${ $after }$ has jumped to the candidate ${ $candidate }$, far away from ${ $before }$: the update gate writes. By this formula { $z } is near { $end } then.
practice-graph-resets-solution = ${ $candidate }$ is almost what the candidate was at the first timestep, when there was no past, although ${ $before }$ is not 0: { $r } is near 0. The update gate does nothing special here: it is between its ends.

# Recognising a convention

practice-convention-task = These are the formulas of some GRU, without its biases. They need not be those of your notes: look at what they do.
practice-convention-numbers = Then compute the new state ${ $state }$ with them for one unit.
practice-convention-asks-update = What is { $z } in these formulas?
practice-convention-renews = the share of the candidate: it renews
practice-convention-keeps = the share of the old state: it keeps
practice-convention-asks-reset = Where does the reset gate { $r } stand?
practice-convention-before = before the product: it multiplies the old state, then the matrix follows
practice-convention-after = after the product: it multiplies what the matrix has made of the old state
practice-convention-asks-who = Which of these computes like this?
practice-convention-hint-update = In the last formula, what is the old state ${ $state }$ multiplied by?
practice-convention-hint-reset = In the formula of the candidate, look at the brackets: is { $r } inside with the old state, or outside of the product?
practice-convention-hint-numbers = With the numbers: ${ $line }$.
practice-convention-solution-renews = { $z } is the candidate’s factor, so it renews: near 1, the old state is replaced.
practice-convention-solution-keeps = { $z } is the old state’s factor, so it keeps: near 1, the old state stays.
practice-convention-solution-before = { $r } multiplies the old state itself, before the recurrent matrix.
practice-convention-solution-after = { $r } multiplies the product of the recurrent matrix and the old state, after it is made.
practice-convention-solution-renews-before = Chung et al. (2014), colah’s blog and Ng’s course compute it this way.
practice-convention-solution-keeps-before = The revised paper of Cho et al. (2014, v3), TensorFlow 1 and the from-scratch code of Dive into Deep Learning compute it this way.
practice-convention-solution-keeps-after = The first version of the paper of Cho et al. (2014, v1), PyTorch, MXNet, Flax and today’s Keras compute it this way.
