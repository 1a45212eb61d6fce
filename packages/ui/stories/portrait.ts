/** A drawn person: stands for video in stories. */
export interface Person {
  id: string;
  name: string;
  skin: string;
  shade: string;
  hair: string;
  shirt: string;
  wall: [light: string, dark: string];
  style: 'curls' | 'short' | 'bob' | 'long' | 'bun' | 'beard';
  glasses?: boolean;
}

const hairBack: Record<Person['style'], string> = {
  curls:
    '<circle cx="200" cy="128" r="62"/><circle cx="146" cy="150" r="38"/><circle cx="254" cy="150" r="38"/><circle cx="160" cy="104" r="36"/><circle cx="240" cy="104" r="36"/><circle cx="134" cy="192" r="30"/><circle cx="266" cy="192" r="30"/>',
  short: '<path d="M134 190c-6-62 18-100 66-100s74 38 66 100z"/>',
  bob: '<path d="M118 292c-8-70-8-200 82-200s90 130 82 200c-24 12-140 12-164 0z"/>',
  long: '<path d="M108 372c18-60-12-92 2-176C118 118 152 86 200 86s82 32 90 110c14 84-16 116 2 176z"/>',
  bun: '<circle cx="200" cy="66" r="34"/><path d="M132 214c-8-78 20-124 68-124s76 46 68 124z"/>',
  beard: '<path d="M134 196c-8-66 18-106 66-106s76 40 66 106z"/>',
};

const hairFront: Record<Person['style'], string> = {
  curls:
    '<path d="M132 204c-2-70 30-90 68-90s70 20 68 90c-16-46-120-46-136 0z"/><circle cx="176" cy="124" r="22"/><circle cx="214" cy="118" r="24"/>',
  short: '<path d="M138 178c4-60 30-80 66-80 34 0 60 22 58 76-20-34-46-26-64-38-20 6-44 4-60 42z"/>',
  bob: '<path d="M132 214c2-76 28-112 68-112s66 36 68 112c-18-40-22-60-60-78-38 18-58 38-76 78z"/>',
  long: '<path d="M132 216c0-70 24-112 66-112s72 42 70 112c-10-44-22-62-48-82-38 8-78 40-88 82z"/>',
  bun: '<path d="M138 190c4-62 28-86 62-86s58 24 62 86c-22-42-102-42-124 0z"/>',
  beard:
    '<path d="M138 182c2-58 28-80 62-80 36 0 62 22 62 80-14-36-108-36-124 0z"/><path d="M142 220c6 74 28 92 58 92s52-18 58-92c-14 30-32 26-58 26s-44 4-58-26z"/>',
};

/** The drawing as SVG text, 400 × 400, made to be cropped to any tile. */
export function drawPortrait(person: Person): string {
  const { skin, shade, hair, shirt, wall, style, glasses, id } = person;
  const frames = glasses
    ? '<g fill="none" stroke="#2b2a28" stroke-width="5"><rect x="148" y="188" width="44" height="36" rx="12"/><rect x="208" y="188" width="44" height="36" rx="12"/><path d="M192 200q8-6 16 0"/></g>'
    : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-70 -62 540 482" preserveAspectRatio="xMidYMid slice">
<defs>
<radialGradient id="w${id}" cx="42%" cy="30%" r="85%"><stop offset="0" stop-color="${wall[0]}"/><stop offset="1" stop-color="${wall[1]}"/></radialGradient>
<linearGradient id="f${id}" x1="0" x2="1"><stop offset="0" stop-color="${shade}"/><stop offset=".45" stop-color="${skin}"/></linearGradient>
<linearGradient id="s${id}" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${shirt}"/><stop offset="1" stop-color="#1c1f26"/></linearGradient>
<filter id="b${id}" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="14"/></filter>
</defs>
<rect x="-800" y="-400" width="2000" height="1200" fill="url(#w${id})"/>
<g filter="url(#b${id})" opacity=".55"><rect x="-80" y="60" width="110" height="150" fill="${wall[0]}"/><rect x="330" y="20" width="130" height="230" fill="${wall[0]}"/><rect x="-140" y="260" width="240" height="180" fill="${wall[1]}"/></g>
<g fill="${hair}">${hairBack[style]}</g>
<path d="M64 420c4-76 54-104 136-104s132 28 136 104z" fill="url(#s${id})"/>
<path d="M168 250h64v66c0 26-64 26-64 0z" fill="${shade}"/>
<path d="M138 196c0-62 26-88 62-88s62 26 62 88c0 60-26 98-62 98s-62-38-62-98z" fill="url(#f${id})"/>
<g fill="${hair}">${hairFront[style]}</g>
<g fill="#1e1a17"><ellipse cx="171" cy="206" rx="6" ry="7"/><ellipse cx="229" cy="206" rx="6" ry="7"/></g>
<g fill="#fff"><circle cx="173" cy="204" r="1.8"/><circle cx="231" cy="204" r="1.8"/></g>
<g fill="none" stroke="${hair}" stroke-width="5" stroke-linecap="round" opacity=".8"><path d="M158 188q12-8 25-2"/><path d="M217 186q13-6 25 2"/></g>
<path d="M201 206q-8 22-4 32 3 4 9 3" fill="none" stroke="${shade}" stroke-width="4" stroke-linecap="round"/>
<path d="M180 260q20 16 40 0" fill="none" stroke="#9c4a43" stroke-width="6" stroke-linecap="round"/>
${frames}</svg>`;
}

/** The drawing as an address for an image. */
export function portraitUrl(person: Person): string {
  return `data:image/svg+xml,${encodeURIComponent(drawPortrait(person))}`;
}
