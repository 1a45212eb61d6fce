import { CloudMeetError } from '@cloudmeet/contracts';
import { withTarget } from './deed.ts';
import { isViewer } from './publishers.ts';
import type { CommandHandlers } from './deed.ts';

/** What is passed on and never stored. Reactions come back to their sender too; messages of apps do not. */
export const passingCommands: CommandHandlers<
  | 'reaction.send'
  | 'presence.set'
  | 'device.report'
  | 'signal.send'
  | 'mixer.send'
  | 'topology.ready'
  | 'app.send'
> = {
  'reaction.send': ({ self }, { reaction }) => ({
    entries: [],
    ephemerals: [{ to: 'everyone', ephemeral: { e: 'reaction', from: self.id, reaction } }],
  }),
  'presence.set': (_deed, { quality }) => ({ entries: [], quality }),
  'device.report': (_deed, deviceFailed) => ({ entries: [], deviceFailed }),
  'signal.send': (deed, { to, signal }) =>
    withTarget(deed, to, (target) =>
      target.id === deed.self.id
        ? new CloudMeetError('message-invalid', { detail: '/to: a signal goes to somebody else' })
        : {
            entries: [],
            ephemerals: [
              { to: { participantId: to }, ephemeral: { e: 'signal', from: deed.self.id, signal } },
            ],
          },
    ),
  'mixer.send': ({ self }, toMixer) =>
    isViewer(self)
      ? new CloudMeetError('not-permitted', { detail: 'You watch the stream.' })
      : { entries: [], toMixer },
  'topology.ready': (_deed, ready) => ({ entries: [], ready }),
  'app.send': (deed, { to, data }) => {
    const ephemeral = { e: 'app', from: deed.self.id, data } as const;
    return to === undefined
      ? { entries: [], ephemerals: [{ to: 'others', ephemeral }] }
      : withTarget(deed, to, () => ({
          entries: [],
          ephemerals: [{ to: { participantId: to }, ephemeral }],
        }));
  },
};
