// Draws the map and the players from above. Pictures arrive several times a second; between two of
// them players are drawn where they were on the way, a little in the past, so that all move smoothly.

const DELAY_MS = 250;
const KEPT_PICTURES = 8;
const TELEPORT_CM = 1000;
const MAX_ZOOM = 60;
const COLOURS = 24;

// Ids lie close together or far apart; multiplying spreads both over the colours.
function colourOf(id) {
  return (Math.imul(id, 0x9E3779B1) >>> 16) % COLOURS;
}

export class WorldCanvas {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.pictures = [];
    this.map = null;
    this.clockOffsetMs = null;
    this.zoom = 1;
    this.panX = 0;
    this.panY = 0;
    this.readColours();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.readColours());
    this.listenToPointer();
  }

  // The map in metres, as /v1/map gives it.
  setMap(map) {
    this.map = map;
    this.seeEverything();
  }

  // A picture as /v1/world gives it: columns of ids and positions in centimetres.
  addPicture(picture, receivedMs) {
    const last = this.pictures.at(-1);
    if (last && picture.tick < last.tick) {
      // The server was started anew.
      this.pictures = [];
      this.clockOffsetMs = null;
    } else if (last && picture.tick === last.tick) {
      return;
    }
    const timeMs = picture.tick * 1000 / picture.tickHz;
    const index = new Map();
    picture.id.forEach((id, i) => index.set(id, i));
    this.pictures.push({ ...picture, timeMs, index });
    if (this.pictures.length > KEPT_PICTURES) {
      this.pictures.shift();
    }
    // The quickest arrival tells the clocks' difference best; a slow drift lets it follow.
    const offset = receivedMs - timeMs;
    this.clockOffsetMs = this.clockOffsetMs === null
      ? offset : Math.min(offset, this.clockOffsetMs + 0.5);
  }

  draw(nowMs) {
    this.fitPixels();
    const { context, canvas } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = this.colours.ground;
    context.fillRect(0, 0, canvas.width, canvas.height);
    if (!this.map) {
      return;
    }
    const view = this.view();
    this.drawMap(view);
    if (this.pictures.length > 0) {
      this.drawPlayers(view, nowMs - this.clockOffsetMs - DELAY_MS);
    }
  }

  drawMap(view) {
    const { context, map, colours } = this;
    const left = view.x(map.minX), top = view.y(map.maxY);
    const width = (map.maxX - map.minX) * view.scale, height = (map.maxY - map.minY) * view.scale;
    context.fillStyle = colours.panel;
    context.fillRect(left, top, width, height);
    context.strokeStyle = colours.line;
    context.lineWidth = 1;
    context.strokeRect(left, top, width, height);
    context.fillStyle = colours.wall;
    for (const wall of map.walls) {
      context.globalAlpha = wall.height >= 2 ? 1 : 0.45;
      context.fillRect(view.x(wall.minX), view.y(wall.maxY),
        Math.max(1, (wall.maxX - wall.minX) * view.scale),
        Math.max(1, (wall.maxY - wall.minY) * view.scale));
    }
    context.globalAlpha = 1;
  }

  drawPlayers(view, timeMs) {
    const [before, after] = this.around(timeMs);
    const span = after.timeMs - before.timeMs;
    const part = span > 0 ? Math.min(1, Math.max(0, (timeMs - before.timeMs) / span)) : 1;
    const size = Math.max(4, 0.9 * view.scale);
    const { context } = this;
    for (let i = 0; i < after.count; i++) {
      let x = after.x[i], y = after.y[i];
      const j = before.index.get(after.id[i]);
      if (j !== undefined && Math.abs(x - before.x[j]) + Math.abs(y - before.y[j]) < TELEPORT_CM) {
        x = before.x[j] + (x - before.x[j]) * part;
        y = before.y[j] + (y - before.y[j]) * part;
      }
      context.fillStyle = this.playerColours[colourOf(after.id[i])];
      context.fillRect(view.x(x / 100) - size / 2, view.y(y / 100) - size / 2, size, size);
    }
  }

  // The newest picture not after the time, and the one that follows it.
  around(timeMs) {
    for (let i = this.pictures.length - 1; i >= 0; i--) {
      if (this.pictures[i].timeMs <= timeMs) {
        return [this.pictures[i], this.pictures[Math.min(i + 1, this.pictures.length - 1)]];
      }
    }
    return [this.pictures[0], this.pictures[0]];
  }

  // Metres to pixels; y points up in the world and down on the screen.
  view() {
    const { canvas, map } = this;
    const scale = 0.94 * this.zoom
      * Math.min(canvas.width / (map.maxX - map.minX), canvas.height / (map.maxY - map.minY));
    const middleX = (map.minX + map.maxX) / 2, middleY = (map.minY + map.maxY) / 2;
    return {
      scale,
      x: metres => canvas.width / 2 + this.panX + (metres - middleX) * scale,
      y: metres => canvas.height / 2 + this.panY - (metres - middleY) * scale,
    };
  }

  seeEverything() {
    this.zoom = 1;
    this.panX = 0;
    this.panY = 0;
  }

  fitPixels() {
    const ratio = devicePixelRatio || 1;
    const width = Math.round(this.canvas.clientWidth * ratio);
    const height = Math.round(this.canvas.clientHeight * ratio);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
  }

  readColours() {
    const style = getComputedStyle(document.documentElement);
    const colour = name => style.getPropertyValue("--" + name).trim();
    this.colours = {
      ground: colour("ground"), panel: colour("panel"), line: colour("line"), wall: colour("wall"),
    };
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    this.playerColours = Array.from({ length: COLOURS },
      (_, i) => `hsl(${i * 360 / COLOURS} 75% ${dark ? 65 : 42}%)`);
  }

  listenToPointer() {
    const { canvas } = this;
    canvas.addEventListener("wheel", event => {
      event.preventDefault();
      const zoom = Math.min(MAX_ZOOM, Math.max(1, this.zoom * Math.exp(-event.deltaY / 400)));
      const factor = zoom / this.zoom;
      const ratio = devicePixelRatio || 1;
      const fromX = event.offsetX * ratio - canvas.width / 2;
      const fromY = event.offsetY * ratio - canvas.height / 2;
      this.panX = fromX - (fromX - this.panX) * factor;
      this.panY = fromY - (fromY - this.panY) * factor;
      this.zoom = zoom;
    }, { passive: false });
    canvas.addEventListener("pointerdown", event => canvas.setPointerCapture(event.pointerId));
    canvas.addEventListener("pointermove", event => {
      if (canvas.hasPointerCapture(event.pointerId)) {
        const ratio = devicePixelRatio || 1;
        this.panX += event.movementX * ratio;
        this.panY += event.movementY * ratio;
      }
    });
    canvas.addEventListener("dblclick", () => this.seeEverything());
  }
}
