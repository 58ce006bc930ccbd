import type { IHttpRequestOptions } from 'n8n-workflow';
import { PortSipApi } from '../../credentials/PortSipApi.credentials.ts';
import { apiRoot } from '../../pbx/address.ts';
import { testCredential } from '../support/credentialTest.mts';
import { setUp, type Bench } from '../support/node.mts';

describe('the test of the credential', () => {
	let bench: Bench;
	afterEach(async () => await bench.close());
	const check = async (changes: object = {}) =>
		await testCredential(bench.engine, {
			baseUrl: bench.simulator.url,
			signInAs: 'system',
			...bench.simulator.logins.systemAdmin,
			...changes,
		});

	test.each([
		['system administrator', () => ({})],
		['dealer', () => bench.simulator.logins.dealer],
		['tenant user', () => ({ signInAs: 'tenantUser', ...bench.simulator.logins.tenantUser })],
	])('is green for a %s', async (_, login) => {
		bench = await setUp();
		expect(await check(login())).toEqual({ status: 'OK', message: 'Connection successful!' });
	});

	test.each(['/', '/api', '/api/'])('takes a Base URL that ends with %s', async (end) => {
		bench = await setUp();
		expect((await check({ baseUrl: `${bench.simulator.url}${end}` })).status).toBe('OK');
	});

	test('always signs in, even with a session that still stands', async () => {
		bench = await setUp();
		await check();
		await check({ accessToken: bench.engine.credentials.read('portsip').accessToken });
		expect(bench.simulator.counters.logins).toBe(2);
	});

	test('is green with a self-signed certificate only under Ignore SSL Issues', async () => {
		bench = await setUp({ tls: true });
		expect((await check()).message).toMatch(/certificate .* is not trusted.*Ignore SSL Issues/);
		expect((await check({ ignoreSslIssues: true })).status).toBe('OK');
	});

	test.each([
		['a wrong password', { password: 'Red-Light-1' }, /refused the sign-in/],
		['a wrong port', { baseUrl: 'http://127.0.0.1:9' }, /Nothing answers at 127\.0\.0\.1:9/],
		['a wrong domain', { signInAs: 'tenantUser', domain: 'no.example' }, /refused the sign-in/],
		['no domain', { signInAs: 'tenantUser', domain: '' }, /has no Tenant Domain/],
		['no password', { password: '' }, /no username or no password/],
		['no address', { baseUrl: 'not an address' }, /is not a web address/],
	])('is red with the way out for %s', async (_, changes, words) => {
		bench = await setUp();
		const { status, message } = await check(changes);
		expect([status, message]).toEqual(['Error', expect.stringMatching(words)]);
		expect(message).not.toContain('Red-Light-1');
	});

	test('is red for an account with a second factor', async () => {
		bench = await setUp({ twoFactor: true });
		expect((await check()).message).toMatch(/second factor/);
	});

	test('says so when the PBX is too old to be asked for the account', async () => {
		bench = await setUp({ failures: [{ path: '/auth/user', status: 404, times: 2 }] });
		expect((await check()).message).toMatch(/it works.*older than 22\.2/);
	});
});

test.each([
	['https://pbx.example.com:8887', 'https://pbx.example.com:8887/api'],
	['https://pbx.example.com:8887//', 'https://pbx.example.com:8887/api'],
	[' pbx.example.com:8887 ', 'https://pbx.example.com:8887/api'],
	['https://pbx.example.com/api/', 'https://pbx.example.com/api'],
	['http://[::1]:8887/pbx/api', 'http://[::1]:8887/pbx/api'],
	['https://pbx.example.com/?a=b#c', 'https://pbx.example.com/api'],
])('the Base URL %s leads to %s', (typed, root) => {
	expect(apiRoot(typed)).toBe(root);
});

test.each(['', 'ftp://pbx.example.com', 'https://user:word@pbx.example.com', 'https://'])(
	'the Base URL "%s" is refused',
	(typed) => {
		expect(() => apiRoot(typed)).toThrow(/Base URL of the credential/);
	},
);

test('a token of another account is never sent', async () => {
	const login = {
		baseUrl: 'https://pbx.example',
		signInAs: 'system',
		username: 'one',
		password: 'two',
	};
	const credential = new PortSipApi();
	const http = async ({ url }: IHttpRequestOptions) =>
		url.endsWith('/auth/user')
			? { statusCode: 200, headers: {}, body: {} }
			: { statusCode: 200, headers: {}, body: { access_token: 'the-token' } };
	const { accessToken } = await credential.preAuthentication.call(
		{ helpers: { httpRequest: http } },
		login,
	);
	const send = async (fields: object) =>
		await credential.authenticate({ ...login, ...fields, accessToken }, { url: '/' });
	expect((await send({})).headers).toEqual({ Authorization: 'Bearer the-token' });
	await expect(send({ username: 'other' })).rejects.toMatchObject({ response: { status: 401 } });
	await expect(send({ baseUrl: 'https://else.example' })).rejects.toMatchObject({
		response: { status: 401 },
	});
});
