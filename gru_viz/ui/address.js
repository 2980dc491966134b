// Keeps the address bar at what is on screen. The history gets no entry for a step, so that the
// browser's Back leaves the page as it should.

export default function ({ data }) {
  const address = new URL(window.location.href);
  address.search = data.query;
  if (address.href !== window.location.href) window.history.replaceState({}, "", address);
}
