menu-walkthrough = Walkthrough

walk-which = What to walk through
walk-which-example = Small example
walk-which-own = My run
walk-which-help = Small example: one unit, round numbers, three timesteps. My run: the sequence and the weights of the Gates page, as they are there.
walk-to-gates = Open the example on the Gates page
walk-what-if = What is held or switched off on the Gates page stays so here.

walk-print = Walkthrough: t = { $t } of { $T }, unit { $unit }
walk-steps = The four formulas of this timestep
walk-t = t
walk-unit = unit
walk-back = Back
walk-on = Next
walk-on-t = Next timestep
walk-done = This was the last formula of the last timestep.
walk-keys = Keys: → next, ← back, Tab to the fields, Enter to check or to show, ↑ ↓ on the slider, Esc back to the heading.
walk-unknown = not known yet

walk-title-r = Reset gate
walk-title-z = Update gate
walk-title-n = Candidate
walk-title-h = Mix

walk-about-r = How much of the old state { $h_prev_t } may the candidate { $n_t } see? 0 hides it, 1 shows all of it.
walk-about-z-renews = How much of the old state { $h_prev_t } gives way to the candidate { $n_t }? The share { $z_t } is written anew, and 1 − { $z_t } is kept.
walk-about-z-keeps = How much of the old state { $h_prev_t } stays? The share { $z_t } is kept, and 1 − { $z_t } is written anew from the candidate { $n_t }.
walk-about-n = What would the unit hold if it were overwritten now? New content from the input and from what { $r_t } lets through; tanh holds it within −1…1.
walk-about-h = Where between old state and candidate does the new state stand? { $z_t } says it, and { $h_t } goes on to the next timestep.

walk-parts = Parts
walk-part = part
walk-is = is
walk-shape = size
walk-numbers-of = for unit { $unit }
walk-numbers = { $count } numbers
walk-part-W = input weights
walk-part-U = recurrent weights
walk-part-joined = weights of both
walk-part-b = bias
walk-part-c = recurrent bias
walk-part-x = input
walk-part-before = state before
walk-part-r = reset gate
walk-part-z = update gate
walk-part-n = candidate
walk-part-h = new state

walk-worked = With numbers
walk-more = ⋯ { $count } more terms ⋯
walk-unfold = Show all terms
walk-fold = Show fewer terms
walk-held = Held on the Gates page: { $held } in the place of { $free }.
walk-needs = This formula takes values that you have not worked out yet:
walk-show-needed = Show them

walk-ask-r = First a guess, without computing: will { $r_t } be …
walk-ask-z = First a guess, without computing: will { $z_t } be …
walk-ask-n = First a guess, without computing: will { $n_t } be …
walk-ask-h = First a guess, without computing: will { $h_t } …
walk-option-shut = nearly shut (under 0.2)
walk-option-between = in between
walk-option-open = nearly open (over 0.8)
walk-option-below = negative (under −0.2)
walk-option-near = near 0
walk-option-above = positive (over 0.2)
walk-option-stays = stay nearer to { $h_prev_t }: at least half is kept
walk-option-moves = move nearer to { $n_t }: at least half is written
walk-direction-right = Good guess. Now the number:
walk-direction-wrong = Not so: the right answer is marked. Now the number:
walk-direction-is = the answer
walk-check = Check
walk-show = Show it
walk-right = Right: { $value }
walk-shown = Here it is: { $value }
walk-wrong = Not yet. Go through the sum once more, term by term, or show it.
walk-not-a-number = Type a number such as 0.5 or -1.2.

walk-ends = { $gate } near 0 and near 1
walk-ends-all = { $gate } of all units near 0 and near 1
walk-to-zero = near 0
walk-to-one = near 1

walk-end-r-before-zero = The old value of this unit hardly reaches the candidate: new content is formed as if it had never been.
walk-end-r-before-between = Part of the old value of this unit goes into the candidate.
walk-end-r-before-one = The old value of this unit goes into the candidate almost whole.
walk-end-r-after-zero = Of all that comes from the old state, hardly anything reaches the candidate: the input alone forms it.
walk-end-r-after-between = Part of what comes from the old state goes into the candidate.
walk-end-r-after-one = What comes from the old state goes into the candidate almost whole.
walk-end-n-before-zero = { $n_t } comes from the input alone, as if the sequence began here.
walk-end-n-before-between = { $n_t } comes from the input and part of the old state.
walk-end-n-before-one = { $n_t } sees all of the old state: it is what a plain RNN would compute.
walk-end-n-after-zero = { $n_t } comes from the input alone, as if the sequence began here.
walk-end-n-after-between = { $n_t } comes from the input and part of what the old state gives.
walk-end-n-after-one = { $n_t } takes all that the old state gives: it is what a plain RNN would compute.
walk-end-z-renews-zero = The gate writes almost nothing: the unit holds on to what it has, for many timesteps if need be.
walk-end-z-renews-between = Some of the old state is kept, and some of the candidate is written.
walk-end-z-renews-one = The gate writes almost everything: the unit lets go of what it had.
walk-end-z-keeps-zero = The gate keeps almost nothing: the unit lets go of what it had.
walk-end-z-keeps-between = Some of the old state is kept, and some of the candidate is written.
walk-end-z-keeps-one = The gate keeps almost everything: the unit holds on to what it has, for many timesteps if need be.
walk-end-h-renews-zero = { $h_t } stays almost where { $h_prev_t } was.
walk-end-h-renews-between = { $h_t } stands between the two.
walk-end-h-renews-one = { $h_t } lands almost on { $n_t }.
walk-end-h-keeps-zero = { $h_t } lands almost on { $n_t }.
walk-end-h-keeps-between = { $h_t } stands between the two.
walk-end-h-keeps-one = { $h_t } stays almost where { $h_prev_t } was.
