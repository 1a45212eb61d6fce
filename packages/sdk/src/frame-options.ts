import type { Language, Theme } from '@cloudmeet/contracts/frame';

/** What to join, and how. */
export interface JoinOptions {
  /**
   * Address of the room page, `https://rooms.example.com/r/rm_…`. A `joinUrl` with `#token=…` will do; its token is
   * taken out and never becomes part of the iframe's address.
   */
  url?: string | undefined;
  /** Instead of `url`: the id of the room; needs `roomUrl`. */
  roomId?: string | undefined;
  /** Where the deployment serves its rooms, `https://rooms.example.com`. For `roomId`. */
  roomUrl?: string | undefined;
  /** Room token. */
  token?: string | undefined;
  /** Instead of `token`: fetches one from your server, for joining and again for each later return. */
  getToken?: (() => string | Promise<string>) | undefined;
  /** Shown to the others. Default: the name in the token. */
  userName?: string | undefined;
  /** Join muted. Default false. */
  startAudioOff?: boolean | undefined;
  /** Join without camera. Default false. */
  startVideoOff?: boolean | undefined;
  /** Show the page where people choose their devices first. Default false: straight in. */
  prejoin?: boolean | undefined;
  /** The person has agreed, on your page, to be recorded. Else the room asks where its settings want that. */
  consent?: boolean | undefined;
  /** Default: the tenant's own. */
  theme?: Theme | undefined;
  /** Default: the browser's. */
  lang?: Language | undefined;
}

/** Defaults for every `join()`, and what the frame looks like. With an address the room page loads at once. */
export interface FrameOptions extends JoinOptions {
  /** What screen readers call the frame. Default "Video meeting". */
  title?: string | undefined;
  /** Laid over the default style, which fills the parent element. For `createFrame` only. */
  iframeStyle?: Partial<CSSStyleDeclaration> | undefined;
}
