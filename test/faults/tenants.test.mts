import { all, allRows, noRows, UNKNOWN } from './expected.mts';
import {
	afterwards,
	cutAnswer,
	garbled,
	lateAnswer,
	lostAnswer,
	outage,
	refusal,
	resetBefore,
	resetInRequest,
	webPage,
} from './kinds.mts';
import { faultSuite } from './suite.mts';

/**
 * Act in Tenant: everything is in the right tenant, and the private sessions are ended. n8n's own
 * session stands already, so that the sign-ins here are those of the tenants, one after the other.
 */
const { scene, faults, tokensEnd, tokensEndWhileStarting, restarts } = faultSuite();

const first = (line: RegExp, times = 1) => ({ line, skip: 0, times });
const signingIn = first(/\/auth\/sign_in$/);
const switching = first(/\/tenants\/switch$/);
const looking = first(/^GET \/api\/tenant$/);
const leaving = first(/\/auth\/sign_out$/);
const notNow = refusal(503, 'UNKNOWN');
/** The first tenant, of the first and the third item, could not be entered. */
const butFirstTenant = (words: RegExp) => ({
	...all(2),
	failed: { 0: words, 2: words },
});

faults('in a tenant: the sign-in is not taken', [
	{ subject: 'createInside', where: signingIn, happens: notNow, expected: all(4) },
	{ subject: 'createInsideAtOnce', where: signingIn, happens: notNow, expected: all(4) },
	{ subject: 'createInside', where: signingIn, happens: resetBefore, expected: all(4) },
]);

// Nobody knows the token of that session: it ends by itself.
faults('in a tenant: the answer to the sign-in is lost', [
	{
		subject: 'createInside',
		where: signingIn,
		happens: lostAnswer,
		expected: { ...all(4), left: 1 },
	},
	{
		subject: 'createInside',
		where: signingIn,
		options: { timeout: 700 },
		happens: lateAnswer(1000),
		expected: { ...all(4), left: 1 },
	},
]);

faults('in a tenant: the sign-in is not taken for longer than the node tries', [
	{
		subject: 'createInside',
		where: { ...signingIn, times: 4 },
		options: { maxTries: 4 },
		happens: notNow,
		expected: {
			sent: 0,
			got: 0,
			holds: 0,
			items: 0,
			failed: Object.fromEntries([0, 1, 2, 3].map((item) => [item, /cannot take the sign-in now/])),
		},
	},
]);

faults('in a tenant: the switch is cut', [
	{ subject: 'createInside', where: switching, happens: resetBefore, expected: all(4) },
	{ subject: 'createInside', where: switching, happens: lostAnswer, expected: all(4) },
	{ subject: 'createInsideAtOnce', where: switching, happens: lostAnswer, expected: all(4) },
	{
		subject: 'createInside',
		where: switching,
		happens: afterwards(webPage(502, 'Bad Gateway')),
		expected: all(4),
	},
]);

faults('in a tenant: the switch is not taken for longer than the node tries', [
	{
		subject: 'createInside',
		where: { ...switching, times: 4 },
		options: { maxTries: 4 },
		happens: notNow,
		expected: butFirstTenant(/the tenant \d+ could not be entered: the PBX answered 503/),
	},
	{
		subject: 'createInside',
		where: switching,
		happens: refusal(500, 'UNKNOWN'),
		expected: butFirstTenant(/the tenant \d+ could not be entered: the PBX answered 500/),
	},
]);

// Nothing may be written before it is seen where the session is.
faults('in a tenant: the look where the session is breaks', [
	{ subject: 'createInside', where: looking, happens: cutAnswer('close'), expected: all(4) },
	{ subject: 'createInside', where: looking, happens: garbled, expected: all(4) },
	{
		subject: 'createInside',
		where: looking,
		happens: webPage(200, 'Maintenance'),
		expected: butFirstTenant(/could not be entered: .* web page/),
	},
]);

faults('in a tenant: the token ends in the middle', [
	{ subject: 'createInside', happens: tokensEnd, expected: all(4, 5, 5) },
	{ subject: 'readInside', happens: tokensEnd, expected: allRows(5, 5) },
	{ subject: 'createInside', happens: tokensEndWhileStarting, expected: all(4, 5, 5) },
	// Between the switch and the look.
	{ subject: 'createInside', where: looking, happens: tokensEnd, expected: all(4) },
]);

faults('in a tenant: the connection breaks', [
	{ subject: 'createInside', happens: resetBefore, expected: all(4, 5) },
	{ subject: 'createInside', happens: resetInRequest, expected: all(4, 5) },
	{
		subject: 'createInside',
		happens: lostAnswer,
		expected: { ...all(4), items: 3, failed: { 2: UNKNOWN } },
	},
	{
		subject: 'createInsideAtOnce',
		where: { skip: 0, times: 4 },
		happens: lostAnswer,
		expected: {
			...all(4),
			items: 0,
			failed: { 0: UNKNOWN, 1: UNKNOWN, 2: UNKNOWN, 3: UNKNOWN },
		},
	},
]);

faults('in a tenant: 5xx for a minute, in small', [
	{
		subject: 'createInside',
		where: { line: /./, skip: 0, times: Infinity },
		happens: outage(600),
		expected: all(4),
	},
	{
		subject: 'createInsideAtOnce',
		where: { line: /./, skip: 0, times: Infinity },
		happens: outage(600),
		expected: all(4),
	},
]);

faults('in a tenant: the PBX restarts', [
	{ subject: 'createInside', happens: restarts, expected: all(4, 5, 4) },
]);

// The other page is tried longer than this one, with a session that must not outlive the run.
faults('in a tenant: a page cannot be read, another one not now', [
	{
		subject: 'readInside',
		happens: async (exchange) => {
			const { line } = scene().subjects.readInside;
			scene().proxy.breakAt({ line, times: 2 }, notNow);
			await refusal(500, 'UNKNOWN')(exchange);
		},
		expected: noRows(/500/, 5, 2),
	},
]);

faults('in a tenant: the sign-out does not get through', [
	{
		subject: 'createInside',
		where: leaving,
		happens: resetBefore,
		expected: { ...all(4), left: 1 },
	},
	{ subject: 'createInside', where: leaving, happens: lostAnswer, expected: all(4) },
	{
		subject: 'createInside',
		where: leaving,
		options: { timeout: 700 },
		happens: lateAnswer(1500),
		expected: all(4),
	},
]);
