import { randomUUID } from 'node:crypto';

/** Where a request stands in a distributed trace (W3C Trace Context, section 3.2). */
export interface Trace {
  /** 32 hex digits, the same through all services. */
  traceId: string;
  /** 16 hex digits, this service's part. */
  spanId: string;
  sampled: boolean;
}

const pattern = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/**
 * The caller's trace from its `traceparent`, or undefined for one that the specification tells us to ignore: unknown
 * form, all zeros, version ff, or anything after the flags in version 00.
 */
export function parseTraceparent(header: string | undefined): Trace | undefined {
  const [, version, traceId, spanId, flags, more] = pattern.exec(header ?? '') ?? [];
  if (version === undefined || traceId === undefined || spanId === undefined || flags === undefined)
    return undefined;
  if (version === 'ff' || (version === '00' && more !== undefined)) return undefined;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** 32 hex digits, most of them random and never all zeros: what Node has in stock is far cheaper than new bytes. */
function randomDigits(): string {
  return randomUUID().replaceAll('-', '');
}

/** A span of our own: in the caller's trace when there is one, else in a new one. */
export function continueTrace(header: string | undefined): Trace {
  const caller = parseTraceparent(header);
  return {
    traceId: caller?.traceId ?? randomDigits(),
    spanId: randomDigits().slice(-16),
    sampled: caller?.sampled ?? false,
  };
}

/** `traceparent` for requests that we make within this span. */
export function formatTraceparent(trace: Trace): string {
  return `00-${trace.traceId}-${trace.spanId}-${trace.sampled ? '01' : '00'}`;
}
