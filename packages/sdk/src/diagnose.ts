import { embedErrorSpecs } from '@cloudmeet/contracts/frame';
import type { Diagnosis, DiagnosisCheck, DiagnosisLayer, EmbedErrorCode } from '@cloudmeet/contracts/frame';
import type { Call } from './commands.ts';
import type { Connection } from './connection.ts';
import { askEmbedCheck } from './embed-check.ts';
import { originNotAllowed } from './handshake.ts';
import { missingAllow } from './room-iframe.ts';
import { statedError } from './stated.ts';

/** A layer that works, or fails with one of the codes of the page's side. */
function check(layer: DiagnosisLayer, code: EmbedErrorCode | false, detail?: string): DiagnosisCheck {
  if (!code) return { layer, ok: true, message: 'Nothing is wrong here.' };
  const { message, fix } = embedErrorSpecs[code];
  return { layer, ok: false, code, message: detail ?? message, fix };
}

/** Chromium tells what a frame may use; other browsers do not, and then only the frame itself finds out. */
function forbiddenDevices(iframe: HTMLIFrameElement): string[] {
  const policy: unknown = Reflect.get(iframe, 'permissionsPolicy') ?? Reflect.get(iframe, 'featurePolicy');
  if (!(policy instanceof Object) || !('allowsFeature' in policy)) return [];
  const { allowsFeature } = policy;
  if (typeof allowsFeature !== 'function') return [];
  return ['camera', 'microphone'].filter(
    (feature) => Reflect.apply(allowsFeature, policy, [feature]) === false,
  );
}

function outerChecks(iframe: HTMLIFrameElement): DiagnosisCheck[] {
  const missing = missingAllow(iframe);
  const forbidden = missing.length > 0 ? [] : forbiddenDevices(iframe);
  return [
    check('allow-attribute', missing.length > 0 && 'missing-allow', `allow lacks ${missing.join(', ')}.`),
    check(
      'permissions-policy',
      forbidden.length > 0 && 'policy-blocked',
      `This page's Permissions-Policy forbids ${forbidden.join(' and ')} in the frame.`,
    ),
    check('secure-context', !window.isSecureContext && 'insecure-context'),
  ];
}

const layerOf: Readonly<Record<string, DiagnosisLayer>> = {
  'origin-not-allowed': 'origin',
  'blocked-by-frame-ancestors': 'frame-ancestors',
  'insecure-context': 'secure-context',
};

/** Why there is no channel, as the layer that is to blame. */
function silence(thrown: unknown): DiagnosisCheck {
  const { code, message, fix } = statedError(thrown);
  return { layer: layerOf[code] ?? 'network-api', ok: false, code, message, fix };
}

/** Checks from the outside in; what is inside the frame it asks the frame. */
export async function diagnose(
  iframe: HTMLIFrameElement,
  connection: Connection,
  call: Call,
): Promise<Diagnosis> {
  const checks = outerChecks(iframe);
  const address = connection.address;
  if (address) {
    const inside = call('diagnose', {}).then(
      (answer) => [check('frame-ancestors', false), ...answer.checks],
      (thrown: unknown) => [silence(thrown)],
    );
    const refused = (await askEmbedCheck(address)) === 'refused';
    checks.push(check('origin', refused && 'origin-not-allowed', originNotAllowed().message));
    checks.push(...(await inside));
  }
  const known = checks.filter(
    (one, at) => !checks.some((other, otherAt) => overrules(other, one, otherAt < at)),
  );
  const failing = known.find((one) => !one.ok)?.layer;
  return { ok: !failing, ...(failing ? { failing } : {}), checks: known };
}

/** A layer that both sides have looked at is told once: as failing if either says so, else as the first found it. */
function overrules(other: DiagnosisCheck, one: DiagnosisCheck, isEarlier: boolean): boolean {
  if (other.layer !== one.layer) return false;
  return other.ok === one.ok ? isEarlier : !other.ok;
}
