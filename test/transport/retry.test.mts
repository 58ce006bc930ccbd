import { RequestFailure, type PbxFailure } from '../../nodes/PortSip/transport/failure.ts';
import { mayRepeat, pause, persistently, retryAfter } from '../../nodes/PortSip/transport/retry.ts';

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

/** How often something that always fails is tried. */
async function triesOf(failure: Partial<PbxFailure>, tries: number, cancelled?: AbortSignal) {
	const attempt = jest.fn(async () => {
		throw new RequestFailure({ ...said, ...failure });
	});
	await expect(persistently(attempt, true, { tries, cancelled })).rejects.toThrow('so it is');
	return attempt.mock.calls.length;
}

test('is tried as often as it was asked for, and no longer than it makes sense', async () => {
	expect(await triesOf({ status: 503, retryAfter: 1 }, 3)).toBe(3);
	expect(await triesOf({ status: 503, retryAfter: 61_000 }, 3)).toBe(1);
	expect(await triesOf({ status: 404 }, 3)).toBe(1);
	expect(await triesOf({ status: 503 }, 1)).toBe(1);
});

test('a stopped execution ends the tries at once', async () => {
	const stop = new AbortController();
	const tries = triesOf({ status: 503, retryAfter: 30_000 }, 3, stop.signal);
	stop.abort();
	expect(await tries).toBe(1);
	expect(await triesOf({ status: 503, retryAfter: 1 }, 3, stop.signal)).toBe(1);
});

test('a pause leaves nothing behind on the signal', async () => {
	const { signal } = new AbortController();
	const removed = jest.spyOn(signal, 'removeEventListener');
	expect(await pause(1, signal)).toBe(true);
	expect(removed).toHaveBeenCalledWith('abort', expect.anything());
});
