import '@cloudmeet/ui/later-english';
import { useState } from 'react';
import { selectStream } from '@cloudmeet/room-engine';
import { useRoomState } from '../page/page-context.tsx';
import { StartStream } from './start-stream.tsx';
import { StreamStatus } from './stream-status.tsx';

/** Starts a live stream, or shows how it is doing and stops it. */
export function StreamDialog() {
  // what it was opened for stays, whatever others do meanwhile
  const [running] = useState(useRoomState(selectStream) !== null);
  return running ? <StreamStatus /> : <StartStream />;
}

// a dialog is a chunk of its own: `lazy()` wants it as the default
export default StreamDialog;
