link-not-a-choice = { $name }: “{ $value }” is not one of its values and was left out. It can be { $choices }.
link-not-whole = { $name }: “{ $value }” was left out. It takes a whole number from { $low } to { NUMBER($high, useGrouping: 0) }.
link-not-a-number = { $name }: “{ $value }” was left out. It takes a number from { $low } to { $high }.
link-not-names = { $name }: “{ $value }” was left out. It takes one or more of these, with spaces between: { $choices }.
link-not-edits = { $name }: “{ $piece }” can't be read, so no changed number was taken. Write a place and then its numbers, such as W_r.1.2 0.5 for row 1, column 2, or b_z.3 -1; no row or column goes beyond 64.
link-not-text = { $name } holds broken characters and was left out. Copy the link again.
link-too-long = { $name } is too long with { $length } characters and was left out. At most { $limit } are read.

file-too-large = This file is too large to be a saved screen. The largest takes { $limit } MB.
file-not-ours = This is not a file that was saved on this page, so it can't be opened.
file-version = This file was saved by another version of this program. Open it with that version.
