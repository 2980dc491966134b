// Keeps the address bar at what is on screen. The history gets no entry for a step, so that the
// browser's Back leaves the page as it should. And tells screen readers the language.

const PAUSE = 200; // milliseconds; browsers refuse an address that changes too often
let timer = null;

function write({ query, names }) {
  const address = new URL(window.location.href);
  const others = new URLSearchParams(address.search); // not ours, such as embed=true
  names.forEach((name) => others.delete(name));
  address.search = [query, others.toString()].filter(Boolean).join("&");
  if (address.href !== window.location.href) window.history.replaceState({}, "", address);
}

export default function ({ data }) {
  document.documentElement.lang = data.lang;
  clearTimeout(timer);
  timer = setTimeout(write, PAUSE, data);
}
