import { api } from '../api/api.ts';
import type { Me } from '../api/api.ts';
import { useAppSelector } from '../store.ts';

export type Membership = Me['memberships'][number];

/** The person who is signed in, and the tenant that they work in now. Undefined until known. */
export function useMe(): { me: Me | undefined; membership: Membership | undefined } {
  const { data: me } = api.useGetMeQuery();
  const tenantId = useAppSelector(({ session }) => session.tenantId);
  const chosen = me?.memberships.find((membership) => membership.tenantId === tenantId);
  return { me, membership: chosen ?? me?.memberships[0] };
}
