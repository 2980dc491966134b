# The Backpropagation page. What stands between $ and $ is TeX.

backprop-gradients = What to look at
backprop-gradients-steps = Step by step
backprop-gradients-reach = How far it reaches
backprop-run = Which run
backprop-run-example = Small example
backprop-run-write = { $z } writes everything
backprop-run-keep = { $z } keeps everything
backprop-run-reset = { $r } is shut
backprop-run-saturated = Saturated gates
backprop-run-own = My run
backprop-to-gates = Open on the Gates page

backprop-look-own = Over all timesteps and units, the gradient goes back by: direct { $share_kept }, candidate { $share_by_n }, update gate { $share_by_z }, reset gate { $share_by_r }. The largest ∂L/∂{ $h } of any unit is { $arrives } at the last timestep and { $leaves } at timestep 0.
backprop-look-step = At t = { $t }, over all units: direct branch { $share_kept }, candidate { $share_by_n }, update gate { $share_by_z }, reset gate { $share_by_r }.
backprop-look-write = { $z } writes everything: at no timestep is more than { $most_kept } of { $h } kept. So the direct branch carries { $share_kept } of all that goes back, and the candidate’s { $share_by_n }.
backprop-look-keep = { $z } keeps everything: at each timestep at least { $least_kept } of { $h } is kept. So the direct branch carries { $share_kept } of all that goes back, straight through, and no gradient at { $n } goes beyond ±{ $most_written }.
backprop-look-reset = { $r } is shut: it is at most { $most_r }. So the candidate’s branch, which has to pass { $r }, carries { $share_by_n } of all that goes back, and the reset gate’s { $share_by_r }. The direct branch carries { $share_kept }, the update gate’s { $share_by_z }.
backprop-look-saturated = Everything is at its end, so the slopes are near 0: { $z } (1 − { $z }) is at most { $slope_z }, { $r } (1 − { $r }) at most { $slope_r }, 1 − { $n }² at most { $slope_n }. The largest gradient at a state is { $most_h }. No weight’s is beyond ±{ $weights }, at most { $weights_share } of it: hardly anything is learned.
backprop-percent = { $percent } %
backprop-percent-less = less than { $percent } %
backprop-percent-more = more than { $percent } %
backprop-look-nothing = The loss has no gradient here, so nothing goes back.
backprop-what-if = What is held or switched off on the Gates page stays so here.
backprop-unrounded = Rounding at each step is left out here: what is rounded has no derivative.

backprop-loss-heading = Loss
backprop-loss-at = At which timesteps
backprop-loss-at-last = the last
backprop-loss-at-every = every one
backprop-loss-unit = Of which units
backprop-loss-unit-all = all units
backprop-loss-unit-one = unit { $unit } alone
backprop-loss = Which loss
backprop-loss-squared = squared
backprop-loss-given = gradient
backprop-target = Target y
backprop-delta = Gradient d
backprop-numbers-help = One number for all units, or one for each: 0.5, −0.2
backprop-loss-says-squared = The loss’s own gradient at a state is the distance to the target: { $gradient }.
backprop-loss-says-given = The loss’s own gradient at a state is what was given: { $gradient }.

backprop-loss-not-a-number = “{ $piece }” is no number. The loss takes numbers such as 0.5 or −0.2, one for all units or one for each.
backprop-loss-large = { $piece } is too large for the loss. It takes numbers from −{ NUMBER($limit) } to { NUMBER($limit) }.
backprop-loss-count =
    The loss has { $count ->
        [0] no number
        [one] 1 number
       *[other] { $count } numbers
    }, and there { $units ->
        [one] is 1 unit. Give one number.
       *[other] are { $units } units. Give one number for all of them, or { $units } numbers.
    }
backprop-loss-kept = Until then, the last loss that could be read is shown.
backprop-overflow = The gradient grows beyond the largest number that a computer holds, so it can’t be shown. Make the weights, the sequence or the loss smaller.

backprop-weights = Weight gradients, built up so far
backprop-weights-about = Sum over t = { $t } … { $T }: each timestep back adds its share. One scale for the whole way.
backprop-weights-about-last = The share of t = { $t }, the first that the way back comes to. One scale for the whole way.
backprop-weights-faint = So far all of them are nearly 0 on this scale.
backprop-figure-alt = The gradients at the weights, summed over t = { $t } … { $T }.
backprop-figure-alt-last = The gradients at the weights, the share of t = { $t } alone.
backprop-figure-alt-gate = The number of this gate that is farthest from 0 is { $value }, in { $matrix }, row { $row }, column { $column }.
backprop-figure-hover =
    ∂L/∂{ $matrix }, row { $row }, column { $column }
    built up: { $value }
    of this, t = { $t }: { $step }

backprop-check = Check by finite differences
backprop-check-all =
    { $count ->
        [one] The only number is
       *[other] All { NUMBER($count) } numbers are
    } moved a little up and down, the loss is computed anew each time, and what it changes by is compared with the gradient.
backprop-check-some = Of { NUMBER($count) } numbers the { NUMBER($checked) } with the largest gradients are moved a little up and down, the loss is computed anew each time, and what it changes by is compared with the gradient.
backprop-check-none = This run is too large to be checked here: each of the { NUMBER($count) } numbers would take two runs. The exported code checks some of each matrix.
backprop-check-largest = Largest difference: { $by }, at { $place }: { $backward } going back, { $differences } by differences. That is { $share } times the largest gradient.
backprop-check-exact = There is no difference, at none of them.
backprop-check-agrees = The two agree.
backprop-check-finer = The two agree. The usual step is too coarse for this run, so the differences that were apart were taken with one { NUMBER($times) } times finer.
backprop-check-coarse = The differences can’t measure the gradient here: they change with the step, or rounding leaves too few digits of them. So they say nothing for or against it.
backprop-check-differs = The two don’t agree: with finer steps the differences settle, and not at the gradient.
backprop-check-table = The check, matrix by matrix
backprop-check-column-matrix = gradient
backprop-check-column-checked = checked
backprop-check-column-by = largest difference
backprop-check-column-place = where
backprop-check-column-backward = going back
backprop-check-column-differences = by differences

backprop-sum-last-all = The sum goes over all units at the last timestep.
backprop-sum-last-one = The sum has unit { $unit } alone, at the last timestep.
backprop-sum-every-all = The sum goes over all timesteps and all units.
backprop-sum-every-one = The sum goes over all timesteps, of unit { $unit } alone.

# Worked steps on paper. What stands in { } is TeX or a number; no other special characters.

backprop-export-loss = The loss
backprop-export-formulas = Formulas of the way back
backprop-export-bar = The bar is followed by the branch through which this part of the gradient comes. An $a$ with an index is what goes into $\sigma$ or $\tanh$. Nothing comes from after the last timestep.
backprop-export-step = Back: t = { $t }, unit { $unit }
backprop-export-held = { $gate } is held, so nothing goes back through what would have made it.
backprop-export-weights = Gradients at the weights

# Comments in the exported code.

backprop-code-what-differences = Takes the gradient of a loss back through a GRU, prints the gradients at the weights and at the first state, and checks them by finite differences.
backprop-code-what-autograd = Takes the gradient of a loss back through a GRU, prints the gradients at the weights and at the first state, and checks them by PyTorch’s autograd.
backprop-code-counts = The loss: from which timestep on, and which units count
backprop-code-squared = The target of each unit: L = ½ Σ (h − y)²
backprop-code-given = The given gradient of each unit: L = Σ d h
