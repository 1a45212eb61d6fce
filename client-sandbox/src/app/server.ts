/** Calls of the page to the customer's own server. */

export interface Lesson {
  roomId: string;
  url: string;
  name: string;
  /** Where the deployment is that serves the script build. */
  apiUrl: string;
}
export interface Minted {
  token: string;
  expiresAt: string;
  joinUrl: string;
}
export interface Inspection {
  valid: boolean;
  code?: string;
  reason?: string;
  fix?: string;
  claims?: Record<string, unknown>;
  allows: string[];
}

/** A webhook that came to the customer's server: the event when its signature fits, else why it was refused. */
export interface ReceivedWebhook {
  number: number;
  at: string;
  id: string;
  event: { type: string; timestamp: string; seq?: number; data: Record<string, unknown> } | null;
  problem: string | null;
}

async function call<Answer>(path: string, body?: object): Promise<Answer> {
  const response = await fetch(`/api${path}`, {
    ...(body
      ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
      : {}),
  });
  const answer = (await response.json()) as Answer & { message?: string };
  if (!response.ok) throw new Error(answer.message ?? `The server answered ${String(response.status)}.`);
  return answer;
}

/** The lesson in the address, or a new one; the address then names it, so that a reload comes back to it. */
export async function openLesson(): Promise<Lesson> {
  const known = new URLSearchParams(location.search).get('lesson');
  if (known) {
    const lesson = await call<Lesson>(`/lessons/${encodeURIComponent(known)}`).catch(() => undefined);
    if (lesson) return lesson;
  }
  const lesson = await call<Lesson>('/lessons', {});
  history.replaceState(null, '', `?lesson=${lesson.roomId}${location.hash}`);
  return lesson;
}

export function mint(
  roomId: string,
  person: { name: string; role: string; userId: string },
): Promise<Minted> {
  return call<Minted>(`/lessons/${roomId}/people`, person);
}

export function inspect(token: string): Promise<Inspection> {
  return call<Inspection>('/inspect', { token });
}

/** Webhooks that came after the one of this number, newest first. */
export async function webhooksAfter(number: number): Promise<ReceivedWebhook[]> {
  return (await call<{ items: ReceivedWebhook[] }>(`/webhooks?after=${String(number)}`)).items;
}
