import { all, allRows, allThree, butSecond, notDone, noRows, UNKNOWN } from './expected.mts';
import { afterwards, emptied, garbled, redirected, webPage } from './kinds.mts';
import { faultSuite } from './suite.mts';

/** Something else comes than the answer that was asked for. */
const { faults, tokensEnd, tokensEndWhileStarting } = faultSuite();

faults('status 200 with what is no JSON', [
	{ subject: 'read', happens: garbled, expected: allRows(4, 4) },
	{ subject: 'create', happens: garbled, expected: butSecond(UNKNOWN) },
	{ subject: 'createRules', happens: garbled, expected: butSecond(/not valid JSON; whether/) },
	{ subject: 'update', happens: garbled, expected: allThree() },
]);

faults('status 200 with nothing in it', [
	{ subject: 'read', happens: emptied, expected: allRows(4, 4) },
	{ subject: 'create', happens: emptied, expected: allThree() },
]);

faults('page 502 of a reverse proxy', [
	{ subject: 'read', happens: webPage(502, 'Bad Gateway'), expected: allRows(4) },
	{ subject: 'create', happens: webPage(502, 'Bad Gateway'), expected: allThree(4) },
]);

faults('page 502 of a reverse proxy after the PBX has done it', [
	{
		subject: 'create',
		happens: afterwards(webPage(502, 'Bad Gateway')),
		expected: butSecond(UNKNOWN),
	},
	{ subject: 'remove', happens: afterwards(webPage(504, 'Time-out')), expected: allThree() },
]);

const maintenance = webPage(200, 'Maintenance');
faults('page 200 of a reverse proxy', [
	// The last page was on its way already.
	{ subject: 'read', happens: maintenance, expected: noRows(/web page instead/, 3, 2) },
	{ subject: 'create', happens: maintenance, expected: allThree(4) },
	{
		subject: 'download',
		where: { skip: 0 },
		happens: maintenance,
		expected: noRows(/web page instead/, 1, 0),
	},
]);

faults('page 200 of a reverse proxy after the PBX has done it', [
	{ subject: 'create', happens: afterwards(maintenance), expected: butSecond(UNKNOWN) },
]);

const elsewhere = /sends requests on to another address \(302\)$/;
const sameAddress = redirected(302, (line) => line.split(' ')[1]);
faults('redirect of a reverse proxy', [
	{ subject: 'read', happens: sameAddress, expected: noRows(elsewhere, 3, 2) },
	{ subject: 'create', happens: sameAddress, expected: notDone(elsewhere) },
	{ subject: 'update', happens: sameAddress, expected: notDone(elsewhere) },
]);

faults('401: the token ends in between', [
	// Both pages that are on their way.
	{ subject: 'read', happens: tokensEnd, expected: allRows(5, 5) },
	{ subject: 'create', happens: tokensEnd, expected: allThree(4, 4) },
	{ subject: 'update', happens: tokensEnd, expected: allThree(4, 4) },
	// All twenty are on their way.
	{ subject: 'createMany', where: { skip: 0 }, happens: tokensEnd, expected: all(20, 40, 40) },
]);

faults('401, and 503 for the new sign-in', [
	{
		subject: 'read',
		where: { skip: 0 },
		happens: tokensEndWhileStarting,
		expected: allRows(5, 5),
	},
	{ subject: 'create', happens: tokensEndWhileStarting, expected: allThree(5, 5) },
]);
