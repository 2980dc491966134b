// Keeps the address bar at what is on screen. The history gets no entry for a step, so that the
// browser's Back leaves the page as it should. And tells screen readers the language.

export default function ({ data }) {
  document.documentElement.lang = data.lang;
  const address = new URL(window.location.href);
  const others = new URLSearchParams(address.search); // not ours, such as embed=true
  data.names.forEach((name) => others.delete(name));
  address.search = [data.query, others.toString()].filter(Boolean).join("&");
  if (address.href !== window.location.href) window.history.replaceState({}, "", address);
}
