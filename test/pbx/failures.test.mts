import { pause, type Clock } from '../../pbx/clock.ts';
import { retryAfter } from '../../pbx/backOff.ts';
import { isAway, mayBeDone, mayPass, mayRepeat, type Failure } from '../../pbx/failures.ts';

type Case = Failure extends infer One
	? One extends Failure
		? Omit<One, 'message' | 'advice'>
		: never
	: never;
const said = { message: 'so it is', advice: 'do that' };
const failure = (each: Case) => ({ ...each, ...said }) as Failure;

/** Whether a read, and whether a write may be repeated; whether a write may have been done. */
test.each<[Case, boolean, boolean, boolean]>([
	[{ kind: 'answered', status: 302 }, false, false, false],
	[{ kind: 'answered', status: 404 }, false, false, false],
	[{ kind: 'answered', status: 429 }, true, true, false],
	[{ kind: 'answered', status: 500 }, false, false, true],
	[{ kind: 'answered', status: 502 }, true, false, true],
	[{ kind: 'answered', status: 503 }, true, false, true],
	[{ kind: 'answered', status: 503, retryAfter: 0 }, true, true, false],
	[{ kind: 'answered', status: 503, code: 'LICENSE_SNAPSHOT_UNAVAILABLE' }, true, true, false],
	[{ kind: 'answered', status: 504 }, true, false, true],
	[{ kind: 'unanswered', sent: true }, true, false, true],
	[{ kind: 'unanswered', sent: false }, true, true, false],
	[{ kind: 'unreadable', status: 200 }, true, false, true],
	[{ kind: 'page', status: 200 }, false, false, true],
	[{ kind: 'untrusted' }, false, false, false],
	[{ kind: 'signIn', outlook: 'refused' }, false, false, false],
	[{ kind: 'signIn', outlook: 'lasting' }, false, false, false],
	[{ kind: 'signIn', outlook: 'passing' }, true, true, false],
	[{ kind: 'notEntered', status: 503 }, false, false, false],
	[{ kind: 'incomplete' }, false, false, false],
	[{ kind: 'unsafe' }, false, false, false],
	[{ kind: 'stopped' }, false, false, false],
])('%j', (each, read, write, done) => {
	expect(mayRepeat(true, failure(each))).toBe(read);
	expect(mayRepeat(false, failure(each))).toBe(write);
	expect(mayBeDone(failure(each))).toBe(done);
});

test.each<[Case, boolean, boolean]>([
	[{ kind: 'answered', status: 500 }, false, false],
	[{ kind: 'answered', status: 502 }, true, true],
	[{ kind: 'answered', status: 429 }, false, false],
	[{ kind: 'unanswered', sent: true }, true, true],
	[{ kind: 'unreadable', status: 201 }, true, false],
	[{ kind: 'page', status: 200 }, true, false],
	[{ kind: 'untrusted' }, false, true],
])('%j may pass, and the PBX is away', (each, passes, away) => {
	expect(mayPass(failure(each))).toBe(passes);
	expect(isAway(failure(each))).toBe(away);
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

/** A clock that stops after so many milliseconds; it counts the timers that are left. */
function clockThat(stopsAt: number) {
	const stop = new AbortController();
	let now = 0;
	const clock: Clock = {
		now: () => now,
		async sleep(time) {
			now += time;
			if (now >= stopsAt) stop.abort();
		},
	};
	return { clock, stop: stop.signal, time: () => now };
}

test('a pause lasts as long as asked for', async () => {
	const { clock, stop, time } = clockThat(Infinity);
	expect(await pause(clock, 1234, stop)).toBe(true);
	expect(time()).toBe(1234);
});

test('a pause ends soon after a stop, and leaves no timer behind', async () => {
	const { clock, stop, time } = clockThat(500);
	expect(await pause(clock, 60_000, stop)).toBe(false);
	expect(time()).toBeLessThanOrEqual(600);
	expect(await pause(clock, 60_000, stop)).toBe(false);
	expect(time()).toBeLessThanOrEqual(600);
});
