import { expireTokens } from '../../simulator/sessions.mts';
import { check, type Case } from './check.mts';
import {
	afterwards,
	cutAnswer,
	emptied,
	garbled,
	lastBeforeRefusal,
	lateAnswer,
	lostAnswer,
	redirected,
	refusal,
	resetBefore,
	resetInRequest,
	twice,
	webPage,
} from './kinds.mts';
import type { Fault } from './proxy.mts';
import { Report } from './report.mts';
import { ROWS, Scene } from './scene.mts';

/** What the workflow shows of a write whose answer was lost. */
const UNKNOWN = /whether the PBX made the change is not known/;

let scene: Scene;
const report = new Report();
beforeAll(async () => (scene = await Scene.start()), 30_000);
beforeEach(async () => await scene.restore());
afterAll(async () => {
	await scene.close();
	report.print();
});

/** All three pages, whatever happened; `sent` with the requests that were broken. */
const allRows = (sent: number, got = 3) => ({ sent, got, holds: ROWS, items: ROWS });
/** All three items, whatever happened. */
const allThree = (sent = 3, got = 3) => ({ sent, got, holds: 3, items: 3 });
/** The second item has failed, the others not. */
const butSecond = (words: RegExp, { sent = 3, got = 3, holds = 3 } = {}) => ({
	sent,
	got,
	holds,
	items: 2,
	failed: { 1: words },
});

/**
 * The second create was done, but the node could not read so from the answer; and below, it was
 * not done. A node that looks the record up on the PBX can say which: then these two change.
 */
const doneUnseen = (words = UNKNOWN) => butSecond(words);
const notDone = (words = UNKNOWN) => butSecond(words, { got: 2, holds: 2 });

function faults(name: string, cases: Case[]): void {
	describe(name, () => {
		for (const each of cases) {
			const title = `${each.subject}${each.gap ? ` (gap: ${each.gap})` : ''}`;
			const run = each.gap ? test.failing : test;
			run(title, async () => await check(scene, report, name, each), 20_000);
		}
	});
}

faults('answers come late, within the time limit', [
	{ subject: 'read', limit: 3000, happens: lateAnswer(100), expected: allRows(3) },
	{ subject: 'create', limit: 3000, happens: lateAnswer(100), expected: allThree() },
]);

faults('an answer comes after the time limit', [
	{ subject: 'read', limit: 700, happens: lateAnswer(1000), expected: allRows(4, 4) },
	{
		subject: 'create',
		limit: 700,
		happens: lateAnswer(1000),
		expected: doneUnseen(/did not answer in time; whether the PBX made the change is not known/),
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
		happens: lastBeforeRefusal(60_000),
		expected: { sent: 1, got: 1, holds: ROWS, items: 0, failed: { 0: /Nothing answers at/ } },
	},
	{
		subject: 'create',
		where: { skip: 1 },
		happens: lastBeforeRefusal(60_000),
		expected: { sent: 2, got: 2, holds: 2, items: 2, failed: { 2: /Nothing answers at [^;]*$/ } },
	},
]);

faults('reset before the request reached the PBX', [
	{ subject: 'read', happens: resetBefore, expected: allRows(4) },
	{
		subject: 'create',
		happens: resetBefore,
		expected: notDone(),
	},
]);

faults('reset in the middle of the request', [
	{
		subject: 'create',
		happens: resetInRequest,
		expected: notDone(),
	},
	{
		subject: 'upload',
		where: { skip: 0 },
		happens: resetInRequest,
		expected: { sent: 1, got: 0, holds: 0, items: 0, failed: { 0: UNKNOWN } },
	},
]);

faults('reset in the middle of the answer', [
	{ subject: 'read', happens: cutAnswer('reset'), expected: allRows(4, 4) },
	{ subject: 'create', happens: cutAnswer('reset'), expected: doneUnseen() },
]);

faults('the answer ends before its Content-Length', [
	{ subject: 'read', happens: cutAnswer('close'), expected: allRows(4, 4) },
	{ subject: 'create', happens: cutAnswer('close'), expected: doneUnseen(/incomplete/) },
	{
		subject: 'download',
		where: { skip: 0 },
		happens: cutAnswer('close'),
		expected: { sent: 2, got: 2, holds: ROWS, items: 1 },
	},
]);

faults('half an answer with a Content-Length to match', [
	{ subject: 'read', happens: cutAnswer('short'), expected: allRows(4, 4) },
	{ subject: 'create', happens: cutAnswer('short'), expected: doneUnseen(/not valid JSON/) },
]);

faults('status 200 with what is no JSON', [
	{ subject: 'read', happens: garbled, expected: allRows(4, 4) },
	{ subject: 'create', happens: garbled, expected: doneUnseen(/not valid JSON/) },
	{ subject: 'update', happens: garbled, expected: butSecond(/not valid JSON/) },
]);

faults('status 200 with nothing in it', [
	{
		subject: 'read',
		happens: emptied,
		expected: { ...allRows(4, 4) },
		gap: 'an empty answer ends the list in silence',
	},
	{ subject: 'create', happens: emptied, expected: allThree() },
]);

faults('page 502 of a reverse proxy', [
	{ subject: 'read', happens: webPage(502, 'Bad Gateway'), expected: allRows(4) },
	{
		subject: 'create',
		happens: webPage(502, 'Bad Gateway'),
		expected: notDone(/502/),
	},
]);

faults('page 502 of a reverse proxy after the PBX has done it', [
	{
		subject: 'create',
		happens: afterwards(webPage(502, 'Bad Gateway')),
		expected: doneUnseen(/502/),
	},
	{
		subject: 'remove',
		happens: afterwards(webPage(504, 'Gateway Time-out')),
		expected: butSecond(/504/),
	},
]);

faults('page 200 of a reverse proxy', [
	{
		subject: 'read',
		happens: webPage(200, 'Maintenance'),
		expected: { sent: 2, got: 1, holds: ROWS, items: 0, failed: { 0: /web page instead/ } },
	},
	{
		subject: 'create',
		happens: webPage(200, 'Maintenance'),
		expected: notDone(/web page instead/),
	},
	{
		subject: 'create',
		happens: afterwards(webPage(200, 'Maintenance')),
		expected: doneUnseen(/web page instead/),
	},
	{
		subject: 'download',
		where: { skip: 0 },
		happens: webPage(200, 'Maintenance'),
		expected: { sent: 1, got: 0, holds: ROWS, items: 0, failed: { 0: /web page instead/ } },
		gap: 'the page is taken for the file',
	},
]);

const sameAddress = redirected(302, (line) => line.split(' ')[1]);
faults('redirect of a reverse proxy', [
	{
		subject: 'create',
		happens: sameAddress,
		expected: notDone(/302/),
		gap: 'a redirected write becomes a read, whose answer is taken for success',
	},
	{
		subject: 'update',
		happens: sameAddress,
		expected: butSecond(/302/, { got: 2, holds: 2 }),
		gap: 'a redirected write becomes a read, whose answer is taken for success',
	},
]);

const expired: Fault = async ({ forward, reply }) => {
	expireTokens(scene.bench.simulator.state);
	reply(await forward());
};
faults('401: the token ends in between', [
	{ subject: 'read', happens: expired, expected: allRows(4, 4) },
	{ subject: 'create', happens: expired, expected: allThree(4, 4) },
	{ subject: 'update', happens: expired, expected: allThree(4, 4) },
]);

/** The token ends, and the sign-in that follows meets a PBX that is still starting. */
const expiredWhileStarting: Fault = async (exchange) => {
	scene.proxy.breakAt({ line: /\/auth\/sign_in$/ }, refusal(503, 'UNKNOWN'));
	await expired(exchange);
};
faults('401, and 503 for the new sign-in', [
	{
		subject: 'read',
		happens: expiredWhileStarting,
		expected: allRows(4, 4),
		gap: 'a sign-in is not repeated',
	},
	{
		subject: 'create',
		happens: expiredWhileStarting,
		expected: allThree(4, 4),
		gap: 'a sign-in is not repeated, and the items after it are not tried',
	},
]);

const inSeconds = (seconds: number) => () => ({ 'retry-after': String(seconds) });
const atDate = (seconds: number) => () => ({
	'retry-after': new Date(Date.now() + (scene.proxy.clockAhead + seconds) * 1000).toUTCString(),
});
const throttled = (headers?: () => Record<string, string>) => refusal(429, 'UNKNOWN', headers);

faults('429 with Retry-After in seconds', [
	{ subject: 'read', happens: throttled(inSeconds(1)), expected: allRows(4) },
	{ subject: 'create', happens: throttled(inSeconds(1)), expected: allThree(4) },
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
		where: { times: 4 },
		happens: throttled(),
		expected: butSecond(/429/, { sent: 6, got: 2, holds: 2 }),
	},
]);

faults('429 with a Retry-After of an hour', [
	{
		subject: 'read',
		happens: throttled(inSeconds(3600)),
		expected: { sent: 2, got: 1, holds: ROWS, items: 0, failed: { 0: /429/ } },
	},
]);

// Two seconds, less what headers in whole seconds do not tell; our own clock would make it none.
const onTime = { happens: throttled(atDate(2)), waits: 900, expected: allRows(4) };
faults('429 with a date, the clock of the PBX an hour ahead', [
	{ subject: 'read', clockAhead: 3600, ...onTime },
]);
faults('429 with a date, the clock of the PBX an hour behind', [
	{ subject: 'read', clockAhead: -3600, ...onTime },
]);

faults('503 for a moment', [
	{
		subject: 'read',
		where: { times: 2 },
		happens: refusal(503, 'UNKNOWN'),
		expected: allRows(5),
	},
	{
		subject: 'create',
		happens: refusal(503, 'UNKNOWN'),
		expected: notDone(/503/),
	},
	{
		subject: 'update',
		happens: refusal(503, 'UNKNOWN', inSeconds(1)),
		expected: allThree(4),
	},
]);

faults('500 once', [
	{
		subject: 'read',
		happens: refusal(500, 'UNKNOWN'),
		expected: { sent: 2, got: 1, holds: ROWS, items: 0, failed: { 0: /500/ } },
	},
	{
		subject: 'create',
		happens: refusal(500, 'UNKNOWN'),
		expected: notDone(/500/),
	},
]);

/** A minute of a real PBX in 300 ms: connections break, nobody listens, then 503, all tokens gone. */
const restarts: Fault = async ({ stopListening, reset }) => {
	expireTokens(scene.bench.simulator.state);
	scene.proxy.breakAt({ line: /./ }, refusal(503, 'UNKNOWN'));
	await stopListening(300);
	reset();
};
faults('the PBX restarts', [
	{ subject: 'read', happens: restarts, expected: allRows(6, 4) },
	{
		subject: 'create',
		happens: restarts,
		expected: { sent: 3, got: 1, holds: 1, items: 1, failed: { 1: UNKNOWN, 2: /503/ } },
	},
]);

faults('the PBX has done it, but its answer is lost', [
	{ subject: 'read', happens: lostAnswer, expected: allRows(4, 4) },
	{ subject: 'create', happens: lostAnswer, expected: doneUnseen() },
	{ subject: 'update', happens: lostAnswer, expected: butSecond(UNKNOWN) },
	{ subject: 'remove', happens: lostAnswer, expected: butSecond(UNKNOWN) },
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
