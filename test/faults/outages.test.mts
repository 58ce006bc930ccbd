import { all, allRows, allThree, butSecond, noRows, notDone, UNKNOWN } from './expected.mts';
import { afterwards, outage, refusal } from './kinds.mts';
import { faultSuite } from './suite.mts';

/** The PBX, or what stands in front of it, answers 5xx; or it restarts. */
const { faults, restarts } = faultSuite();

const notNow = refusal(503, 'UNKNOWN');
faults('503 for a moment', [
	{ subject: 'read', where: { times: 2 }, happens: notNow, expected: allRows(5) },
	{ subject: 'create', happens: notNow, expected: allThree(4) },
	{ subject: 'createRules', happens: notNow, expected: notDone(UNKNOWN) },
	{
		subject: 'update',
		happens: refusal(503, 'UNKNOWN', () => ({ 'retry-after': '1' })),
		expected: allThree(4),
	},
]);

const broken = refusal(500, 'UNKNOWN');
faults('500 once', [
	{ subject: 'read', happens: broken, expected: noRows(/500/, 3, 2) },
	{ subject: 'create', happens: broken, expected: notDone(/500/) },
]);
faults('500 once after the PBX has done it', [
	{ subject: 'create', happens: afterwards(broken), expected: butSecond(/500/) },
]);

// 600 ms are less than the pauses of four tries at the least; all requests meet it, looks, too.
const everything = { line: /./, times: Infinity };
const passing = () => ({ where: everything, happens: outage(600) });
faults('5xx for a minute, in small', [
	{ subject: 'read', ...passing(), expected: allRows() },
	{ subject: 'create', ...passing(), expected: allThree(4) },
	{ subject: 'update', ...passing(), expected: allThree(4) },
	{ subject: 'remove', ...passing(), expected: allThree(4) },
	{
		subject: 'createRules',
		...passing(),
		expected: { sent: 3, got: 1, holds: 1, items: 1, failed: { 1: UNKNOWN, 2: UNKNOWN } },
	},
	// All twenty run at once and meet it, and are sent once more when it is over.
	{
		subject: 'createMany',
		...passing(),
		where: { ...everything, skip: 0 },
		expected: all(20, 40),
	},
]);

faults('5xx for longer than the node tries', [
	{
		subject: 'read',
		where: { times: Infinity, skip: 0 },
		options: { maxTries: 4 },
		happens: outage(Infinity),
		expected: noRows(/502|503|504/, 4, 0),
	},
	{
		subject: 'createMany',
		where: { ...everything, skip: 0 },
		options: { maxTries: 2 },
		happens: outage(Infinity),
		expected: {
			sent: 20,
			got: 0,
			holds: 0,
			items: 0,
			failed: Object.fromEntries(Array.from({ length: 20 }, (_, item) => [item, UNKNOWN])),
		},
	},
]);

// Longer than the pauses of four tries at the most.
faults('5xx for longer, and Max Tries is 6', [
	{
		subject: 'read',
		where: { ...everything, skip: 0 },
		options: { maxTries: 6 },
		happens: outage(2700),
		expected: allRows(),
	},
]);

faults('the PBX restarts', [
	{ subject: 'read', where: { skip: 0 }, happens: restarts, expected: allRows(6, 4) },
	{ subject: 'create', happens: restarts, expected: allThree(4) },
]);
