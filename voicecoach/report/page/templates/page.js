"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const audio = find("audio");
  const track = find("track");
  const rows = all(".row[data-start]");
  const playheads = all(".playhead");
  const length = track ? Number(track.dataset.length) : 0;
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;

  const clock = (second) => {
    const whole = Math.max(0, Math.floor(second));
    return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  };

  // ---- the row that is being heard, and where the playhead stands
  let current = null;
  const rowAt = (second) =>
    rows.findLast((row) => Number(row.dataset.start) <= second + 0.05) ?? null;

  const show = (second) => {
    for (const playhead of playheads) {
      playhead.hidden = false;
      playhead.style.left = `${Math.min(100, (100 * second) / length)}%`;
    }
    const row = rowAt(second);
    if (row !== current) {
      current?.classList.remove("now");
      row?.classList.add("now");
      current = row;
    }
    if (!audio) return;
    const seek = find("seek");
    seek.value = String(second);
    seek.setAttribute("aria-valuetext", `${clock(second)} of ${clock(length)}`);
    find("clock").textContent = clock(second);
  };

  const goTo = (second, row) => {
    show(second);
    if (audio) {
      audio.currentTime = second;
      audio.play().catch(() => {}); // a browser that wants a second press
    } else {
      (row ?? rowAt(second))?.scrollIntoView({ block: "center", behavior: isCalm ? "auto" : "smooth" });
    }
  };

  // ---- everything with a second
  for (const button of all("button[data-at]")) {
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      goTo(Number(button.dataset.at), button.dataset.row ? find(button.dataset.row) : null);
    });
  }
  for (const area of all(".seekable")) {
    area.addEventListener("click", (event) => {
      const box = area.getBoundingClientRect();
      goTo((length * (event.clientX - box.left)) / box.width, null);
    });
  }

  // ---- the line under a figure says what is pointed at
  for (const mark of all("[data-note]")) {
    const note = mark.closest("figure").querySelector(".note");
    const tell = () => { note.textContent = mark.dataset.note; };
    for (const name of ["pointerenter", "focus", "click"]) mark.addEventListener(name, tell);
  }

  // ---- one stop of the tab key a lane; arrows go along it
  for (const lane of all(".marks")) {
    const marks = all(".mark", lane);
    marks.forEach((mark, index) => { mark.tabIndex = index ? -1 : 0; });
    lane.addEventListener("keydown", (event) => {
      const at = marks.indexOf(document.activeElement);
      const steps = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: marks.length - 1 };
      const next = marks[steps[event.key] ?? -1];
      if (at < 0 || !next) return;
      event.preventDefault();
      for (const mark of marks) mark.tabIndex = mark === next ? 0 : -1;
      next.focus();
    });
  }

  // ---- zoom
  let zoom = track ? Number(track.dataset.zoom) : 1;
  const zoomTo = (factor) => {
    const scroll = find("scroll");
    const middle = (scroll.scrollLeft + scroll.clientWidth / 2) / track.offsetWidth;
    zoom = Math.min(16, Math.max(1, factor));
    track.style.setProperty("--zoom", String(zoom));
    scroll.scrollLeft = middle * track.offsetWidth - scroll.clientWidth / 2;
    find("said").textContent = `Timeline ${Math.round(zoom)} times as wide as the page`;
  };
  if (track) {
    all(".tools").forEach((tools) => { tools.hidden = false; });
    find("closer").addEventListener("click", () => zoomTo(zoom * 2));
    find("wider").addEventListener("click", () => zoomTo(zoom / 2));
  }

  // ---- a move and its words point at each other
  for (const row of rows) {
    for (const chip of all("[data-move]", row)) {
      const marks = all("mark[data-moves]", row)
        .filter((mark) => mark.dataset.moves.split(" ").includes(chip.dataset.move));
      const light = (isOn) => () => marks.forEach((mark) => mark.classList.toggle("lit", isOn));
      chip.addEventListener("pointerenter", light(true));
      chip.addEventListener("pointerleave", light(false));
    }
  }

  // ---- copying a command
  const copied = async (button) => {
    const code = button.parentElement.querySelector("code");
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      code.classList.add("shown");
      getSelection().selectAllChildren(code);
      return "The command is selected; copy it with your keyboard";
    }
    code.classList.add("shown");
    return "Copied";
  };
  for (const button of all("button[data-copy]")) {
    button.addEventListener("click", async () => {
      find("said").textContent = await copied(button);
    });
  }

  // ---- the player
  if (audio) {
    audio.controls = false;
    find("controls").hidden = false;
    const play = find("play");
    const seek = find("seek");
    const tell = () => {
      play.textContent = audio.paused ? "Play" : "Pause";
      play.setAttribute("aria-label", play.textContent);
      play.classList.toggle("playing", !audio.paused);
    };
    const follow = () => {
      show(audio.currentTime);
      if (!audio.paused) requestAnimationFrame(follow);
    };
    play.addEventListener("click", () => (audio.paused ? audio.play() : audio.pause()));
    seek.addEventListener("input", () => {
      audio.currentTime = Number(seek.value);
      show(Number(seek.value));
    });
    find("speed").addEventListener("change", (event) => {
      audio.playbackRate = Number(event.target.value);
    });
    for (const name of ["play", "pause", "ended"]) audio.addEventListener(name, tell);
    audio.addEventListener("play", follow);
    audio.addEventListener("error", () => {
      find("said").textContent = "The sound cannot be played here";
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") audio.pause();
    });
  }

  // ---- on paper everything is open
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open])");
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
})();
