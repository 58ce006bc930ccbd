import type { Simulator } from '../../../simulator/server.mts';
import type { Installation } from '../lib/installation.mts';
import type { Packed } from '../lib/package.mts';
import type { Report } from '../lib/report.mts';
import type { Rest } from '../lib/rest.mts';
import type { Server } from '../lib/server.mts';

/** What all checks work with. */
export interface Context {
	report: Report;
	installation: Installation;
	packed: Packed;
	server: Server;
	rest: Rest;
	simulator: Simulator;
	/** The saved credential of the simulated PBX's system administrator. */
	credential: { id: string; name: string };
	/** Folder of this run: logs and user folders. */
	folder: string;
}

/** The fields of the credential for the system administrator of a simulated PBX. */
export const adminOf = ({ url, logins }: Simulator) => ({
	baseUrl: url,
	signInAs: 'system',
	...logins.systemAdmin,
	domain: '',
	ignoreSslIssues: false,
});

/** Saves a credential. */
export async function saveCredential(
	rest: Rest,
	name: string,
	data: object,
): Promise<{ id: string; name: string }> {
	const { id } = await rest.post('/rest/credentials', { name, type: 'portSipApi', data });
	return { id, name };
}

/** Saves the credential of the administrator of the sample tenant. */
export async function saveTenantCredential({
	rest,
	simulator: { url, logins },
}: Pick<Context, 'rest' | 'simulator'>): Promise<{ id: string; name: string }> {
	return await saveCredential(rest, 'Sample Tenant', {
		...{ baseUrl: url, signInAs: 'tenantUser', ignoreSslIssues: false },
		...logins.tenantUser,
	});
}
