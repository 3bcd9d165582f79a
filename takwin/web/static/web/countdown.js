// Counts down beside the end of a quiz that has a limit. The end itself stands in the page, so nothing is lost without scripts.
// `data-ends` is the end in milliseconds since 1970, `data-now` the server's clock when the page was made: the device's may be wrong.

for (const shown of document.querySelectorAll("[data-ends]")) {
  const drift = Date.now() - Number(shown.dataset.now);
  const tick = () => {
    const left = Math.max(0, Math.round((Number(shown.dataset.ends) + drift - Date.now()) / 1000));
    shown.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (left > 0) setTimeout(tick, 1000);
  };
  tick();
}
