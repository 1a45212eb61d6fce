import { Badge, Clock, Logo, OverflowTile, RoomLayout, Stage, TopBar, useText } from '../src/index.ts';
import type { StageLayout } from '../src/index.ts';
import { DrawnTile } from './drawn-tile.tsx';
import { amara, david, everyone, jonas, mei, sofia } from './people.ts';
import { RoomChat } from './room-chat.tsx';
import { RoomControls } from './room-controls.tsx';
import { RoomPeople } from './room-people.tsx';
import { StorySlide } from './story-slide.tsx';

export default { title: 'Screens/Room' };

const now = () => 1_458_000;
const frame = { inlineSize: '100%', blockSize: '100vh' } as const;

function StoryTop({ quality = 'good' }: { quality?: 'good' | 'fair' }) {
  const { t } = useText();
  return (
    <TopBar
      logo={<Logo name="Northwind Studio" />}
      title="Atlas weekly review"
      clock={<Clock sinceMs={0} now={now} />}
      marks={
        <Badge tone="danger" dot>
          {t('room.recording')}
        </Badge>
      }
      quality={quality}
    />
  );
}

const tiles = [
  { id: 'amara', content: <DrawnTile person={amara} speaking /> },
  { id: 'jonas', content: <DrawnTile person={jonas} /> },
  { id: 'mei', content: <DrawnTile person={mei} muted /> },
  { id: 'david', content: <DrawnTile person={david} quality="fair" /> },
];
const me = { id: 'sofia', self: true, content: <DrawnTile person={sofia} self muted menu={undefined} /> };
const meHeard = { id: 'sofia', self: true, content: <DrawnTile person={sofia} self menu={undefined} /> };

function Room({
  layout = 'grid',
  count = 5,
  panel,
}: {
  layout?: StageLayout;
  count?: number;
  panel?: 'chat' | 'people';
}) {
  const shown = [...tiles.slice(0, count - 1), count === 5 ? me : meHeard];
  return (
    <div style={frame}>
      <RoomLayout
        label="Atlas weekly review"
        top={<StoryTop />}
        stage={
          <Stage
            layout={layout}
            tiles={shown}
            featuredId="amara"
            screen={<StorySlide presenter="Amara" />}
            renderOverflow={(ids) => (
              <OverflowTile
                people={everyone.filter(({ id }) => ids.includes(id))}
                onPress={() => undefined}
              />
            )}
          />
        }
        panel={panel === 'chat' ? <RoomChat /> : panel === 'people' ? <RoomPeople /> : undefined}
        bar={<RoomControls muted={count === 5} open={panel ?? null} people={count} />}
      />
    </div>
  );
}

export const WithChat = () => <Room panel="chat" />;
export const WithPeople = () => <Room panel="people" layout="presentation" />;
export const Grid = () => <Room />;
export const Two = () => <Room count={2} />;
export const Three = () => <Room count={3} />;
export const Alone = () => <Room count={1} />;
export const Speaker = () => <Room layout="speaker" count={4} />;
export const Presentation = () => <Room layout="presentation" />;
