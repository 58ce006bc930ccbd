import type { INode } from 'n8n-workflow';
import { nodeError } from '../../nodes/shared/execution/nodeErrors.ts';
import { findOperation } from '../../nodes/shared/api/index.ts';
import { failureOf, malformedFailure, RequestFailure } from '../../pbx/failure.ts';
import { mayRepeat } from '../../pbx/retry.ts';

const ROOT = 'https://pbx.example:8887/api';
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
const broken = (code: string) => ({ name: 'NodeApiError', cause: { name: 'AxiosError', code } });

/** Message and advice as the editor shows them. */
function shown(thrown: unknown): { message: string; advice: string } {
	const failure = new RequestFailure(failureOf(thrown, ROOT));
	const error = nodeError({ ...node, parameters: {} } as INode, failure, operation, ITEM);
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
	test.each(CODES)('%i %s', (status, code, advice) => {
		const words = shown(said(status, code));
		expect(words.message).toBe(`Create trunk: the PBX answered ${status} ${code}: So it is`);
		expect(words.advice).toMatch(advice);
		expect(words.advice).not.toMatch(ALARM);
	});

	test('and no two share it', () => {
		const advice = CODES.map(([status, code]) => shown(said(status, code)).advice);
		expect(new Set(advice).size).toBe(CODES.length);
	});
});

describe('each status has its own advice, where the code says nothing more', () => {
	test.each([
		[400, /Check the values of the fields against the answer/],
		[401, /session is not accepted.*account still exists and is enabled/],
		[403, /account in the credential may not do this.*role for it/],
		[404, /no such record, or this account cannot see it.*Check the ID/],
		[409, /conflicts with what the PBX already holds.*Look the existing record up/],
		[415, /form of the request.*report it/],
		[418, /Check the values and the rights/],
		[429, /limits how many requests.*Wait a minute.*fewer items/],
		[500, /could not complete it. Look up whether the change was made/],
		[502, /could not complete it. Look up whether the change was made/],
		[503, /could not complete it. Look up whether the change was made/],
		[504, /could not complete it. Look up whether the change was made/],
	])('%i', (status, advice) => {
		const coded = shown(said(status, 'SOMETHING_NEW'));
		expect(coded.message).toBe(`Create trunk: the PBX answered ${status} SOMETHING_NEW: So it is`);
		const bare = shown(answered(status));
		expect(bare.message).toBe(`Create trunk: the PBX answered ${status}`);
		for (const words of [coded, bare]) {
			expect(words.advice).toMatch(advice);
			expect(words.advice).not.toMatch(ALARM);
		}
	});
});

describe('what the PBX does not accept', () => {
	const message = (data: unknown) => shown(answered(400, data)).message;
	const prefix = 'Create trunk: the PBX answered 400 VALIDATE_FAILED: ';
	const entry = (text: unknown, detail?: unknown) => ({
		code: 'VALIDATE_FAILED',
		message: text,
		detail,
	});

	test('names the field of the detail', () => {
		expect(message({ errors: [entry('Not valid', 'hostname: is required')] })).toBe(
			`${prefix}Not valid: hostname: is required`,
		);
	});

	test('names all fields, each once', () => {
		const errors = [entry('A', 'name'), entry('B', 'hostname'), entry('B', 'hostname')];
		expect(message({ errors })).toBe(`${prefix}A: name; B: hostname`);
	});

	test('keeps a detail that is no text', () => {
		expect(message({ errors: [entry('A', { field: 'port', max: 9 })] })).toBe(
			`${prefix}A: {"field":"port","max":9}`,
		);
		expect(message({ errors: [entry(undefined, ['port'])] })).toBe(`${prefix}["port"]`);
	});

	test.each([
		[{ errors: [] }],
		[{ errors: 'none' }],
		[{ errors: [null, 'text'] }],
		[{ message: 'another form' }],
		[null],
		['plain text'],
	])('can come in a form that nobody knows: %j', (data) => {
		expect(message(data)).toBe('Create trunk: the PBX answered 400');
	});

	test('is read from bytes, too, since a download was asked for', () => {
		const data = Buffer.from(JSON.stringify({ errors: [entry('A', 'name')] }));
		expect(message(data)).toBe(`${prefix}A: name`);
		expect(message(Buffer.from('cut off {'))).toBe('Create trunk: the PBX answered 400');
	});
});

describe('each way in which there is no answer', () => {
	test.each([
		['ECONNREFUSED', true, /Nothing answers at pbx\.example:8887/, /host and port.*is running/],
		['ENOTFOUND', true, /host name of pbx\.example:8887 cannot be found/, /Base URL/],
		['EAI_AGAIN', true, /host name of pbx\.example:8887 cannot be found/, /look the name up/],
		['EHOSTUNREACH', true, /pbx\.example:8887 did not answer in time/, /firewall/],
		['ENETUNREACH', true, /pbx\.example:8887 did not answer in time/, /firewall/],
		['ETIMEDOUT', false, /pbx\.example:8887 did not answer in time/, /firewall/],
		['ECONNABORTED', false, /pbx\.example:8887 did not answer in time/, /firewall/],
		['ECONNRESET', false, /connection to pbx\.example:8887 broke off/, /reachable/],
		['EPIPE', false, /connection to pbx\.example:8887 broke off/, /reachable/],
		['', false, /connection to pbx\.example:8887 broke off/, /reachable/],
		['EPROTO', false, /does not speak HTTPS/, /scheme and the port/],
		['CERT_HAS_EXPIRED', true, /certificate of .* is not trusted/, /Ignore SSL Issues/],
		['DEPTH_ZERO_SELF_SIGNED_CERT', true, /certificate of .* is not trusted/, /self-signed/],
	])('%s', (code, neverSent, message, advice) => {
		const words = shown(broken(code));
		expect(words.message).toMatch(message);
		expect(words.message).toMatch(/^Create trunk: /);
		expect(words.advice).toMatch(advice);
		expect(`${words.message} ${words.advice}`).not.toMatch(ALARM);
		// Only where nothing can have reached the PBX may a write be sent again.
		expect(failureOf(broken(code), ROOT).neverSent === true).toBe(neverSent);
	});
});

describe('a web page in place of the API', () => {
	const page = (status: number) =>
		shown(answered(status, '<!DOCTYPE html><p>Hello', { 'content-type': 'text/html' }));

	test.each([
		[404, /Check the Base URL/],
		[429, /limits how many requests/],
		[502, /in front of the PBX.*Look up whether the change was made/],
		[504, /in front of the PBX.*Look up whether the change was made/],
	])('%i tells its status and what to do', (status, advice) => {
		const words = page(status);
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
	])('%i says to enter the other address', (status, body, headers) => {
		const words = shown(answered(status, body, headers));
		expect(words.message).toBe(
			`Create trunk: pbx.example:8887 sends requests on to another address (${status})`,
		);
		expect(words.advice).toMatch(/as Base URL into the credential/);
	});
});

describe('an answer that cannot be read', () => {
	test('says that the change may have been made', () => {
		const { message, advice } = malformedFailure(201, 'pbx.example');
		expect(message).toBe('the answer of pbx.example (201) is incomplete or not valid JSON');
		expect(advice).toMatch(/Look up whether the change was made/);
	});

	test('is asked for again by a read only', () => {
		const failure = malformedFailure(200, 'pbx.example');
		expect(mayRepeat(true, failure)).toBe(true);
		expect(mayRepeat(false, failure)).toBe(false);
	});
});

describe('Retry-After', () => {
	const HOUR = 3_600_000;
	const at = (milliseconds: number) => new Date(milliseconds).toUTCString();
	const wait = (headers: object) => failureOf(answered(429, {}, headers), ROOT).retryAfter;

	test.each([-HOUR, 0, HOUR])('counts from the clock of the answer, %i ms from ours', (ahead) => {
		const now = Math.floor(Date.now() / 1000) * 1000 + ahead;
		expect(wait({ date: at(now), 'retry-after': at(now + 7000) })).toBe(7000);
		expect(wait({ date: at(now), 'retry-after': at(now - 7000) })).toBe(0);
		expect(wait({ date: at(now), 'retry-after': '7' })).toBe(7000);
	});

	test('counts from our clock where the answer has no date', () => {
		const until = wait({ 'retry-after': at(Date.now() + 10_000) }) ?? 0;
		expect(until).toBeGreaterThan(0);
		expect(until).toBeLessThanOrEqual(10_000);
		expect(wait({})).toBeUndefined();
	});
});
