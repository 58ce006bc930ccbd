import type { Special } from './special';

/** Enters a tenant in a private session and gives the tenant as it is seen from inside. */
export const checkAccess: Special = {
	plan: (plan) => plan,
	run: async ({ connection, call }) =>
		await connection.tenants.within(call.query?.id ?? '', async (_, tenant) => [{ json: tenant }]),
};
