// A number as people write it, with a true minus or a decimal comma; NaN for anything else.
function readNumber(text) {
  const plain = text.trim().replace("−", "-").replace(/^([-+]?\d*),(\d+)$/, "$1.$2");
  return plain === "" ? 0 : /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}
