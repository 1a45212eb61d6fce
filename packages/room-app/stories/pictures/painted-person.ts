import { paintedTrack } from './painted-track.ts';

/** Colours of one drawn person: room behind, light in it, clothes, skin, hair. */
interface Palette {
  wall: string;
  light: string;
  clothes: string;
  skin: string;
  hair: string;
}

const palettes: readonly [Palette, ...Palette[]] = [
  { wall: '#6b5642', light: '#d9b98a', clothes: '#c97a44', skin: '#8a5a3c', hair: '#221b19' },
  { wall: '#6d7478', light: '#dfe5e3', clothes: '#3f5268', skin: '#f0cdb8', hair: '#a9803f' },
  { wall: '#9aa392', light: '#cfe0c6', clothes: '#e0d8cc', skin: '#f1cfb4', hair: '#1d1917' },
  { wall: '#84705f', light: '#c6a98a', clothes: '#5c6b56', skin: '#e0ae86', hair: '#2b1e18' },
  { wall: '#8f9790', light: '#cdd3cd', clothes: '#c9a544', skin: '#7a4f38', hair: '#1e1715' },
  { wall: '#b7ab96', light: '#ddd0b6', clothes: '#33465e', skin: '#f3d3be', hair: '#6d3223' },
];

const size = { width: 960, height: 720 } as const;

/** Draws person number `index` of six into a place of a larger picture, cropped to fill it. */
export function paintInto(
  context: CanvasRenderingContext2D,
  index: number,
  place: { x: number; y: number; width: number; height: number },
): void {
  const scale = Math.max(place.width / size.width, place.height / size.height);
  context.save();
  context.beginPath();
  context.rect(place.x, place.y, place.width, place.height);
  context.clip();
  context.translate(
    place.x + (place.width - size.width * scale) / 2,
    place.y + (place.height - size.height * scale) / 2,
  );
  context.scale(scale, scale);
  const palette = palettes[index % palettes.length] ?? palettes[0];
  paintPerson(context, palette, (index % 3) * 4);
  context.restore();
}

/** A picture of a drawn person that stands for video: number `index` of six. */
export function paintedPerson(index: number): MediaStreamTrack {
  const palette = palettes[index % palettes.length] ?? palettes[0];
  return paintedTrack(size, (context) => paintPerson(context, palette, (index % 3) * 4));
}

function paintPerson(context: CanvasRenderingContext2D, palette: Palette, sway: number): void {
  const { width, height } = size;
  const wall = context.createRadialGradient(
    width * 0.2,
    height * 0.3,
    40,
    width * 0.4,
    height * 0.4,
    width * 0.9,
  );
  wall.addColorStop(0, palette.light);
  wall.addColorStop(0.5, palette.wall);
  wall.addColorStop(1, '#3a332c');
  context.fillStyle = wall;
  context.fillRect(0, 0, width, height);
  const x = width / 2 + sway;
  ellipse(context, palette.hair, x, 330, 150, 185);
  ellipse(context, palette.clothes, x, 790, 340, 260);
  ellipse(context, palette.skin, x, 545, 62, 90);
  ellipse(context, palette.skin, x, 350, 112, 150);
  ellipse(context, palette.hair, x, 235, 125, 72);
  for (const side of [-1, 1]) ellipse(context, '#241c18', x + side * 44, 345, 8, 11);
  context.strokeStyle = '#7c3a36';
  context.lineWidth = 7;
  context.lineCap = 'round';
  context.beginPath();
  context.arc(x, 405, 36, 0.35, Math.PI - 0.35);
  context.stroke();
}

function ellipse(
  context: CanvasRenderingContext2D,
  colour: string,
  x: number,
  y: number,
  rx: number,
  ry: number,
): void {
  context.fillStyle = colour;
  context.beginPath();
  context.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
  context.fill();
}

/** Draws the slide, 1280 × 744. */
export function paintSlide(context: CanvasRenderingContext2D): void {
  context.fillStyle = '#f6f3ec';
  context.fillRect(0, 0, 1280, 744);
  context.fillStyle = '#1d1b19';
  context.font = '600 52px sans-serif';
  context.fillText('Lisbon moves first,', 80, 150);
  context.fillText('the other sites follow', 80, 214);
  ['#b97a33', '#cfc6b4', '#cfc6b4', '#cfc6b4'].forEach((colour, row) => {
    context.fillStyle = colour;
    context.fillRect(240 + row * 110, 300 + row * 60, 260, 34);
  });
}

/** A drawn slide that stands for a shared screen. */
export function paintedScreen(): MediaStreamTrack {
  return paintedTrack({ width: 1280, height: 744 }, paintSlide);
}
