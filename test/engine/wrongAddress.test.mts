import http, { type RequestListener } from 'node:http';
import https from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { makeCertificate } from '../../simulator/tls.mts';
import { testCredential } from '../support/credentialTest.mts';
import { setUp, type Bench } from '../support/node.mts';

/** What is said where the Base URL leads to a port that is none of the API: from real servers. */
let bench: Bench;
let pems: Awaited<ReturnType<typeof makeCertificate>>;
const servers: Server[] = [];
beforeAll(async () => (pems = await makeCertificate()));
beforeEach(async () => (bench = await setUp()));
afterEach(async () => {
	await bench.close();
	await Promise.all(servers.splice(0).map(close));
});

const close = async (server: Server) => await new Promise((done) => server.close(done));

async function listen(server: Server, port = 0): Promise<number> {
	servers.push(server);
	await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
	return (server.address() as AddressInfo).port;
}

const plainServer = (listener: RequestListener) => http.createServer(listener);
const tlsServer = (listener: RequestListener = (_, answer) => answer.end('{}')) =>
	https.createServer(pems, listener);

/** A server that gives one answer to everything. */
const page =
	(status: number, body: string, headers: http.OutgoingHttpHeaders = {}): RequestListener =>
	(_, answer) =>
		answer.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);

const list = { resource: 'tenant', operation: 'getMany' };
const words = async () => {
	const { error } = await bench.run(list);
	const text = `${error?.message} ${error?.description}`;
	expect(text).not.toMatch(/\.\.|undefined/);
	return text;
};

/** What the node says, and what the test of the credential says, for an address. */
async function said(baseUrl: string): Promise<string[]> {
	const login = { ...bench.simulator.logins.systemAdmin, baseUrl, signInAs: 'system' };
	bench.signIn(login);
	const node = await words();
	const { status, message } = await testCredential(bench.engine, login);
	expect(status).toBe('Error');
	return [node, message];
}

/** The same from a request of a session that was signed in before the other server came. */
async function saidLater(server: Server, scheme = 'http'): Promise<string> {
	const { port } = new URL(bench.simulator.url);
	expect((await bench.run(list)).error).toBeUndefined();
	const session = bench.engine.credentials.read('portsip');
	await bench.close();
	await listen(server, Number(port));
	expect(session.baseUrl).toBe(`${scheme}://127.0.0.1:${port}`);
	return await words();
}

const PORTAL = '<!DOCTYPE html><html><head><title>PortSIP PBX</title></head><body></body></html>';
const SIGN_IN =
	'<html><head><title>Gateway</title></head><form><input name="u"><input type="password"></form></html>';
const NGINX =
	'<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>';
const GO = 'Client sent an HTTP request to an HTTPS server.\n';

describe('plain HTTP to a port of HTTPS', () => {
	test.each([
		['nginx', page(400, NGINX)],
		['a server in Go', page(400, GO, { 'content-type': 'text/plain' })],
	])('as %s answers it', async (_, listener) => {
		const port = await listen(plainServer(listener));
		for (const text of await said(`http://127.0.0.1:${port}`)) {
			expect(text).toMatch(
				/127\.0\.0\.1:\d+ expects HTTPS, and the Base URL begins with http:\/\//,
			);
			expect(text).toContain(`Write https://127.0.0.1:${port} as Base URL`);
		}
		// It was no refusal of the account: a corrected server is asked at once.
		expect((await said(`http://127.0.0.1:${port}`))[0]).not.toMatch(/short while ago/);
	});

	test('to a server that breaks the connection off', async () => {
		const port = await listen(tlsServer());
		for (const text of await said(`http://127.0.0.1:${port}`)) {
			expect(text).toMatch(/broke off.*begins with http:\/\/.*expects HTTPS/);
			expect(text).toContain(`write https://127.0.0.1:${port}`);
		}
	}, 20_000);

	test('to one that answers in the language of TLS', async () => {
		const { createServer } = await import('node:net');
		// What OpenSSL sends to a client that does not begin as it should: an alert.
		const alert = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x16]);
		const port = await listen(
			createServer((socket) =>
				socket
					.on('error', () => undefined)
					.resume()
					.end(alert),
			),
		);
		for (const text of await said(`http://127.0.0.1:${port}`)) {
			expect(text).toMatch(/expects HTTPS, and the Base URL begins with http:\/\//);
		}
	});

	test('from a later request, too', async () => {
		expect(await saidLater(plainServer(page(400, NGINX)))).toMatch(
			/^Get many tenants: 127\.0\.0\.1:\d+ expects HTTPS/,
		);
	});
});

describe('HTTPS to a port of plain HTTP', () => {
	test('is said at once', async () => {
		const port = await listen(plainServer(page(200, '{}')));
		const began = Date.now();
		for (const text of await said(`https://127.0.0.1:${port}`)) {
			expect(text).toMatch(/127\.0\.0\.1:\d+ does not speak HTTPS.*port of the Base URL/);
			expect(text).toContain(`write http://127.0.0.1:${port}`);
		}
		// Trying it again would not help.
		expect(Date.now() - began).toBeLessThan(1000);
	});

	test('from a later request, too', async () => {
		await bench.close();
		bench = await setUp({ tls: true });
		bench.signIn({ ...bench.simulator.logins.systemAdmin, ignoreSslIssues: true });
		expect(await saidLater(plainServer(page(200, '{}')), 'https')).toMatch(
			/^Get many tenants: 127\.0\.0\.1:\d+ does not speak HTTPS/,
		);
	});
});

describe('a web page in place of the API', () => {
	const cases = [
		['the web portal', page(200, PORTAL), /PortSIP's web portal instead of the REST API.*:8887/],
		['a portal that takes no POST', page(405, PORTAL), /PortSIP's web portal/],
		['a portal that knows no such page', page(404, PORTAL), /PortSIP's web portal/],
		['a page to sign in at', page(200, SIGN_IN), /page to sign in at instead.*gateway.*\/api/],
		['the same with 401', page(401, SIGN_IN), /page to sign in at instead/],
		['any other page', page(200, '<html><p>Hello'), /a web page instead of the REST API/],
		[
			'a way to a page to sign in at',
			page(302, '', { location: 'https://login.example/sso/start?state=hush-7' }),
			/sends requests on to a page to sign in at \(302, at login\.example\).*gateway/,
		],
		[
			'a way to another address',
			page(301, '', { location: 'https://pbx.example:8887/api/auth/sign_in?x=hush-7' }),
			/sends requests on to another address \(301\).*Write https:\/\/pbx\.example:8887 as/,
		],
	] as const;

	test.each(cases)('%s', async (_, listener, expected) => {
		const port = await listen(plainServer(listener));
		for (const text of await said(`http://127.0.0.1:${port}`)) {
			expect(text).toMatch(expected);
			expect(text).not.toContain('hush-7');
		}
	});

	test.each(cases)('%s, from a later request', async (name, listener, expected) => {
		const text = await saidLater(plainServer(listener));
		// After 401 n8n signs in anew, and it is the sign-in that meets the page.
		if (!name.endsWith('401')) expect(text).toMatch(/^Get many tenants: /);
		expect(text).toMatch(expected);
		expect(text).not.toContain('hush-7');
	});
});
