import { describe, expect, it } from 'vitest';
import type { Frame } from '../people/use-person-frame.ts';
import { commandExamples, parseArguments, runCommand } from './commands.ts';

const frame = {
  participants: () => ({ local: { id: 'par_1' } }),
  raiseHand: () => Promise.reject(new Error('not now')),
};

describe('the console', () => {
  it('reads arguments as they stand in code', () => {
    expect(parseArguments('"par_1", {"setAudio": false}, true')).toEqual([
      'par_1',
      { setAudio: false },
      true,
    ]);
    expect(parseArguments('')).toEqual([]);
    expect(() => parseArguments('par_1')).toThrow(SyntaxError);
  });

  it('runs a command and hands on what it answers or why it does not', async () => {
    expect(await runCommand(frame as unknown as Frame, 'participants', [])).toEqual({
      local: { id: 'par_1' },
    });
    await expect(runCommand(frame as unknown as Frame, 'raiseHand', [])).rejects.toThrow('not now');
  });

  it.each(['constructor', 'toString', '__proto__', 'nonsense'])('knows no command %s', async (name) => {
    await expect(runCommand(frame as unknown as Frame, name, [])).rejects.toThrow('There is no command');
  });

  it('says so when nobody is there', async () => {
    await expect(runCommand(undefined, 'participants', [])).rejects.toThrow('not in the lesson');
  });

  it('has examples that can be typed', () => {
    for (const { args } of commandExamples) {
      expect(parseArguments(args.map((arg) => JSON.stringify(arg)).join(', '))).toEqual(args);
    }
  });
});
