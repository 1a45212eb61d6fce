import type {
  CloudMeetError,
  Entry,
  Ephemeral,
  IceServer,
  Preview,
  RoomState,
  Welcome,
} from '@cloudmeet/contracts';
import type { ConnectionStatus } from '../store/connection-slice.ts';

/** What the connection tells the room around it, in the order in which the server said it. */
export interface ConnectionEvents {
  status: { status: ConnectionStatus; error?: CloudMeetError | undefined };
  retry: { attempt: number; retryAtMs: number | null };
  preview: Preview;
  waiting: { participantId: string; since: string };
  welcome: Welcome;
  /** Back after a cut; the missed entries came before. */
  resumed: { iceServers: IceServer[] };
  snapshot: RoomState;
  /** New entries only, dense after what was folded before. */
  entries: Entry[];
  ephemeral: Ephemeral[];
  serverTime: string;
  /** Something went wrong that does not end the meeting. */
  problem: CloudMeetError;
}
