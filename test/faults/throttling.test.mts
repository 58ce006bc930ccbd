import { all, allRows, allThree, noRows, notDone } from './expected.mts';
import { refusal } from './kinds.mts';
import { faultSuite } from './suite.mts';

/** The PBX limits how many requests it takes. */
const { scene, faults } = faultSuite();

const inSeconds = (seconds: number) => () => ({ 'retry-after': String(seconds) });
const atDate = (seconds: number) => () => ({
	'retry-after': new Date(Date.now() + (scene().proxy.clockAhead + seconds) * 1000).toUTCString(),
});
const throttled = (headers?: () => Record<string, string>) => refusal(429, 'UNKNOWN', headers);

faults('429 with Retry-After in seconds', [
	{ subject: 'read', happens: throttled(inSeconds(1)), waits: 1000, expected: allRows(4) },
	{ subject: 'create', happens: throttled(inSeconds(1)), waits: 1000, expected: allThree(4) },
]);

faults('429 with Retry-After as a date', [
	{ subject: 'create', happens: throttled(atDate(1)), expected: allThree(4) },
]);

faults('429 without Retry-After, twice', [
	{ subject: 'read', where: { times: 2 }, happens: throttled(), expected: allRows(5) },
	{ subject: 'create', where: { times: 2 }, happens: throttled(), expected: allThree(5) },
]);

faults('429 for longer than the node tries', [
	{
		subject: 'create',
		where: { times: 2 },
		options: { maxTries: 2 },
		happens: throttled(),
		expected: notDone(/429/, 4),
	},
]);

faults('429 with a Retry-After of an hour', [
	{ subject: 'read', happens: throttled(inSeconds(3600)), expected: noRows(/429/, 3, 2) },
]);

// Two seconds, less what headers in whole seconds do not tell; our own clock would make it none.
const onTime = { happens: throttled(atDate(2)), waits: 900, expected: allRows(4) };
faults('429 with a date, the clock of the PBX an hour ahead', [
	{ subject: 'read', clockAhead: 3600, ...onTime },
]);
faults('429 with a date, the clock of the PBX an hour behind', [
	{ subject: 'read', clockAhead: -3600, ...onTime },
]);

faults('20 items, 10 at a time, meet 429', [
	{
		subject: 'createMany',
		where: { times: 10 },
		happens: throttled(inSeconds(1)),
		expected: all(20, 30),
	},
]);
