import { limits } from '@cloudmeet/contracts';

/** Fields that carry secrets, or files: the log says that they were sent, not what was in them. */
const hiddenNames = /^(?:(?:current)?password|secret|code|data|rtmpurls|(?:\w*_)?\w*token)$/i;

function shown(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > limits.bodyDepth) return '[deep]';
  if (Array.isArray(value)) return value.map((item) => shown(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => [
      name,
      hiddenNames.test(name) ? '[hidden]' : shown(inner, depth + 1),
    ]),
  );
}

/** What a request asked for, without secrets; of a large one only which fields it had. */
export function auditDetail(asked: { params: object; body: object }): Record<string, unknown> {
  const { params, body } = asked;
  const detail = {
    ...(Object.keys(params).length > 0 ? { params } : {}),
    ...(Object.keys(body).length > 0 ? { body: shown(body, 0) } : {}),
  };
  if (JSON.stringify(detail).length <= limits.auditDetailBytes) return detail;
  return { ...(Object.keys(params).length > 0 ? { params } : {}), fields: Object.keys(body).slice(0, 50) };
}
