import type { CloudMeetError, ServerFrame } from '@cloudmeet/contracts';

/** One connection as a room sees it. Sending to a closed one does nothing. */
export interface Link {
  send(frame: ServerFrame): void;
  /** A frame that was encoded before, one buffer for many links. */
  sendEncoded(frame: Buffer): void;
  /** Says why and closes. */
  bye(error: CloudMeetError): void;
  /** Closes after somebody left of their own accord. */
  close(): void;
  readonly isOpen: boolean;
  /** Bytes that wait in this process to be sent. */
  readonly bufferedBytes: number;
}
