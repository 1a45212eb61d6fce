import { CloudMeetRoom } from '@cloudmeet/sdk-react';
import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';

const lesson = new URLSearchParams(location.search).get('lesson') ?? '';

function Lesson() {
  const [joinUrl, setJoinUrl] = useState<string>();

  useEffect(() => {
    const aborter = new AbortController();
    fetch(`/api/lessons/${lesson}/people`, {
      method: 'POST',
      signal: aborter.signal,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'React', role: 'attendee' }),
    })
      .then((response) => response.json() as Promise<{ joinUrl: string }>)
      .then((minted) => setJoinUrl(minted.joinUrl))
      .catch((error: unknown) => {
        if (!aborter.signal.aborted) reportError(error);
      });
    return () => aborter.abort();
  }, []);

  return joinUrl ? (
    <CloudMeetRoom url={joinUrl} onJoinedMeeting={() => console.info('joined')} style={{ height: '100%' }} />
  ) : null;
}

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <Lesson />
    </StrictMode>,
  );
