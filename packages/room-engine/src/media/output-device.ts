import { CloudMeetError } from '@cloudmeet/contracts';
import type { ErrorCode } from '@cloudmeet/contracts';
import type { Disposer } from '../emitter.ts';

/** Elements that play sound, and the device they play through (W3C Audio Output Devices). */
export class OutputDevice {
  readonly #elements = new Set<HTMLMediaElement>();
  readonly #failed: (error: CloudMeetError) => void;
  #deviceId = '';

  /** `failed` hears of an element that could not follow the chosen device. */
  constructor(failed: (error: CloudMeetError) => void) {
    this.#failed = failed;
  }

  attach(element: HTMLMediaElement): Disposer {
    this.#elements.add(element);
    if (this.#deviceId !== '') this.#route(element, this.#deviceId).catch(this.#failed);
    return () => {
      this.#elements.delete(element);
    };
  }

  /** Rejects with `not-supported`, `device-not-found` or `permission-denied`; then all stay where they were. */
  async choose(deviceId: string): Promise<void> {
    const before = this.#deviceId;
    try {
      await Promise.all([...this.#elements].map((element) => this.#route(element, deviceId)));
      this.#deviceId = deviceId;
    } catch (error) {
      await Promise.allSettled([...this.#elements].map((element) => this.#route(element, before)));
      throw error;
    }
  }

  close(): void {
    this.#elements.clear();
  }

  async #route(element: HTMLMediaElement, deviceId: string): Promise<void> {
    const output: Partial<Pick<HTMLMediaElement, 'setSinkId'>> = element;
    if (!output.setSinkId)
      throw new CloudMeetError('not-supported', { detail: 'This browser does not choose its output.' });
    try {
      await element.setSinkId(deviceId);
    } catch (cause) {
      throw new CloudMeetError(outputCode(cause), { cause });
    }
  }
}

function outputCode(cause: unknown): ErrorCode {
  const name = cause instanceof DOMException ? cause.name : '';
  if (name === 'NotFoundError') return 'device-not-found';
  return name === 'NotAllowedError' ? 'permission-denied' : 'device-failed';
}
