import { CloudMeetError, idSchema } from '@cloudmeet/contracts';
import type { Database } from '@cloudmeet/database';
import type { RequestHandler } from 'express';

const logoIdSchema = idSchema('logo');

/**
 * `GET /branding/{logoId}`: a tenant's logo, for any page. It is a picture by its content and its type, runs nothing
 * wherever it is opened, and its address changes with it.
 */
export function logo(database: Pick<Database, 'history'>): RequestHandler {
  return async (request, response) => {
    const { success, data } = logoIdSchema.safeParse(request.params.logoId);
    const found = success ? await database.history.findLogo(data) : null;
    if (!found) throw new CloudMeetError('not-found');
    response.set({
      'Content-Type': found.contentType,
      'Content-Disposition': 'inline',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'public, max-age=31536000, immutable',
    });
    response.end(found.bytes);
  };
}
