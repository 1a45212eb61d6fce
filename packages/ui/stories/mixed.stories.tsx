import { Clock, Logo, OverflowTile, PictureStage, RoomLayout, Tile, TileMenu, TopBar } from '../src/index.ts';
import type { PictureTile, Rect } from '../src/index.ts';
import { DrawnTile, DrawnPicture, tileEntries } from './drawn-tile.tsx';
import { amara, david, jonas, mei, ruth, sofia } from './people.ts';
import type { Person } from './portrait.ts';
import { RoomControls } from './room-controls.tsx';
import { StorySlide } from './story-slide.tsx';

export default { title: 'Screens/Mixed room' };

const canvas = { width: 1280, height: 720 };
const gap = 8;
const drawn = [amara, jonas, mei, david, ruth];

interface Place {
  person: Person;
  rect: Rect;
  self?: boolean;
}

/** A place of so many columns and rows in a picture that is cut into `divisions` × `divisions`. */
function place(divisions: number, column: number, row: number, columns = 1, rows = 1): Rect {
  const [width, height] = [(canvas.width + gap) / divisions, (canvas.height + gap) / divisions];
  return { x: column * width, y: row * height, width: columns * width - gap, height: rows * height - gap };
}

function grid(count: number): Place[] {
  const columns = Math.ceil(Math.sqrt(count));
  return Array.from({ length: count }, (_, at) => ({
    person: at === count - 1 ? sofia : (drawn[at % drawn.length] ?? amara),
    rect: place(columns, at % columns, Math.floor(at / columns)),
    self: at === count - 1,
  }));
}

/** What a mixer would send: everybody drawn into one picture. */
function Composed({ places }: { places: readonly Place[] }) {
  return places.map(({ person, rect }) => (
    <div
      key={`${rect.x} ${rect.y}`}
      style={{
        position: 'absolute',
        left: `${(rect.x / canvas.width) * 100}%`,
        top: `${(rect.y / canvas.height) * 100}%`,
        inlineSize: `${(rect.width / canvas.width) * 100}%`,
        blockSize: `${(rect.height / canvas.height) * 100}%`,
      }}
    >
      <DrawnPicture person={person} />
    </div>
  ));
}

function tilesOf(places: readonly Place[]): PictureTile[] {
  return places.map(({ person, rect, self = false }, at) => ({
    id: `${String(at)} ${person.id}`,
    rect,
    shows: !self && at % 6 !== 5,
    content: self ? (
      <DrawnTile person={person} self muted menu={undefined} />
    ) : (
      <Tile
        name={person.name}
        cameraOn={false}
        {...(at % 6 === 5 ? {} : { picture: null, over: true })}
        speaking={at === 0}
        muted={at > 1}
        hand={at === 3 ? 1 : null}
        menu={<TileMenu name={person.name} entries={tileEntries(person)} />}
      />
    ),
  }));
}

function MixedRoom({
  places,
  unseen = 0,
  share = false,
}: {
  places: Place[];
  unseen?: number;
  share?: boolean;
}) {
  const slide: PictureTile = {
    id: 'screen',
    rect: place(6, 0, 0, 5, 5),
    shows: false,
    content: <StorySlide presenter="Amara" />,
  };
  const more = <OverflowTile people={drawn} count={unseen} onPress={() => undefined} />;
  return (
    <div style={{ inlineSize: '100%', blockSize: '100vh' }}>
      <RoomLayout
        label="Atlas weekly review"
        top={
          <TopBar
            logo={<Logo name="Northwind Studio" />}
            title="Atlas weekly review"
            clock={<Clock sinceMs={0} now={() => 2_332_000} />}
            quality="good"
          />
        }
        stage={
          <PictureStage
            stream={null}
            canvas={canvas}
            picture={<Composed places={places} />}
            tiles={[...(share ? [slide] : []), ...tilesOf(places)]}
            overflow={unseen > 0 ? more : undefined}
          />
        }
        bar={<RoomControls muted people={places.length + unseen} />}
      />
    </div>
  );
}

const beside: Place[] = [
  { person: amara, rect: place(6, 5, 0, 1, 2) },
  ...[jonas, mei, david].map((person, at) => ({ person, rect: place(6, 5, 2 + at) })),
  ...[ruth, amara, jonas, mei].map((person, at) => ({ person, rect: place(6, at, 5) })),
  { person: sofia, rect: place(6, 4, 5), self: true },
];

export const Nine = () => <MixedRoom places={grid(9)} />;
export const TwentyFive = () => <MixedRoom places={grid(25)} />;
export const OneHundred = () => <MixedRoom places={grid(25)} unseen={75} />;
export const Presentation = () => <MixedRoom places={beside} unseen={16} share />;
