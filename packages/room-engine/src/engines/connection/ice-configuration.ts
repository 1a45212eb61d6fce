import type { IceServer } from '@cloudmeet/contracts';

/** What a peer connection is made with: the room's ICE servers, and one transport for all its lines. */
export function iceConfiguration(servers: readonly IceServer[]): RTCConfiguration {
  return {
    iceServers: servers.map(({ urls, username, credential }) => ({
      urls,
      ...(username === undefined ? {} : { username }),
      ...(credential === undefined ? {} : { credential }),
    })),
    bundlePolicy: 'max-bundle',
  };
}
