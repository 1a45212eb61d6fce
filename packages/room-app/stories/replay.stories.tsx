import { useState } from 'react';
import type { CSSProperties } from 'react';
import { lookOf } from './story.tsx';
import type { Story } from './story.tsx';
import { seqOf, weeklyReview } from './meetings.ts';
import { RecordedRoom } from './recorded-room.tsx';
import type { Look } from './recorded-room.tsx';

export default { title: 'Room/Replay' };

const moments = Object.keys(weeklyReview.marks);
const people = ['Sofia Lindqvist', 'Mei Tanaka'];
const bar: CSSProperties = {
  ...{ position: 'fixed', insetInline: 0, insetBlockEnd: 0, zIndex: 10, display: 'flex', gap: 12 },
  ...{ alignItems: 'center', padding: 8, background: 'var(--cm-surface-2)', color: 'var(--cm-text)' },
};

/** The whole log: any entry of it, as the host or as an attendee saw the room then. */
function Replay({ look }: { look: Look }) {
  const [seq, setSeq] = useState(seqOf(weeklyReview, 'five'));
  const [as, setAs] = useState(people[0] ?? '');
  const entry = weeklyReview.entries[seq - 1];
  return (
    <>
      <RecordedRoom
        key={`${String(seq)} ${as} ${look.scheme} ${look.language}`}
        at={seq}
        as={as}
        look={look}
      />
      <fieldset style={bar} aria-label="Replay">
        <label>
          As{' '}
          <select value={as} onChange={(event) => setAs(event.target.value)}>
            {people.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <label>
          Moment{' '}
          <select value="" onChange={(event) => setSeq(seqOf(weeklyReview, event.target.value))}>
            <option value="">…</option>
            {moments.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <input
          style={{ flex: 1, minInlineSize: 0 }}
          type="range"
          aria-label="Entry of the log"
          min={seqOf(weeklyReview, 'three')}
          max={weeklyReview.entries.length}
          value={seq}
          onChange={(event) => setSeq(Number(event.target.value))}
        />
        <output>
          {seq} {entry?.type} {entry?.at.slice(11, 19)}
        </output>
      </fieldset>
    </>
  );
}

export const WeeklyReview: Story = {
  render: (_args, { globals }) => <Replay look={lookOf(globals)} />,
};
