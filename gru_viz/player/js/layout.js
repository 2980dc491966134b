// How the notation lays out its matrices: a table has what it writes as one matrix, the way round
// that it has it. Places are always those of W (H, D) and U (H, H).

const isRow = (run) => run.writing.vectors !== "column"; // vectors stand left of their matrices
const isTurned = (run) => run.writing.vectors === "row"; // and so the matrices are (D, H), (H, H)

// The matrices that stand side by side as one, in the notation's order.
function blocksOf(run, name) {
  if (run.writing.products !== "joined" || !/^[WU]_/.test(name)) return [name];
  const gate = name.slice(2);
  return run.writing.first === "h" ? [`U_${gate}`, `W_${gate}`] : [`W_${gate}`, `U_${gate}`];
}

// Row and column of a place in the notation's matrix, from 0.
function standsAt(run, { name, row, column }) {
  const blocks = blocksOf(run, name);
  const before = blocks.slice(0, blocks.indexOf(name)).reduce((sum, other) => sum + run.arrays[other].columns, 0);
  return isTurned(run) ? [before + column, row] : [row, before + column];
}

// A number by its place, as a person would call it: W_r 2, 1.
function entryName(run, place) {
  const letter = typedName(run, place.name);
  return /^[bc]_/.test(place.name) ? `${letter} ${place.row + 1}` : `${letter} ${standsAt(run, place).map((i) => i + 1).join(", ")}`;
}
