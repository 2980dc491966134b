// Counts down, and tells Python once when the time is over. It goes by the clock: a tab in the
// background is called too seldom to count.

export default function ({ data, parentElement, setTriggerValue }) {
  const shown = parentElement.querySelector("p");
  clearInterval(shown.timer);
  const end = Date.now() + 1000 * data.seconds;
  const show = () => {
    const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    const digits = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    shown.textContent = `${left > 60 ? data.left : data.soon} ${digits}`;
    shown.classList.toggle("soon", left <= 60);
    if (left) return;
    clearInterval(shown.timer);
    document.activeElement?.blur(); // what is being typed counts: Streamlit takes it on leaving
    setTimeout(() => setTriggerValue("over", true), 100);
  };
  shown.timer = setInterval(show, 250);
  show();
  return () => clearInterval(shown.timer);
}
