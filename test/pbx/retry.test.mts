import { mayRepeat, pause, retryAfter } from '../../pbx/retry.ts';

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
	['POST', { signIn: true, passing: true }, true],
] as const)('a %s that failed with %j may be repeated: %s', (method, failure, expected) => {
	expect(mayRepeat(method === 'GET', { ...said, ...failure })).toBe(expected);
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

test('a pause leaves nothing behind on the signal', async () => {
	const { signal } = new AbortController();
	const removed = jest.spyOn(signal, 'removeEventListener');
	expect(await pause(1, signal)).toBe(true);
	expect(removed).toHaveBeenCalledWith('abort', expect.anything());
});
