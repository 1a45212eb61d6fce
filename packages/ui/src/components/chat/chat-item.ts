/** A message as the list shows it. Its text is plain text, whatever it looks like. */
export interface ChatMessageItem {
  kind: 'message';
  id: string;
  authorId: string;
  authorName: string;
  authorAvatarUrl?: string | undefined;
  /** Yours. */
  self?: boolean;
  atMs: number;
  text: string;
  /** For one person alone: said beside the time. */
  direct?: { toName: string } | 'to-you' | undefined;
  /** Left out once the room has it. */
  state?: 'sending' | 'failed' | 'deleted' | undefined;
}

/** Something that happened in the room: "Recording started". */
export interface ChatSystemItem {
  kind: 'system';
  id: string;
  atMs: number;
  text: string;
}

export type ChatItem = ChatMessageItem | ChatSystemItem;
