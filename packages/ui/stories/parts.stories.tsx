import { useState } from 'react';
import {
  Avatar,
  Badge,
  Button,
  CheckIcon,
  CircleDotIcon,
  CircleXIcon,
  ConfirmDialog,
  Dialog,
  IconButton,
  Input,
  LockIcon,
  Menu,
  MoreIcon,
  Select,
  ShortcutList,
  Switch,
  WarningIcon,
} from '../src/index.ts';
import { tileEntries } from './drawn-tile.tsx';
import { amara, everyone } from './people.ts';
import { portraitUrl } from './portrait.ts';

export default { title: 'Parts' };

const nothing = () => undefined;
const sheet = { display: 'grid', gap: 16, padding: 32, maxInlineSize: 640 } as const;
const row = { display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'center' } as const;

export const Controls = () => {
  const [on, setOn] = useState(true);
  return (
    <div style={sheet}>
      <div style={row}>
        <Button tone="primary">Join</Button>
        <Button>Copy link</Button>
        <Button tone="danger">Leave</Button>
        <Button tone="quiet">Lower</Button>
        <Button tone="primary" disabled>
          Join
        </Button>
        <Button size="small">Small</Button>
        <IconButton label="More" icon={<MoreIcon />} />
      </div>
      <Input label="Your name" defaultValue="Sofia" />
      <Input label="Your name" placeholder="Your name" hint="How others see you" />
      <Input
        label="Origin"
        defaultValue="https://fieldnote.example/"
        error="Leave out the slash at the end. An origin is scheme, host and port."
      />
      <Select
        label="Microphone"
        value="a"
        onChange={nothing}
        options={[
          { value: 'a', label: 'MacBook Pro' },
          { value: 'b', label: 'AirPods' },
        ]}
      />
      <Switch label="Mirror my own picture" checked={on} onChange={setOn} />
      <div style={row}>
        <Badge icon={<LockIcon />}>Locked</Badge>
        <Badge tone="accent" icon={<CircleDotIcon />}>
          Live
        </Badge>
        <Badge tone="good" icon={<CheckIcon />}>
          Ready
        </Badge>
        <Badge tone="warning" icon={<WarningIcon />}>
          Late
        </Badge>
        <Badge tone="danger" icon={<CircleXIcon />}>
          Failed
        </Badge>
        <Badge tone="danger" dot>
          Recording
        </Badge>
      </div>
      <div style={row}>
        {everyone.map((person) => (
          <Avatar key={person.id} name={person.name} size={40} />
        ))}
        <Avatar name={amara.name} url={portraitUrl(amara)} size={40} />
      </div>
    </div>
  );
};

export const OpenMenu = () => (
  <div style={{ ...sheet, blockSize: 400, alignContent: 'end', justifyContent: 'end' }}>
    <Menu
      open
      side="top"
      align="end"
      trigger={<IconButton label="Actions for Amara" icon={<MoreIcon />} tone="neutral" />}
      entries={tileEntries(amara)}
    />
  </div>
);

export const Shortcuts = () => (
  <Dialog open title="Keyboard shortcuts" description="They rest while you write." onClose={nothing}>
    <ShortcutList
      shortcuts={[
        { id: 'm', label: 'Mute or unmute', keys: ['M'] },
        { id: 'v', label: 'Stop or start video', keys: ['V'] },
        { id: 'h', label: 'Raise or lower your hand', keys: ['H'] },
        { id: 't', label: 'Hold to talk while muted', keys: ['Space'] },
        { id: '?', label: 'Show this list', keys: ['Shift', '?'] },
      ]}
    />
  </Dialog>
);

export const Confirm = () => (
  <ConfirmDialog
    open
    title="Remove Jonas Weber from the room?"
    description="They cannot come back during this call."
    confirmLabel="Remove Jonas Weber"
    onConfirm={nothing}
    onClose={nothing}
  />
);
