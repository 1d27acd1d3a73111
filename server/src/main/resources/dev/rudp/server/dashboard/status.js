// The status page: polls the server's figures and pictures of the world while it is looked at.

import { WorldCanvas } from "/world.js";

const PICTURE_EVERY_MS = 150;
const FIGURES_EVERY_MS = 1000;
const RETRY_MS = 2000;
const HISTORY_SECONDS = 120;

const world = new WorldCanvas(document.getElementById("world"));
const history = [];

async function json(path) {
  const response = await fetch(path, { cache: "no-store" });
  if (!response.ok) {
    throw new Error(`${path}: ${response.status}`);
  }
  return response.json();
}

function showState(state, text) {
  const element = document.getElementById("state");
  if (element.dataset.state !== state) {
    element.dataset.state = state;
    element.textContent = text;
  }
}

// Runs a task again and again, never twice at once, and not while nobody looks.
async function poll(task, everyMs) {
  for (;;) {
    let waitMs = everyMs;
    if (!document.hidden) {
      try {
        await task();
        showState("live", "live");
      } catch {
        showState("lost", "no answer from the server");
        waitMs = RETRY_MS;
      }
    }
    await new Promise(resolve => setTimeout(resolve, waitMs));
  }
}

function write(id, value, digits) {
  const element = document.getElementById(id);
  const known = typeof value === "number" && Number.isFinite(value);
  element.textContent = known
    ? value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits })
    : "–";
  if (known && element.dataset.unit) {
    const unit = document.createElement("small");
    unit.textContent = " " + element.dataset.unit;
    element.append(unit);
  }
  element.classList.toggle("over", known && value > Number(element.dataset.limit ?? Infinity));
}

function showFigures(stats) {
  const perSecond = value => stats.windowSeconds > 0 ? value / stats.windowSeconds : 0;
  write("sessions", stats.sessions, 0);
  for (const key of ["tickMsP50", "tickMsP99", "tickMsMax", "snapshotAgeMsP50", "snapshotAgeMsP99",
    "rttMsP50", "rttMsP99"]) {
    write(key, stats[key], 1);
  }
  write("tickHz", stats.tickHz, 1);
  write("datagramsIn", perSecond(stats.datagramsIn), 0);
  write("datagramsOut", perSecond(stats.datagramsOut), 0);
  write("bytesIn", perSecond(stats.bytesIn) * 8 / 1e6, 1);
  write("bytesOut", perSecond(stats.bytesOut) * 8 / 1e6, 1);
  write("cpuRatio", stats.cpuRatio * 100, 0);
  write("rssMb", stats.rssMb, 0);
  history.push(stats.tickMsP99);
  if (history.length > HISTORY_SECONDS) {
    history.shift();
  }
  drawHistory();
}

function drawHistory() {
  const canvas = document.getElementById("history");
  const ratio = devicePixelRatio || 1;
  canvas.width = canvas.clientWidth * ratio;
  canvas.height = canvas.clientHeight * ratio;
  const context = canvas.getContext("2d");
  const style = getComputedStyle(document.documentElement);
  const top = Math.max(8, ...history) * 1.1;
  const y = value => canvas.height - value / top * canvas.height;
  context.strokeStyle = style.getPropertyValue("--line");
  context.beginPath();
  context.moveTo(0, y(8));
  context.lineTo(canvas.width, y(8));
  context.stroke();
  context.strokeStyle = style.getPropertyValue("--accent");
  context.lineWidth = 1.5 * ratio;
  context.beginPath();
  history.forEach((value, i) =>
    context.lineTo((HISTORY_SECONDS - history.length + i + 1) / HISTORY_SECONDS * canvas.width,
      y(value)));
  context.stroke();
}

let mapIsKnown = false;

async function picture() {
  if (!mapIsKnown) {
    const map = await json("/v1/map");
    world.setMap(map);
    document.getElementById("map-name").textContent = map.name;
    mapIsKnown = true;
  }
  const next = await json("/v1/world");
  world.addPicture(next, performance.now());
  document.getElementById("world").setAttribute("aria-label",
    `The world from above with ${next.count} players`);
}

function frame(nowMs) {
  world.draw(nowMs);
  requestAnimationFrame(frame);
}

poll(picture, PICTURE_EVERY_MS);
poll(async () => showFigures(await json("/v1/stats/recent")), FIGURES_EVERY_MS);
requestAnimationFrame(frame);
