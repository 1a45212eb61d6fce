import { CloudMeetError } from '@cloudmeet/contracts';

/** A condition of `If-Match`: true for the versions under which the request may be carried out. */
export type VersionCondition = (version: number) => boolean;

const tag = /^(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"$/;

/** The strong ETag of a version (RFC 9110 section 8.8.3). */
export function entityTag(version: number): string {
  return `"${String(version)}"`;
}

/**
 * Reads `If-Match` (RFC 9110 section 13.1.1). The comparison is the strong one, so a weak tag never matches; `*`
 * matches whatever there is. Undefined when the header is not sent.
 * @throws CloudMeetError `invalid-request` for what is not a list of entity tags
 */
export function parseIfMatch(header: string | undefined): VersionCondition | undefined {
  if (header === undefined) return undefined;
  if (header.trim() === '*') return () => true;
  const tags = header.split(',').map((item) => item.trim());
  if (!tags.every((item) => tag.test(item)))
    throw new CloudMeetError('invalid-request', {
      detail: 'If-Match is not a list of entity tags such as "3".',
      errors: [{ pointer: '/If-Match', detail: 'must be entity tags in double quotes' }],
    });
  return (version) => tags.includes(entityTag(version));
}
