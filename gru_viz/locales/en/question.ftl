# A problem of the learner's own: numbers typed or pasted, the worked solution.

question-long = This text has { NUMBER($count) } characters, and the limit is { NUMBER($limit) }. Paste the numbers of the question alone.
question-empty = There is nothing here yet. Write the numbers of the question, such as { $x } = 1, 0.5 and { $W_n } = 1.2.
question-outside = “{ $shown }” stands before the first name. Begin with a name and its numbers, such as { $x } = 1, 0.5.
question-no-value = Nothing stands after { $matrix }. Write its numbers there, such as { $matrix } = 0.5.
question-not-numbers = After { $matrix } stands “{ $shown }”, which can't be read as numbers. Write a number, a list such as [0.5, 1], or a matrix such as [[1, 2], [3, 4]].
question-several = After { $matrix } stands more than one matrix. Give each a name of its own.
question-not-finite = One of the numbers of { $matrix } is infinite or not a number at all. Write a finite one, such as 0.5.
question-unknown = “{ $name }” is not a name in the chosen notation. It has these: { $names }. Rename it, or choose the notation of your question.
question-computed = “{ $name }” is what the steps lead to, so its value isn't read. Leave it out, or put a ? as its value.
question-twice = { $name } is given twice. Leave one of them out.
question-large = This question has { $H } units and { $D } features, and the limit is { $limit } of each. Take fewer, or open the weights on the Trained weights page.
question-timesteps = More than { $limit } timesteps are too many to be worked here. Take fewer.
question-square = { $name } is { $shape }, and must be square: a row and a column for each unit.
question-vector = { $name } is { $shape }, and must be a single row or column: a number for each unit.
question-length =
    { $name } has { $count ->
        [one] one number
       *[other] { $count } numbers
    }, and there { $H ->
        [one] is one unit
       *[other] are { $H } units
    }. Give it a number for each unit.
question-shape = { $name } is { $shape } (rows × columns), and { $expected } would fit: units { $H }, features { $D }.
question-no-input = The input is missing. Write { $name } = and its numbers, such as { $name } = 1, 0.5.
question-input = { $name } is { $shape }, and a timestep has { $D ->
        [one] one number
       *[other] { $D } numbers
    }. Write a row for each timestep.
question-input-at = { $name } has { $count ->
        [one] one number
       *[other] { $count } numbers
    }, and a timestep has { $D }. Give it a number for each feature.
question-input-gap = { $name } is missing, though there is a later one. Give the input of every timestep.
question-input-from = Timesteps count from 1 here: call the first input { $name }_1.
question-known-range = { $name } must be from 0 to 1, as every gate is.
question-known-time = { $name } belongs to no timestep: the input has { $T ->
        [one] one
       *[other] { $T }
    }. Number it from 1 to { $T }.
question-known-shape = { $name } is { $shape }. Give one number, or one for each unit ({ $H }), or a row for each timestep ({ $T }).
question-no-candidate = The candidate { $n } has no weights. Give at least one of { $names }.
question-no-gate = Nothing is given of the gate { $gate }. Give its weights ({ $names }) or its value, such as { $gate } = 1.
question-zero = Not given, so counted as 0: { $names }.
question-zero-known = { $gate } is given, so there is no need of { $names }: counted as 0.
question-start = { $name } isn't given, so it counts as 0.

question-about = Type or paste the numbers of an exam question, each after its name. The worked solution comes out in full precision and rounded at each step, so you can see where a last digit comes from.
question-text = The numbers, in the letters of: { $notation }
question-help = A name and its numbers to a line, or several with commas between them. Matrices as [[1, 2], [3, 4]], [1 2; 3 4], rows from a spreadsheet, Python, or LaTeX. The input is { $x } (a row for each timestep) or { $x }_1, { $x }_2; the state before it { $h }_0. If the question gives a gate, write { $r } = 1 or { $z } = 0.5. Choose the notation in the sidebar.
question-solve = Work it out
question-example = Fill in an example
question-gates = Open on the Gates page
question-worked-how = Worked below
question-exact = Full precision
question-rounded = Rounded at each step
question-given = What is given
question-values = Results
question-worked = Step by step
question-agree = Both ways give the same digits.
question-differ = Rounding on the way changes { $names }. Give the digits that your question's rule leads to.
