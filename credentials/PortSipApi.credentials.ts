import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { CLOCK } from '../pbx/clock';
import type { Http } from '../pbx/host';
import { loginOf, type Login } from '../pbx/sessions/login';
import { renew, tokenFor } from '../pbx/sessions/shared';
import { DEFAULTS } from '../pbx/settings';
import { targetOf, Wire } from '../pbx/wire';

/** Signs in to a PortSIP PBX and keeps the session. */
export class PortSipApi implements ICredentialType {
	name = 'portSipApi';

	displayName = 'PortSIP PBX API';

	icon: Icon = { light: 'file:../icons/portsip.svg', dark: 'file:../icons/portsip.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-portsip/n8n-nodes-portsip#create-the-credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'https://pbx.example.com:8887',
			description: 'Address of the PBX with the port of its API',
		},
		{
			displayName: 'Sign In As',
			name: 'signInAs',
			type: 'options',
			options: [
				{ name: 'System Administrator or Dealer', value: 'system' },
				{ name: 'Tenant User', value: 'tenantUser' },
			],
			default: 'system',
			description:
				'Tenants, dealers and trunks of the provider need a system administrator or dealer',
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			description: 'An account without two-factor authentication, best one of its own for n8n',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
		{
			displayName: 'Tenant Domain',
			name: 'domain',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'sip.customer.example',
			description: 'SIP domain of the tenant that the user belongs to',
			displayOptions: { show: { signInAs: ['tenantUser'] } },
		},
		{
			displayName: 'Ignore SSL Issues',
			name: 'ignoreSslIssues',
			type: 'boolean',
			default: false,
			description:
				'Whether to connect even if the certificate of the PBX is not trusted, such as the self-signed one that PortSIP installs by default',
		},
		{
			displayName: 'Session',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/** n8n calls it without a saved token, after a 401, and for every credential test. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<{ accessToken: string }> {
		const login = loginOf(credentials);
		const wire = wireFor(login, this.helpers.httpRequest.bind(this.helpers) as Http);
		return { accessToken: await renew(wire, login, credentials.accessToken) };
	}

	/** Adds the token; one of another account is treated as run out, so that n8n asks for a new one. */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const token = tokenFor(loginOf(credentials), credentials.accessToken);
		if (!token) throw new SessionOfAnotherAccount();
		return {
			...requestOptions,
			headers: { ...requestOptions.headers, Authorization: `Bearer ${token}` },
		};
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				"={{ ($credentials.baseUrl.includes('://') ? $credentials.baseUrl : 'https://' + $credentials.baseUrl).trim().replace(/\\/+$/, '').replace(/\\/api$/, '') }}",
			url: '/api/auth/user',
			skipSslCertificateValidation: '={{ $credentials.ignoreSslIssues }}' as unknown as boolean,
			// The token is for this address only.
			disableFollowRedirect: true,
		},
		rules: [
			...[301, 302, 303, 307, 308].map((value) => ({
				type: 'responseCode' as const,
				properties: {
					value,
					message: `The address sends requests on to another one (${value}). Write that one as Base URL, with scheme and port.`,
				},
			})),
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						'Saved, and it works: the sign-in went well. n8n shows this in red only because the PBX is older than 22.2 and cannot be asked whose account it is.',
				},
			},
		],
	};
}

/** Looks to n8n like a 401, after which it signs in again and repeats the request. */
class SessionOfAnotherAccount extends Error {
	readonly response = { status: 401 };

	constructor() {
		super('The saved session belongs to another account');
	}
}

/** n8n gives a credential no log, and its sign-in is waited for by a request that can be stopped. */
const wireFor = (login: Login, send: Http): Wire =>
	new Wire({ send, clock: CLOCK, tell: () => undefined }, targetOf(login), {
		timeout: DEFAULTS.timeout,
	});
