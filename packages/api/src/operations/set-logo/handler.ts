import { CloudMeetError, limits, newId } from '@cloudmeet/contracts';
import type { OperationHandler } from '../../http/operation-handler.ts';
import { readImage } from '../../tenants/read-image.ts';
import { presentTenant } from '../../tenants/tenant-body.ts';

const refuse = (detail: string) => new CloudMeetError('unprocessable', { detail });

/** The type is what the content says: neither a name nor a header is believed, and a picture that runs is none. */
function logoOf(data: string) {
  const bytes = Uint8Array.from(Buffer.from(data, 'base64'));
  const image = readImage(bytes);
  if (bytes.length > limits.logoBytes) throw new CloudMeetError('payload-too-large');
  if (!image) throw refuse('The logo is not a PNG, JPEG, WebP or GIF picture.');
  if (Math.max(image.width, image.height) > limits.logoPixels)
    throw refuse(`The logo is larger than ${String(limits.logoPixels)} px.`);
  return { ...image, bytes };
}

export const setLogo: OperationHandler<'setLogo'> = {
  async inTransaction(repos, { body }, { publicApiUrl }) {
    const id = newId('logo');
    await repos.logo.set({ id, ...logoOf(body.data) });
    const { branding } = presentTenant(await repos.tenant.find());
    const logoUrl = `${publicApiUrl}/branding/${id}`;
    const changed = await repos.tenant.update({ branding: { ...branding, logoUrl } });
    return { body: presentTenant(changed).branding };
  },
};
