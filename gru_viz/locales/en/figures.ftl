# Letters are markup of the plots; in what ends in -alt they are plain.

figure-x = input
figure-r = reset gate
figure-z = update gate
figure-n = candidate hidden state
figure-h = hidden state
figure-kept = kept
figure-written = written

figure-mix = { $h } of unit { $unit } = { $kept } + { $written }
figure-gates = { $r } and { $z } of unit { $unit }
figure-moved = How far each { $h } has moved
figure-sorted = Units by how far their { $h } moves, the furthest at the top.
figure-sorted-alt = The units are sorted by how far their { $h } moves, the furthest at the top: unit { $most } moves most.
figure-untouched = before the change
figure-held = held
figure-save = Save this plot as { $format }
figure-memory = How much of each earlier state is still directly in { $h }
figure-memory-note = The direct path only; effects through { $r }, { $z } and { $n } are left out.

figure-hover-input =
    { $feature } = { $value }
    t = { $when }
figure-hover-unit =
    { $symbol } = { $value }
    unit { $unit }, t = { $when }
figure-hover-moved =
    { $symbol } = { $now }
    untouched { $was }, moved { $by }
    unit { $unit }, t = { $when }
figure-hover-mix =
    unit { $unit }, t = { $when }
    kept { $kept }
    + written { $written }
    = { $h } { $sum }
figure-hover-initial =
    Of { $initial }, { $share } is left,
    which adds { $contribution } to { $state }
figure-hover-memory =
    Of what t = { $when } wrote, { $share } is left,
    which adds { $contribution } to { $state }

figure-gates-alt =
    Heatmaps of the input, reset gate { $r }, update gate { $z }, candidate { $n } and hidden state { $h } over { $steps ->
        [one] 1 timestep
       *[other] { $steps } timesteps
    } for { $units ->
        [one] 1 unit
       *[other] { $units } units
    }.
    In unit { $unit }, { $z } is highest at t = { $highest_t } ({ $highest_z }) and lowest at t = { $lowest_t } ({ $lowest_z }); { $h } stays between { $lowest_h } and { $highest_h }.
figure-unit-alt =
    Unit { $unit } at t = { $t }: { $kept } kept and { $written } written make { $h } = { $sum }.
    Of the initial state, { $first } is still directly in it; of everything written since t = { $since }, at least { $little }.
figure-held-alt =
    Gates are held: { $r } at { $held_r ->
        [one] 1 place
       *[other] { $held_r } places
    }, { $z } at { $held_z ->
        [one] 1 place
       *[other] { $held_z } places
    } (a place is one unit at one timestep).
figure-held-unit-alt = { $gate } is held at t = { $steps }.
figure-moved-alt =
    Against the untouched run, { $h } moved furthest in unit { $unit } at t = { $t }: from { $was } to { $now }, by { $by }.
figure-unmoved-alt = No { $h } has moved from the untouched run.
