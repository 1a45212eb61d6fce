import {
  Badge,
  Button,
  Clock,
  DoorIcon,
  EndIcon,
  LobbyCard,
  Logo,
  Notice,
  OfflineIcon,
  ReactionBurst,
  RoomLayout,
  ShieldIcon,
  Stage,
  StatusScreen,
  ToastRegion,
  TopBar,
  WaitingIcon,
  WarningIcon,
  useText,
} from '../src/index.ts';
import type { ToastItem } from '../src/index.ts';
import { DrawnTile } from './drawn-tile.tsx';
import { amara, jonas, mei, ruth, sofia } from './people.ts';
import { portraitUrl } from './portrait.ts';
import { RoomControls } from './room-controls.tsx';

export default { title: 'Screens/States' };

const nothing = () => undefined;
const full = { blockSize: '100vh' } as const;
const brand = (
  <>
    <Logo name="Northwind Studio" size={32} />
    Northwind Studio
  </>
);

export const Waiting = () => {
  const { t } = useText();
  return (
    <div style={full}>
      <StatusScreen
        brand={brand}
        icon={<WaitingIcon />}
        tone="accent"
        title={t('lobby.waitTitle')}
        detail={t('lobby.waitDetail')}
        action={{ label: t('lobby.stopWaiting'), onPress: nothing, tone: 'neutral' }}
      />
    </div>
  );
};
export const Ended = () => {
  const { t } = useText();
  return (
    <div style={full}>
      <StatusScreen
        brand={brand}
        icon={<EndIcon />}
        title={t('status.endedTitle')}
        detail={t('status.endedDetail')}
      />
    </div>
  );
};
export const Left = () => {
  const { t } = useText();
  return (
    <div style={full}>
      <StatusScreen
        brand={brand}
        icon={<DoorIcon />}
        title={t('status.leftTitle')}
        detail={t('status.leftDetail')}
        action={{ label: t('status.joinAgain'), onPress: nothing }}
      />
    </div>
  );
};
export const Removed = () => {
  const { t } = useText();
  return (
    <div style={full}>
      <StatusScreen
        brand={brand}
        icon={<ShieldIcon />}
        tone="danger"
        title={t('status.removedTitle')}
        detail={t('status.removedDetail')}
      />
    </div>
  );
};
export const Failed = () => {
  const { t } = useText();
  return (
    <div style={full}>
      <StatusScreen
        brand={brand}
        icon={<OfflineIcon />}
        tone="warning"
        title={t('status.failedTitle')}
        detail={t('status.failedDetail')}
        action={{ label: t('common.tryAgain'), onPress: nothing }}
        footnote={t('status.reference', { id: 'ses_7Hq2vMx9TtKe' })}
      />
    </div>
  );
};

const tiles = [
  { id: 'amara', content: <DrawnTile person={amara} hand={1} /> },
  { id: 'jonas', content: <DrawnTile person={jonas} connecting /> },
  {
    id: 'mei',
    content: <DrawnTile person={mei} picture={undefined} cameraOn={false} muted quality="poor" />,
  },
  {
    id: 'ruth',
    content: <DrawnTile person={ruth} picture={undefined} avatarUrl={undefined} cameraOn={false} hand={2} />,
  },
  { id: 'sofia', self: true, content: <DrawnTile person={sofia} self menu={undefined} /> },
];

/** Everything that may lie over a room at once: more than ever does. */
export const Overlays = () => {
  const { t } = useText();
  const reactions = [
    { id: '1', symbol: '👏', label: t('reactions.applause'), name: 'Jonas' },
    { id: '2', symbol: '🎉', label: t('reactions.celebrate'), name: 'Mei' },
  ];
  const toasts: ToastItem[] = [
    {
      id: 'a',
      tone: 'warning',
      icon: <WarningIcon />,
      text: t('people.youWereMuted', { name: 'Jonas' }),
      action: { label: t('controls.unmute'), onPress: nothing },
    },
  ];
  return (
    <div style={full}>
      <RoomLayout
        label="Atlas weekly review"
        top={
          <TopBar
            title="Atlas weekly review"
            clock={<Clock sinceMs={0} now={() => 1_458_000} />}
            marks={<Badge tone="accent">{t('room.live')}</Badge>}
            quality="poor"
          />
        }
        stage={<Stage layout="grid" tiles={tiles} />}
        bar={<RoomControls hand unread={3} />}
        overlay={
          <>
            <Notice
              floating
              tone="warning"
              icon={<OfflineIcon />}
              detail={t('status.reconnectingDetail')}
              action={<Button>{t('status.reconnectNow')}</Button>}
            >
              {t('status.reconnectingTitle')}
            </Notice>
            <LobbyCard
              waiting={[{ id: 'par_1', name: 'Yuki Mori', avatarUrl: portraitUrl(mei) }]}
              onAdmit={nothing}
              onDeny={nothing}
              onShow={nothing}
            />
            <ReactionBurst reactions={reactions} />
            <ToastRegion onDismiss={nothing} durationMs={10 ** 9} toasts={toasts} />
          </>
        }
      />
    </div>
  );
};
