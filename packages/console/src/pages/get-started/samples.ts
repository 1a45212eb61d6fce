import type { CodeSample } from '../../parts/code/code-block.tsx';

interface Addresses {
  apiUrl: string;
  roomUrl: string;
}

/** What the admin's server runs, with the addresses of this deployment. */
export function serverSamples({ apiUrl }: Addresses): readonly [CodeSample, ...CodeSample[]] {
  return [
    {
      name: 'Node',
      language: 'js',
      code: `// your server: npm install @cloudmeet/server-sdk
import { CloudMeet } from '@cloudmeet/server-sdk';

const cloudmeet = new CloudMeet({
  apiKey: process.env.CLOUDMEET_KEY,
  apiUrl: '${apiUrl}',
});
const room = await cloudmeet.rooms.create({ name: 'First room' });
const { joinUrl } = await cloudmeet.tokens.mint(room.id, {
  role: 'host',
  name: 'Sofia',
});`,
    },
    {
      name: 'curl',
      language: 'sh',
      code: `# 1. a room
curl ${apiUrl}/v1/rooms \\
  -H "Authorization: Bearer $CLOUDMEET_KEY" \\
  -H 'Content-Type: application/json' \\
  -d '{"name": "First room"}'

# 2. a token for one person; joinUrl is in the answer
curl ${apiUrl}/v1/rooms/$ROOM_ID/tokens \\
  -H "Authorization: Bearer $CLOUDMEET_KEY" \\
  -H 'Content-Type: application/json' \\
  -d '{"role": "host", "name": "Sofia"}'`,
    },
  ];
}

/** What the admin's page runs. */
export function pageSamples({ apiUrl, roomUrl }: Addresses): readonly [CodeSample, ...CodeSample[]] {
  return [
    {
      name: 'JavaScript',
      language: 'js',
      code: `// your page: npm install @cloudmeet/sdk
import { createFrame } from '@cloudmeet/sdk';

const frame = createFrame(document.querySelector('#room'));
frame.on('participant-joined', ({ participant }) => {
  console.log(participant.userName);
});
await frame.join({ url: joinUrl });`,
    },
    {
      name: 'React',
      language: 'js',
      code: `// your page: npm install @cloudmeet/sdk-react
import { CloudMeetRoom } from '@cloudmeet/sdk-react';

export function Lesson({ joinUrl }) {
  return <CloudMeetRoom url={joinUrl} style={{ height: 480 }} />;
}`,
    },
    {
      name: 'Element',
      language: 'html',
      code: `<script type="module">
  import '@cloudmeet/sdk';
</script>
<cloudmeet-room url="the joinUrl from your server"></cloudmeet-room>`,
    },
    {
      name: 'Script tag',
      language: 'html',
      code: `<div id="room" style="height: 480px"></div>
<script src="${apiUrl}/sdk/v1/cloudmeet.js"
        data-room-url="${roomUrl}"></script>
<script>
  const frame = CloudMeet.createFrame(document.getElementById('room'));
  frame.join({ url: joinUrl });
</script>`,
    },
  ];
}
