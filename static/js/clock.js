// The time, running. Not announced: it is there to be looked at.

const FORMAT = new Intl.DateTimeFormat("en-GB", { hour: "numeric", minute: "2-digit", hour12: true, timeZone: "Europe/London" });

export function runClock() {
  const tick = () => {
    const clock = document.getElementById("clock");
    if (clock) clock.textContent = FORMAT.format(new Date()).replace(/ (am|pm)/i, (_, half) => half.toLowerCase());
  };
  tick();
  setInterval(tick, 1000);
}
