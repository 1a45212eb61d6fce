import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFrame } from '../src/index.ts';
import type { CloudMeetFrame, Diagnosis, DiagnosisCheck } from '../src/index.ts';
import { installFakeRooms, roomPage } from './fake-rooms.ts';
import type { FakeRooms } from './fake-rooms.ts';

let rooms: FakeRooms;
let frame: CloudMeetFrame | undefined;
const within: DiagnosisCheck[] = [
  { layer: 'webrtc', ok: true, message: 'WebRTC is there.' },
  { layer: 'camera', ok: true, message: 'A camera is there.' },
];

beforeEach(() => {
  rooms = installFakeRooms();
  rooms.answers.diagnose = () => ({ ok: true, checks: within });
});
afterEach(async () => {
  await frame?.destroy();
  vi.useRealTimers();
  vi.restoreAllMocks();
  rooms.restore();
});

async function diagnose(prepare: (frame: CloudMeetFrame) => void = () => undefined): Promise<Diagnosis> {
  frame = createFrame(document.body, { url: roomPage });
  prepare(frame);
  return frame.diagnose();
}

describe('diagnose', () => {
  it('checks each layer from the outside in, and the inner ones in the frame', async () => {
    const { ok, failing, checks } = await diagnose();
    expect({ ok, failing }).toEqual({ ok: true, failing: undefined });
    expect(checks.map((one) => one.layer)).toEqual([
      'allow-attribute',
      'permissions-policy',
      'secure-context',
      'origin',
      'frame-ancestors',
      'webrtc',
      'camera',
    ]);
  });

  it('names the allow attribute', async () => {
    const { failing, checks } = await diagnose((one) => (one.iframe().allow = 'camera'));
    expect(failing).toBe('allow-attribute');
    expect(checks[0]).toMatchObject({
      ok: false,
      code: 'missing-allow',
      fix: expect.stringContaining('allow'),
    });
    expect(checks[0]?.message).toContain('microphone');
  });

  it.each(['featurePolicy', 'permissionsPolicy'])(
    'names the Permissions-Policy, as %s tells it',
    async (name) => {
      const { failing, checks } = await diagnose((one) => {
        Object.assign(one.iframe(), { [name]: { allowsFeature: (feature: string) => feature !== 'camera' } });
      });
      expect(failing).toBe('permissions-policy');
      expect(checks[1]).toMatchObject({ code: 'policy-blocked', message: expect.stringContaining('camera') });
    },
  );

  it('names the insecure context, although no frame will ever answer', async () => {
    vi.stubGlobal('isSecureContext', false);
    const { failing, checks } = await diagnose();
    expect(failing).toBe('secure-context');
    expect(checks.filter((one) => one.layer === 'secure-context')).toHaveLength(1);
  });

  it('names the origin', async () => {
    Object.assign(rooms, { loads: 'blocked', embedCheck: { allowed: false } });
    const { failing, checks } = await diagnose();
    expect(failing).toBe('origin');
    expect(checks.find((one) => one.layer === 'origin')).toMatchObject({
      code: 'origin-not-allowed',
      message: expect.stringContaining(location.origin),
      fix: expect.stringContaining('allowed origins'),
    });
  });

  it('names frame-ancestors, and the network where nothing answers at all', async () => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
    });
    rooms.loads = 'blocked';
    const blocked = diagnose();
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await blocked).failing).toBe('frame-ancestors');
    await frame?.destroy();
    Object.assign(rooms, { loads: 'silent', embedCheck: undefined });
    const silent = diagnose();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await silent).toMatchObject({ ok: false, failing: 'network-api' });
  });

  it('names a device that the frame finds failing, in the words of the frame', async () => {
    const camera = {
      layer: 'camera',
      ok: false,
      code: 'device-in-use',
      message: 'In use.',
      fix: 'Close it.',
    };
    rooms.answers.diagnose = () => ({ ok: false, failing: 'camera', checks: [camera] });
    expect(await diagnose()).toMatchObject({
      ok: false,
      failing: 'camera',
      checks: expect.arrayContaining([camera]),
    });
  });

  it('believes the side that fails where both have looked', async () => {
    const policy = {
      layer: 'permissions-policy',
      ok: false,
      code: 'policy-blocked',
      message: 'No.',
      fix: 'Yes.',
    };
    rooms.answers.diagnose = () => ({ ok: false, failing: policy.layer, checks: [policy] });
    const { failing, checks } = await diagnose();
    expect(failing).toBe('permissions-policy');
    expect(checks.filter((one) => one.layer === 'permissions-policy')).toEqual([policy]);
  });

  it('answers about the page alone before any room is named', async () => {
    frame = createFrame(document.body);
    expect(await frame.diagnose()).toMatchObject({ ok: true });
  });
});
