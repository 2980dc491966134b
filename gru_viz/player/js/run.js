// A run of the GRU as Python computed it. Nothing here computes the model.
// The bytes are: length of the header (uint32), header (JSON), float64 arrays, little-endian.

function readRun(bytes) {
  const headerEnd = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, headerEnd)));
  const numbers = bytes.slice(headerEnd).buffer;
  const arrays = {};
  let offset = 0;
  for (const [name, rows, columns] of header.arrays) {
    arrays[name] = { columns, values: new Float64Array(numbers, offset, rows * columns) };
    offset += rows * columns * 8;
  }
  const entry = (name, row, column) => arrays[name].values[row * arrays[name].columns + column];
  return {
    ...header,
    has: (name) => name in arrays,
    isWeight: (name) => /^[WUbc]_/.test(name),
    // The value of a quantity at timestep t (1…T, for h also 0) for one unit or feature.
    at(name, t, index) {
      if (name === "h_prev") return entry("h", t - 1, index);
      return entry(name, name === "h" ? t : t - 1, index);
    },
    weight: entry,
  };
}

// The stage of a timestep at which a quantity becomes known; x and h_{t-1} are there at first.
const STAGES = ["r", "z", "n", "h"];
const STAGE_OF = { r: 1, a_r: 1, z: 2, a_z: 2, n: 3, a_n: 3, rq: 3, h: 4, kept: 4, written: 4 };
