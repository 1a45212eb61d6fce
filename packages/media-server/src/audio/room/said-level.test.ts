import { describe, expect, it } from 'vitest';
import { SaidLevel } from './said-level.ts';

function say(
  level: SaidLevel,
  saidDbov: number | undefined,
  measuredDbov: number | null,
  ticks: number,
): void {
  for (let n = 0; n < ticks; n += 1) {
    level.take(saidDbov);
    level.tick(measuredDbov);
  }
}

describe('the level that a sender names (RFC 6464)', () => {
  it('counts at once when it rises, and is forgotten slowly when it falls', () => {
    const level = new SaidLevel();
    expect(level.dbov).toBeNull();
    level.take(-20);
    expect(level.dbov).toBe(-20);
    say(level, -80, null, 10);
    expect(level.dbov).toBe(-30);
    level.take(undefined);
    expect(level.dbov).toBeNull();
  });

  it.each([
    ['louder', 0, -40],
    ['quieter', -127, -20],
  ])('is not believed again of who says to be %s than they are', (_, saidDbov, measuredDbov) => {
    const level = new SaidLevel();
    say(level, saidDbov, measuredDbov, 24);
    expect(level.dbov).not.toBeNull();
    say(level, saidDbov, measuredDbov, 2);
    expect(level.dbov).toBeNull();
    level.forget();
    say(level, measuredDbov, measuredDbov, 100);
    expect(level.dbov).toBeNull();
  });

  it('is believed of who begins before it is played, is somewhat off, or differs below what is heard', () => {
    const level = new SaidLevel();
    say(level, -20, -127, 15);
    say(level, -20, -25, 100);
    expect(level.dbov).not.toBeNull();
    const quiet = new SaidLevel();
    say(quiet, -65, -120, 100);
    expect(quiet.dbov).not.toBeNull();
  });
});
