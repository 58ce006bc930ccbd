/** The fields of the credential that a sign-in needs. */
export interface Login {
	baseUrl: string;
	signInAs: 'system' | 'tenantUser';
	username: string;
	password: string;
	domain: string;
	ignoreSslIssues: boolean;
}

/** The same from the values that n8n keeps, of which an old or imported one may lack some. */
export const loginOf = (values: Readonly<Record<string, unknown>>): Login => ({
	baseUrl: String(values.baseUrl ?? ''),
	signInAs: values.signInAs === 'tenantUser' ? 'tenantUser' : 'system',
	username: String(values.username ?? ''),
	password: String(values.password ?? ''),
	domain: String(values.domain ?? ''),
	ignoreSslIssues: values.ignoreSslIssues === true,
});
