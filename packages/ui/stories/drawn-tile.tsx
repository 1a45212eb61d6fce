import { Tile, TileMenu } from '../src/index.ts';
import type { MenuEntry, TileProps } from '../src/index.ts';
import { MessageIcon, menuIcons } from './story-icons.tsx';
import { portraitUrl } from './portrait.ts';
import type { Person } from './portrait.ts';

/** A tile with a drawn person in the place of video. */
export function DrawnTile({ person, ...rest }: { person: Person } & Partial<TileProps>) {
  return (
    <Tile
      name={person.name}
      avatarUrl={portraitUrl(person)}
      cameraOn
      picture={<DrawnPicture person={person} />}
      menu={<TileMenu name={person.name} entries={tileEntries(person)} />}
      {...rest}
    />
  );
}

export function DrawnPicture({ person }: { person: Person }) {
  const fill = { inlineSize: '100%', blockSize: '100%', objectFit: 'cover' } as const;
  return <img src={portraitUrl(person)} alt="" style={fill} />;
}

export function tileEntries(person: Person): MenuEntry[] {
  const onSelect = () => undefined;
  return [
    { id: 'pin', label: 'Pin for me', icon: menuIcons.pin, onSelect },
    { id: 'spotlight', label: 'Spotlight for everyone', icon: menuIcons.spotlight, onSelect },
    { id: 'mute', label: 'Mute', icon: menuIcons.mute, onSelect },
    { id: 'message', label: `Message ${person.name.split(' ')[0]}`, icon: MessageIcon, onSelect },
    { kind: 'separator', id: 'line' },
    { id: 'remove', label: 'Remove from room', icon: menuIcons.remove, danger: true, onSelect },
  ];
}
