import { useEffect, useState } from 'react';
import { everyone } from '../people/people.ts';
import type { Frame } from '../people/use-person-frame.ts';
import styles from './drawer.module.css';
import type { DrawerProps } from './drawer-props.ts';

type Stats = Awaited<ReturnType<Frame['getNetworkStats']>>;
const everyMs = 2000;

/** What each frame's `getNetworkStats()` says, asked every two seconds while this is open. */
export function NetworkTab({ people, frames }: DrawerProps) {
  const stats = useStats(people.map((person) => person.userId).join(' '), frames);
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">Quality</th>
            <th scope="col">Up, kbit/s</th>
            <th scope="col">Down, kbit/s</th>
            <th scope="col">Loss</th>
            <th scope="col">Round trip, ms</th>
            <th scope="col">Peers</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <StatsRow key={person.userId} userId={person.userId} stats={stats[person.userId]} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function StatsRow({ userId, stats }: { userId: string; stats: Stats | undefined }) {
  const label = everyone.find((person) => person.userId === userId)?.label;
  if (!stats) {
    return (
      <tr>
        <th scope="row">{label}</th>
        <td colSpan={6}>Not connected</td>
      </tr>
    );
  }
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{stats.quality}</td>
      <td>{Math.round(stats.uplinkKbps)}</td>
      <td>{Math.round(stats.downlinkKbps)}</td>
      <td>{(stats.loss * 100).toFixed(1)} %</td>
      <td>{stats.rttMs === undefined ? '–' : Math.round(stats.rttMs)}</td>
      <td>{stats.peers.length}</td>
    </tr>
  );
}

function useStats(userIds: string, frames: ReadonlyMap<string, Frame>): Record<string, Stats | undefined> {
  const [stats, setStats] = useState<Record<string, Stats | undefined>>({});
  useEffect(() => {
    let over = false;
    const ask = async () => {
      const answers = await Promise.all(
        userIds.split(' ').map(
          async (userId) =>
            [
              userId,
              await frames
                .get(userId)
                ?.getNetworkStats()
                .catch(() => undefined),
            ] as const,
        ),
      );
      if (!over) setStats(Object.fromEntries(answers));
    };
    void ask();
    const timer = setInterval(() => void ask(), everyMs);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [userIds, frames]);
  return stats;
}
