link-not-a-choice = { $name }: “{ $value }” is not one of its values and was left out. It can be { $choices }.
link-not-whole = { $name }: “{ $value }” was left out. It takes a whole number from { $low } to { NUMBER($high, useGrouping: 0) }.
link-not-a-number = { $name }: “{ $value }” was left out. It takes a number from { $low } to { $high }.
link-not-names = { $name }: “{ $value }” was left out. It takes one or more of these, with spaces between: { $choices }.
link-not-edits = { $name }: “{ $piece }” can't be read, so no changed number was taken. Write a place and then its numbers, such as W_r.1.2 0.5 for row 1, column 2, b_z.3 -1, or x.3.1 2 for the input at t = 3; no row of a weight goes beyond 512, no column beyond 1024, no timestep beyond 512.
link-not-holds = { $name }: “{ $piece }” can't be read, so no gate is held. Write a gate, a unit or all, the first and the last timestep, and a value from 0 to 1, such as z.2.3.6 1.
link-many-holds = { $name }: { $count } held gates are too many, so none is held. The limit is { $limit }.
link-not-off = { $name }: “{ $piece }” can't be switched off, so nothing is. Write features and units such as x1 h3, no feature beyond 1024 and no unit beyond 512.
link-many-edits = { $name }: { $count } pieces are too many, so no changed number was taken. There are at most { $limit } numbers to change.
link-not-text = { $name } holds broken characters and was left out. Copy the link again.
link-too-long = { $name } is too long with { $length } characters and was left out. At most { $limit } are read.

file-too-large = This file is too large to be a saved screen. The largest takes { $limit } MB.
file-not-ours = This is not a file that was saved on this page, so it can't be opened.
file-version = This file was saved by another version of this program. Open it with that version.
