import { Readable } from 'node:stream';
import type { INode } from 'n8n-workflow';
import { nodeError } from '../../nodes/shared/execution/errors.ts';
import { outcomeOf } from '../../nodes/shared/execution/outcome.ts';
import { findOperation } from '../../nodes/shared/api/index.ts';
import { CallFailed, mayRepeat, type Failure } from '../../pbx/failures.ts';
import { answerIn, failureOf, malformed, replyOf } from '../../pbx/reading.ts';

const HOST = 'pbx.example:8887';
const ITEM = 4;
const node = { id: '1', name: 'PortSIP', type: 'portSip', typeVersion: 1, position: [0, 0] };
const operation = findOperation('trunk', 'create');

/** What n8n's request helper throws: the answer hangs on the cause of its own error. */
const answered = (status: number, data?: unknown, headers: object = {}) => ({
	name: 'NodeApiError',
	cause: { name: 'AxiosError', response: { status, data, headers } },
});
const said = (status: number, code: string, message = 'So it is', detail?: unknown) =>
	answered(status, { errors: [{ code, message, detail }] });
const broken = (code: string, syscall?: string) => ({
	name: 'NodeApiError',
	cause: { name: 'AxiosError', code, cause: { code, syscall } },
});

/** What the connection makes of it. */
async function failureFor(thrown: unknown): Promise<Failure> {
	const answer = answerIn(thrown);
	if (!answer) return failureOf(thrown, HOST);
	return await replyOf(answer, { method: 'GET', route: '/list' }, HOST).then(
		() => Promise.reject(new Error('It is no failure')),
		(error: CallFailed) => error.failure,
	);
}

/** Message and advice as the editor shows them. */
async function shown(thrown: unknown): Promise<{ message: string; advice: string }> {
	const outcome = outcomeOf(new CallFailed(await failureFor(thrown)));
	const error = nodeError({ ...node, parameters: {} } as INode, outcome, ITEM, { operation });
	expect(error.context.itemIndex).toBe(ITEM);
	return { message: error.message, advice: String(error.description) };
}

/** Words that alarm without helping; the PBX's own are not ours to choose. */
const ALARM = /\b(error|problem|fail(ed|ure)?|invalid|oops|unknown)\b/i;

const CODES = [
	[400, 'VALIDATE_FAILED', /did not accept a value.*Compare the fields/],
	[409, 'RESOURCE_IN_USE', /Something else still uses it.*assignments and rules.*dealers below/],
	[403, 'LICENSE_MODULE_UNAVAILABLE', /license of the PBX lacks the module.*PortSIP partner/],
	[403, 'LICENSE_TENANT_MODULE_REQUIRED', /tenant has no license.*Max Contact Center Users/],
	[403, 'LICENSE_TARGET_MODULE_REQUIRED', /extension that is addressed.*Assign it one first/],
	[503, 'LICENSE_SNAPSHOT_UNAVAILABLE', /still reading its license.*Wait a minute/],
	[409, 'LICENSE_EXTENSION_IN_USE', /Extensions still use.*Take it from them first/],
] as const;

describe('each code of PortSIP has its own advice', () => {
	test.each(CODES)('%i %s', async (status, code, advice) => {
		const words = await shown(said(status, code));
		expect(words.message).toBe(`Create trunk: the PBX answered ${status} ${code}: So it is`);
		expect(words.advice).toMatch(advice);
		expect(words.advice).not.toMatch(ALARM);
	});

	test('and no two share it', async () => {
		const words = await Promise.all(
			CODES.map(async ([status, code]) => await shown(said(status, code))),
		);
		const advice = words.map((each) => each.advice);
		expect(new Set(advice).size).toBe(CODES.length);
	});
});

describe('each status has its own advice, where the code says nothing more', () => {
	test.each([
		[400, /Check the values of the fields against the answer/],
		[401, /session is not accepted.*account still exists and is enabled/],
		[403, /account in the credential may not do this.*role for it/],
		[404, /no such record, or this account cannot see it.*Check what the node names it by/],
		[409, /conflicts with what the PBX already holds.*Look the existing record up/],
		[415, /form of the request.*report it/],
		[418, /Check the values and the rights/],
		[429, /limits how many requests.*Wait a minute.*fewer items/],
		[500, /could not complete it. Look up whether the change was made/],
		[502, /could not complete it. Look up whether the change was made/],
		[503, /could not complete it. Look up whether the change was made/],
		[504, /could not complete it. Look up whether the change was made/],
	])('%i', async (status, advice) => {
		const coded = await shown(said(status, 'SOMETHING_NEW'));
		expect(coded.message).toBe(`Create trunk: the PBX answered ${status} SOMETHING_NEW: So it is`);
		const bare = await shown(answered(status));
		expect(bare.message).toBe(`Create trunk: the PBX answered ${status}`);
		for (const words of [coded, bare]) {
			expect(words.advice).toMatch(advice);
			expect(words.advice).not.toMatch(ALARM);
		}
	});
});

describe('what the PBX does not accept', () => {
	const message = async (data: unknown) => (await shown(answered(400, data))).message;
	const prefix = 'Create trunk: the PBX answered 400 VALIDATE_FAILED: ';
	const entry = (text: unknown, detail?: unknown) => ({
		code: 'VALIDATE_FAILED',
		message: text,
		detail,
	});

	test('names the field of the detail', async () => {
		expect(await message({ errors: [entry('Not valid', 'hostname: is required')] })).toBe(
			`${prefix}Not valid: hostname: is required`,
		);
	});

	test('names all fields, each once', async () => {
		const errors = [entry('A', 'name'), entry('B', 'hostname'), entry('B', 'hostname')];
		expect(await message({ errors })).toBe(`${prefix}A: name; B: hostname`);
	});

	test('keeps a detail that is no text', async () => {
		expect(await message({ errors: [entry('A', { field: 'port', max: 9 })] })).toBe(
			`${prefix}A: {"field":"port","max":9}`,
		);
		expect(await message({ errors: [entry(undefined, ['port'])] })).toBe(`${prefix}["port"]`);
	});

	test.each([
		[{ errors: [] }],
		[{ errors: 'none' }],
		[{ errors: [null, 'text'] }],
		[{ message: 'another form' }],
		[null],
		['plain text'],
	])('can come in a form that nobody knows: %j', async (data) => {
		expect(await message(data)).toBe('Create trunk: the PBX answered 400');
	});

	test('is read from a stream, too, since a download was asked for', async () => {
		const stream = (text: string) => Readable.from([Buffer.from(text)]);
		const data = stream(JSON.stringify({ errors: [entry('A', 'name')] }));
		expect(await message(data)).toBe(`${prefix}A: name`);
		expect(await message(stream('cut off {'))).toBe('Create trunk: the PBX answered 400');
		const broken = Readable.from(
			(async function* () {
				yield Buffer.from('{"errors"');
				throw new Error('aborted');
			})(),
		);
		expect(await message(broken)).toBe('Create trunk: the PBX answered 400');
	});
});

describe('each way in which there is no answer', () => {
	test.each([
		[
			'ECONNREFUSED',
			'connect',
			/Nothing answers at pbx\.example:8887/,
			/host and port.*is running/,
		],
		['ENOTFOUND', 'getaddrinfo', /host name of pbx\.example:8887 cannot be found/, /Base URL/],
		['EAI_AGAIN', 'getaddrinfo', /host name of .*:8887 cannot be found/, /look the name up/],
		['EHOSTUNREACH', 'connect', /pbx\.example:8887 did not answer in time/, /firewall/],
		['ENETUNREACH', 'connect', /pbx\.example:8887 did not answer in time/, /firewall/],
		['ETIMEDOUT', 'connect', /pbx\.example:8887 did not answer in time/, /firewall/],
		['EHOSTUNREACH', 'read', /pbx\.example:8887 did not answer in time/, /firewall/],
		['ETIMEDOUT', 'read', /pbx\.example:8887 did not answer in time/, /firewall/],
		['ECONNABORTED', undefined, /pbx\.example:8887 did not answer in time/, /firewall/],
		['ECONNRESET', 'read', /connection to pbx\.example:8887 broke off/, /reachable/],
		['EPIPE', 'write', /connection to pbx\.example:8887 broke off/, /reachable/],
		['', undefined, /connection to pbx\.example:8887 broke off/, /reachable/],
		['EPROTO', 'write', /does not speak HTTPS/, /port of the Base URL/],
	])('%s while it is in %s', async (code, syscall, message, advice) => {
		const words = await shown(broken(code, syscall));
		expect(words.message).toMatch(message);
		expect(words.message).toMatch(/^Create trunk: /);
		expect(words.advice).toMatch(advice);
		expect(`${words.message} ${words.advice}`).not.toMatch(ALARM);
		// Only where there was no connection may a write be sent again.
		const unconnected = syscall === 'connect' || syscall === 'getaddrinfo';
		const failure = failureOf(broken(code, syscall), HOST);
		expect(failure).toMatchObject({ kind: 'unanswered', sent: !unconnected });
		expect(mayRepeat(false, failure)).toBe(unconnected);
	});

	test.each([
		[['connect', 'connect'], false],
		[['connect', 'read'], true],
	])('at several addresses of a name: %j', (syscalls, sent) => {
		const errors = syscalls.map((syscall) => ({ code: 'ECONNREFUSED', syscall }));
		const failure = failureOf({ cause: { code: 'ECONNREFUSED', errors } }, HOST);
		expect(failure).toMatchObject({ kind: 'unanswered', sent });
	});

	test.each([
		['CERT_HAS_EXPIRED', /Ignore SSL Issues/],
		['DEPTH_ZERO_SELF_SIGNED_CERT', /self-signed/],
	])('%s: the certificate', async (code, advice) => {
		const words = await shown(broken(code));
		expect(words.message).toMatch(/^Create trunk: The certificate of .* is not trusted/);
		expect(words.advice).toMatch(advice);
		expect(failureOf(broken(code), HOST).kind).toBe('untrusted');
	});
});

describe('a web page in place of the API', () => {
	const page = async (status: number) =>
		await shown(answered(status, '<!DOCTYPE html><p>Hello', { 'content-type': 'text/html' }));

	test.each([
		[404, /Check the Base URL/],
		[429, /limits how many requests/],
		[502, /in front of the PBX.*Look up whether the change was made/],
		[504, /in front of the PBX.*Look up whether the change was made/],
	])('%i tells its status and what to do', async (status, advice) => {
		const words = await page(status);
		expect(words.message).toBe(
			`Create trunk: pbx.example:8887 answered with a web page instead of the REST API (${status})`,
		);
		expect(words.advice).toMatch(advice);
	});
});

describe('a redirect', () => {
	test.each([
		[301, '<!DOCTYPE html><p>Moved', { 'content-type': 'text/html' }],
		[302, '', {}],
		[308, '', { location: 'https://pbx.example:8887/api/tenants' }],
	])('%i says to enter the other address', async (status, body, headers) => {
		const words = await shown(answered(status, body, headers));
		expect(words.message).toBe(
			`Create trunk: pbx.example:8887 sends requests on to another address (${status})`,
		);
		expect(words.advice).toMatch(/as Base URL into the credential/);
	});
});

describe('an answer that cannot be read', () => {
	test('says that the change may have been made', async () => {
		const { message, advice } = malformed(201, 'pbx.example');
		expect(message).toBe('the answer of pbx.example (201) is incomplete or not valid JSON');
		expect(advice).toMatch(/Look up whether the change was made/);
	});

	test('is asked for again by a read only', async () => {
		const failure = malformed(200, 'pbx.example');
		expect(mayRepeat(true, failure)).toBe(true);
		expect(mayRepeat(false, failure)).toBe(false);
	});
});

describe('Retry-After', () => {
	const HOUR = 3_600_000;
	const at = (milliseconds: number) => new Date(milliseconds).toUTCString();
	const wait = async (headers: object) => {
		const failure = await failureFor(answered(429, {}, headers));
		return failure.kind === 'answered' ? failure.retryAfter : undefined;
	};

	test.each([-HOUR, 0, HOUR])(
		'counts from the clock of the answer, %i ms from ours',
		async (ahead) => {
			const now = Math.floor(Date.now() / 1000) * 1000 + ahead;
			expect(await wait({ date: at(now), 'retry-after': at(now + 7000) })).toBe(7000);
			expect(await wait({ date: at(now), 'retry-after': at(now - 7000) })).toBe(0);
			expect(await wait({ date: at(now), 'retry-after': '7' })).toBe(7000);
		},
	);

	test('counts from our clock where the answer has no date', async () => {
		const until = (await wait({ 'retry-after': at(Date.now() + 10_000) })) ?? 0;
		expect(until).toBeGreaterThan(0);
		expect(until).toBeLessThanOrEqual(10_000);
		expect(await wait({})).toBeUndefined();
	});
});
