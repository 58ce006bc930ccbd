import { all, allRows, allThree, butSecond, notDone, noRows, UNKNOWN } from './expected.mts';
import {
	cutAnswer,
	lastBeforeRefusal,
	lateAnswer,
	lateRequest,
	lostAnswer,
	resetBefore,
	resetInRequest,
	twice,
} from './kinds.mts';
import { faultSuite } from './suite.mts';

/** The connection between n8n and the PBX breaks, or delivers late or twice. */
const { faults } = faultSuite();

faults('answers come late, within the time limit', [
	{
		subject: 'read',
		options: { timeout: 3000 },
		happens: lateAnswer(100),
		expected: allRows(3),
	},
	{
		subject: 'create',
		options: { timeout: 3000 },
		happens: lateAnswer(100),
		expected: allThree(),
	},
]);

faults('an answer comes after the time limit', [
	{
		subject: 'read',
		options: { timeout: 700 },
		happens: lateAnswer(1000),
		expected: allRows(4, 4),
	},
	{
		subject: 'create',
		options: { timeout: 700 },
		happens: lateAnswer(1000),
		expected: butSecond(UNKNOWN),
	},
]);

// The node has looked, and sent it once more, when the first one arrives.
faults('a request reaches the PBX after the time limit', [
	{
		subject: 'create',
		options: { timeout: 700 },
		happens: lateRequest(1000),
		expected: allThree(4, 4),
	},
	{
		subject: 'createRules',
		options: { timeout: 700 },
		happens: lateRequest(1000),
		expected: butSecond(/did not answer in time; whether the PBX made the change is not known/),
	},
	{
		subject: 'remove',
		options: { timeout: 700 },
		happens: lateRequest(1000),
		expected: allThree(4, 4),
	},
]);

faults('nobody listens for a moment', [
	{ subject: 'read', where: { skip: 0 }, happens: lastBeforeRefusal(300), expected: allRows(3) },
	{ subject: 'create', where: { skip: 0 }, happens: lastBeforeRefusal(300), expected: allThree() },
	{ subject: 'update', where: { skip: 0 }, happens: lastBeforeRefusal(300), expected: allThree() },
]);

faults('nobody listens any more', [
	{
		subject: 'read',
		where: { skip: 0 },
		options: { maxTries: 4 },
		happens: lastBeforeRefusal(60_000),
		expected: noRows(/Nothing answers at/, 1, 1),
	},
	{
		subject: 'create',
		where: { skip: 1 },
		options: { maxTries: 4 },
		happens: lastBeforeRefusal(60_000),
		expected: { ...all(2), failed: { 2: /Nothing answers at [^;]*$/ } },
	},
]);

faults('reset before the request reached the PBX', [
	{ subject: 'read', happens: resetBefore, expected: allRows(4) },
	{ subject: 'create', happens: resetBefore, expected: allThree(4) },
	{ subject: 'createRules', happens: resetBefore, expected: notDone(UNKNOWN) },
]);

faults('reset in the middle of the request', [
	{ subject: 'create', happens: resetInRequest, expected: allThree(4) },
	{
		subject: 'upload',
		where: { skip: 0 },
		happens: resetInRequest,
		expected: { sent: 1, got: 0, holds: 0, items: 0, failed: { 0: UNKNOWN } },
	},
]);

faults('reset in the middle of the answer', [
	{ subject: 'read', happens: cutAnswer('reset'), expected: allRows(4, 4) },
	{ subject: 'create', happens: cutAnswer('reset'), expected: butSecond(UNKNOWN) },
]);

faults('the answer ends before its Content-Length', [
	{ subject: 'read', happens: cutAnswer('close'), expected: allRows(4, 4) },
	{ subject: 'create', happens: cutAnswer('close'), expected: butSecond(UNKNOWN) },
	{
		subject: 'download',
		where: { skip: 0 },
		happens: cutAnswer('close'),
		expected: { ...allRows(2, 2), items: 1 },
	},
]);

faults('half an answer with a Content-Length to match', [
	{ subject: 'read', happens: cutAnswer('short'), expected: allRows(4, 4) },
	{ subject: 'create', happens: cutAnswer('short'), expected: butSecond(UNKNOWN) },
]);

faults('the PBX has done it, but its answer is lost', [
	{ subject: 'read', happens: lostAnswer, expected: allRows(4, 4) },
	// The record may be an older one: the PBX does not tell when it was made.
	{ subject: 'create', happens: lostAnswer, expected: butSecond(UNKNOWN) },
	{ subject: 'createRules', happens: lostAnswer, expected: butSecond(UNKNOWN) },
	{ subject: 'update', happens: lostAnswer, expected: allThree() },
	{ subject: 'remove', happens: lostAnswer, expected: allThree() },
]);

const fiveOpen = {
	...all(20),
	items: 15,
	failed: Object.fromEntries([1, 2, 3, 4, 5].map((item) => [item, UNKNOWN])),
};
faults('several connections break while 20 items run, 10 at a time', [
	{ subject: 'createMany', where: { times: 5 }, happens: resetBefore, expected: all(20, 25) },
	{ subject: 'createMany', where: { times: 5 }, happens: lostAnswer, expected: fiveOpen },
	{ subject: 'createMany', where: { times: 5 }, happens: cutAnswer('reset'), expected: fiveOpen },
]);

faults('delivered twice, the first answer comes', [
	{ subject: 'read', happens: twice('first'), expected: allRows(3, 4) },
	{ subject: 'create', happens: twice('first'), expected: allThree(3, 4) },
	{ subject: 'update', happens: twice('first'), expected: allThree(3, 4) },
	{ subject: 'remove', happens: twice('first'), expected: allThree(3, 4) },
	// Nobody but the PBX could see that it was one request: it has no mark of its own.
	{
		subject: 'createRules',
		happens: twice('first'),
		expected: { ...allThree(3, 4), holds: 4 },
		doubled: 1,
	},
]);

faults('delivered twice, the second answer comes', [
	{ subject: 'read', happens: twice('second'), expected: allRows(3, 4) },
	{
		subject: 'create',
		happens: twice('second'),
		expected: butSecond(/409 RESOURCE_EXISTS/, { got: 4 }),
	},
	{ subject: 'update', happens: twice('second'), expected: allThree(3, 4) },
	{ subject: 'remove', happens: twice('second'), expected: butSecond(/404/, { got: 4 }) },
]);
