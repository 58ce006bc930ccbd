import type { IDataObject, IExecuteFunctions, IN8nHttpFullResponse } from 'n8n-workflow';
import { apiRoot } from './address';
import { answerFailure, failureOf, RequestFailure } from './failure';
import { signIn, signOut, type Http, type Login } from './signIn';

/**
 * Work inside a tenant with a session of its own. `POST /tenants/switch` moves the session
 * behind a token, and n8n shares the saved token among all executions: switching that one would
 * lead other workflows into the wrong tenant.
 *
 * @param tenantId the tenant to enter
 * @returns the tenant as it is seen from inside
 * @throws RequestFailure; the session is ended in any case
 */
export async function readFromInside(
	context: IExecuteFunctions,
	tenantId: string,
): Promise<IDataObject> {
	const login = await context.getCredentials<Login & IDataObject>('portSipApi');
	const http = context.helpers.httpRequest.bind(context.helpers) as Http;
	const root = apiRoot(login.baseUrl);
	const failed = (error: unknown): never => {
		throw new RequestFailure(failureOf(error, root));
	};
	const session = await signIn(http, login).catch(failed);
	const common = {
		headers: { Authorization: `Bearer ${session.accessToken}` },
		json: true,
		returnFullResponse: true,
		skipSslCertificateValidation: login.ignoreSslIssues,
	} as const;
	const switchUrl = `${root}/tenants/switch?id=${encodeURIComponent(tenantId)}`;
	try {
		await http({ method: 'POST', url: switchUrl, ...common }).catch(failed);
		const inside = await http({ method: 'GET', url: `${root}/tenant`, ...common }).catch(failed);
		return confirmed(inside, tenantId, new URL(root).host);
	} finally {
		await signOut(http, login, session);
	}
}

function confirmed(
	{ statusCode, headers, body }: IN8nHttpFullResponse,
	tenantId: string,
	host: string,
) {
	const tenant = body as unknown as IDataObject | null;
	if (typeof tenant !== 'object' || tenant === null) {
		throw new RequestFailure(answerFailure(statusCode, headers['content-type'], body, host));
	}
	if (String(tenant.id) !== tenantId) {
		throw new RequestFailure({
			message: 'the PBX led the session into another tenant than the one that was asked for',
			advice: 'Nothing was changed. Check the ID of the tenant.',
		});
	}
	return tenant;
}
