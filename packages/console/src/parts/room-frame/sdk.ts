import type { Theme } from '@cloudmeet/contracts';

/** What we use of the SDK's script build, which the API serves: the console embeds rooms as a customer does. */
export interface SdkFrame {
  join(options: { url: string; startVideoOff?: boolean; startAudioOff?: boolean }): Promise<unknown>;
  destroy(): Promise<void>;
  setTheme(theme: Theme): Promise<void>;
  on(name: '*', listener: (event: SdkEvent) => void): () => void;
}
export interface SdkEvent {
  action: string;
  participant?: { userName?: string; role?: string };
}
interface Sdk {
  createFrame(parent: Element, options?: { lang?: string; theme?: Theme; prejoin?: boolean }): SdkFrame;
}

declare global {
  interface Window {
    CloudMeet?: Sdk;
  }
}

let loading: Promise<Sdk> | undefined;

/** Loads the SDK once for the page. Rejects when it does not come; the next call tries again. */
export function loadSdk(apiUrl: string): Promise<Sdk> {
  loading ??= new Promise<Sdk>((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `${apiUrl}/sdk/v1/cloudmeet.js`;
    script.onload = () =>
      window.CloudMeet ? resolve(window.CloudMeet) : reject(new Error('The SDK has no CloudMeet.'));
    script.onerror = () => reject(new Error(`${script.src} did not load.`));
    document.head.append(script);
  }).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
