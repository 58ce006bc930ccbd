import { mayRepeat, pause, retryAfter } from '../../nodes/PortSip/transport/retry.ts';

const said = { message: 'so it is', advice: 'do that' };

test.each([
	['GET', { status: 429 }, true],
	['GET', { status: 502 }, true],
	['GET', { status: 503 }, true],
	['GET', { status: 504 }, true],
	['GET', {}, true],
	['GET', { status: 500 }, false],
	['GET', { status: 404 }, false],
	['GET', { signIn: true }, false],
	['GET', { certificate: true, neverSent: true }, false],
	['POST', { status: 429 }, true],
	['POST', { neverSent: true }, true],
	['POST', { status: 503, retryAfter: 1000 }, true],
	['POST', { status: 503, code: 'LICENSE_SNAPSHOT_UNAVAILABLE' }, true],
	['POST', { status: 503 }, false],
	['POST', { status: 502 }, false],
	['POST', { status: 504 }, false],
	['POST', {}, false],
	['POST', { signIn: true }, false],
] as const)('a %s that failed with %j may be repeated: %s', (method, failure, expected) => {
	expect(mayRepeat(method, { ...said, ...failure })).toBe(expected);
});

test.each([
	['7', 7000],
	[7, 7000],
	['Thu, 01 Jan 1970 00:00:20 GMT', 10_000],
	['Thu, 01 Jan 1970 00:00:01 GMT', 0],
	['soon', undefined],
	[undefined, undefined],
])('Retry-After %s is %s ms', (header, expected) => {
	expect(retryAfter(header, 10_000)).toBe(expected);
});

test('a pause that is too long, or a stopped execution, ends the tries', async () => {
	const stop = new AbortController();
	expect(await pause(1, { ...said, retryAfter: 61_000 }, undefined)).toBe(false);
	expect(await pause(4, said, undefined)).toBe(false);
	const waiting = pause(1, { ...said, retryAfter: 1500 }, stop.signal);
	stop.abort();
	expect(await waiting).toBe(false);
	expect(await pause(1, said, stop.signal)).toBe(false);
});
