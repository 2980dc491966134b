// A run of the GRU as Python computed it. Nothing here computes the model.
// The bytes are: length of the header (uint32), header (JSON), float64 arrays, little-endian.

function readRun(bytes) {
  const headerEnd = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, headerEnd)));
  const numbers = bytes.slice(headerEnd).buffer;
  const arrays = {};
  let offset = 0;
  for (const [name, rows, columns] of header.arrays) {
    arrays[name] = { rows, columns, values: new Float64Array(numbers, offset, rows * columns) };
    offset += rows * columns * 8;
  }
  const run = {
    ...header,
    header,
    arrays,
    has: (name) => name in run.arrays,
    isWeight: (name) => /^[WUbc]_/.test(name),
    entry(name, row, column) {
      const { columns, values } = run.arrays[name];
      return values[row * columns + column];
    },
    // The value of a quantity at timestep t (1…T, for h also 0) for one unit or feature.
    at(name, t, index) {
      if (name === "h_prev") return run.entry("h", t - 1, index);
      return run.entry(name, name === "h" || name === "ghost_h" ? t : t - 1, index);
    },
    held: (name, t, unit) => run.has(`held_${name}`) && run.at(`held_${name}`, t, unit) === 1,
    // Takes over the numbers of a run that is drawn in the same way as this one.
    update: (next) => Object.assign(run, next.header, { header: next.header, arrays: next.arrays }),
  };
  return run;
}

// The stage of a timestep at which a quantity becomes known; x and h_{t-1} are there at first.
const STAGES = ["r", "z", "n", "h"];
const STAGE_OF = { r: 1, a_r: 1, z: 2, a_z: 2, n: 3, a_n: 3, rq: 3, h: 4, kept: 4, written: 4 };

// A place is a number that can be changed, as links write it: W_r.1.2, b_z.3, h0.2, x.3.1 (t and
// feature), z.3.2 (a gate at t, of a unit). Its indices count from 1.
const placeText = (name, row, column) =>
  /^[bch]/.test(name) ? `${name}.${row + 1}` : `${name}.${row + 1}.${column + 1}`;

function readPlace(text) {
  const [name, row, column = 1] = text.split(".");
  return { name, row: row - 1, column: column - 1 };
}

const kindOf = ({ name }) => ({ x: "x", h0: "h0", r: "gate", z: "gate" })[name] ?? "weight";

function numberAt(run, text) {
  const { name, row, column } = readPlace(text);
  return name === "h0" ? run.entry("h", 0, row) : run.entry(name, row, column);
}
