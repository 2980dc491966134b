# The Practice page: what is said around the problems, and of the answers.

menu-practice = Practice

practice-part = What to do
practice-part-practise = Problems
practice-part-exam = Exam
practice-part-sheet = Sheet
practice-part-own = My own

practice-kind = Kind of problem
practice-kind-gate = One gate
practice-kind-candidate = The candidate
practice-kind-mix = How much was written
practice-kind-step = One whole step
practice-kind-steps = Two or three steps
practice-kind-matrices = Two units, matrices
practice-kind-graph = Reading a graph
practice-kind-effect = What a gate does
practice-kind-parameters = Counting parameters
practice-kind-gradient = One step back
practice-kind-convention = Which GRU is this?
practice-problem = Problem no.
practice-seed = Seed
practice-new = Another one
practice-decimals =
    { $decimals ->
        [0] a whole number
       *[other] { $decimals } decimals
    }
practice-table = Table of σ and tanh

# Tasks

practice-task-gate-r = Work out the reset gate ${ $symbol }$, to { $decimals } decimals: first the sum a inside σ, then σ of it.
practice-task-gate-z = Work out the update gate ${ $symbol }$, to { $decimals } decimals: first the sum a inside σ, then σ of it.
practice-task-candidate = The reset gate is given. Work out the candidate ${ $symbol }$, to { $decimals } decimals: first the sum a inside tanh, then tanh of it.
practice-task-step = Work one step to the new hidden state ${ $symbol }$, every number to { $decimals } decimals.
practice-task-steps = Work { $count } steps to the hidden state ${ $symbol }$, every number to { $decimals } decimals. The state that one step gives is where the next one begins.
practice-task-matrices = Two units and two features. Work one step to the vector ${ $symbol }$, every number to { $decimals } decimals. The index outside the brackets is the unit.

# Hints, marks

practice-hint =
    { $count ->
        [0] A hint
       *[other] Another hint ({ $count } of { $of })
    }
practice-hint-order = In this order: reset gate, update gate, candidate, mix. Put the numbers into each formula and add up inside the brackets before you apply $\sigma$ or $\tanh$.
practice-hint-one = Put the numbers into the formula, add up inside the brackets, and only then apply $\sigma$ or $\tanh$.
practice-hint-line = ${ $line }$
practice-hints-all = All { $of } hints are shown
practice-show = Show the solution
practice-hide = Hide the solution
practice-solution = Worked solution
practice-mark-right = Right.
practice-mark-follows = Right from your earlier number.
practice-mark-wrong = Not right.
practice-mark-unread = That is not a number. Write it like 0.25 or −1.5.
practice-mark-unknown = None of the usual mistakes leads to this number. Check your sums.
practice-solved = All answers are right.
practice-solved-followed = The method is right throughout. Only look again at the number where it first went wrong.
practice-so-far = { $points } of { $of } answers so far

practice-mistake-swapped = It fits if { $z } and 1 − { $z } are swapped.
practice-mistake-no_reset = It fits if the reset gate { $r } is left out.
practice-mistake-reset_place = It fits if { $r } stands in the wrong place: before the product instead of after it, or the other way round.
practice-mistake-activation = It fits if σ and tanh are mixed up.
practice-mistake-no_bias = It fits if the bias is left out.
practice-mistake-transposed = It fits if the matrix is transposed: rows taken for columns.
practice-mistake-exchanged = It fits if the weights of the input and those of the state are exchanged.
practice-mistake-rounded_early = It fits if you round too early, or to too few decimals.
practice-mistake-sign = It fits with one wrong sign.
practice-mistake-old_state = It fits if a step begins from the first state again instead of the one just found.
practice-mistake-one_bias = It fits with the wrong number of biases a gate.
practice-mistake-gate_count = It fits with the wrong number of gates.
practice-mistake-no_recurrent = It fits if the recurrent weights are left out.
practice-mistake-branch = It fits if one of the ways back to the earlier state is left out.

practice-mistake-name-swapped = { $z } and 1 − { $z } swapped
practice-mistake-name-no_reset = reset left out
practice-mistake-name-reset_place = reset in the wrong place
practice-mistake-name-activation = σ and tanh mixed up
practice-mistake-name-no_bias = bias left out
practice-mistake-name-transposed = matrix transposed
practice-mistake-name-exchanged = input and state weights exchanged
practice-mistake-name-rounded_early = rounded too early
practice-mistake-name-sign = wrong sign
practice-mistake-name-old_state = old state used again
practice-mistake-name-one_bias = number of biases
practice-mistake-name-gate_count = number of gates
practice-mistake-name-no_recurrent = recurrent weights left out
practice-mistake-name-branch = a way back left out

# Progress

practice-progress = Your progress
practice-progress-none = Nothing yet. Each problem that you answer in full counts, and each mistake that is named.
practice-progress-kind = Problems
practice-progress-right = right / tried
practice-progress-mistake = Mistakes
practice-progress-times = times
practice-progress-all = You know every kind by now. Try a mock exam.
practice-go-next = Practise: { $kind }
practice-go-remedy = Against your most frequent mistake: { $kind }
practice-progress-kept = The link keeps this. Copy it, or save a file, and go on tomorrow.
practice-progress-unread = The link's record of what you have practised can't be read at “{ $piece }”. It should look like gate.5.4 (five tried, four right) or swapped.3.
practice-progress-anew = Begin anew

# Mock exam

practice-exam-about = So many problems in so many minutes, from the easiest kind to the hardest, without hints. They are marked at the end, when you finish or when the time is over. Don't reload the page meanwhile: your answers are kept in this tab only.
practice-exam-length = Problems
practice-exam-minutes = Minutes
practice-exam-start = Begin
practice-exam-finish = Finish and mark
practice-exam-left = Time left
practice-exam-soon = Less than a minute:
practice-exam-score = { $points } of { $of } points
practice-exam-result = { $solved } of { $problems } problems fully right, in { $minutes } min { $seconds } s. A number that is right from your own earlier number earns its point.
practice-exam-points = { $points } of { $of } points
practice-exam-another = Another exam

# Sheets

practice-sheet-about = The sheet below prints with its table and, on pages of its own, the answer key. The same seed gives the same sheet anywhere: the link to it is all a colleague needs. Its language and notation are those of this page.
practice-sheet-kinds = Problems of each kind
practice-sheet-empty = Choose at least one problem.
practice-sheet-seed = A sheet in a link begins with its seed, a whole number up to { $limit }, as in “7 gate.2 step.1”; this one begins with “{ $piece }”. Another sheet is shown instead.
practice-sheet-piece = A sheet in a link names each kind once, with 1 to { $limit } problems, as in “7 gate.2 step.1”; “{ $piece }” is none of that. Another sheet is shown instead.
