import { TenantSession } from '../../../pbx/sessions/tenantSession';
import type { Special } from './index';

/** Enters a tenant in a private session and gives the tenant as it is seen from inside. */
export const checkAccess: Special = async ({ context, call, settings }) => {
	const session = await TenantSession.open(context, call.query?.id ?? '', settings);
	await session.close();
	return [{ json: session.tenant }];
};
