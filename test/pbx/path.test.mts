import fc from 'fast-check';
import { resources } from '../../nodes/shared/api/index.ts';
import { otherRoute } from '../../nodes/shared/api/routes.ts';
import { CallFailed } from '../../pbx/failures.ts';
import { isOneSegment, pathOf } from '../../pbx/path.ts';

const routes = resources
	.flatMap(({ operations }) => operations)
	.filter(({ path }) => path !== '')
	.map(({ method, path }) => ({ method, path, pattern: patternOf(path) }));

/** What a server takes for a route: each brace is one segment that is neither empty nor of dots. */
function patternOf(path: string): RegExp {
	return new RegExp(`^${path.replace(/\{\w+\}/g, '(?!\\.{0,2}(/|$))[^/]+')}$`, 'i');
}

/** The route that a server takes a path for: of two that fit, the one with fewer braces. */
const takenFor = (method: string, path: string): string | undefined =>
	routes
		.filter((each) => each.method === method && each.pattern.test(path))
		.sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0]?.path;

const WORDS = [...new Set(routes.flatMap(({ path }) => path.split('/')))].filter(
	(word) => word && !word.startsWith('{'),
);

/** What a careful and a careless server make of a path: dots taken off, decoded once or twice. */
function readings(path: string): string[] {
	const lenient = (text: string) =>
		text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
	const walked = (text: string) => new URL(`http://pbx${text.replace(/\\/g, '/')}`).pathname;
	const once = lenient(path);
	return [path, once, lenient(once)].map((each) => walked(each.replace(/;[^/]*/g, '')));
}

const id = fc.oneof(
	fc.constantFrom(...WORDS),
	fc.constantFrom(
		'..',
		'.',
		'',
		'%2e%2e',
		'%2E.',
		'%252e%252e',
		'..;x',
		'../x',
		'a/b',
		'a%2fb',
		'\\..\\x',
	),
	fc
		.array(fc.constantFrom('.', '..', '/', '%2e', '%2f', '%', '25', ';', ' ', 'x', '7'), {
			maxLength: 5,
		})
		.map((parts) => parts.join('')),
	fc.string({ maxLength: 8 }),
	fc.string({ unit: 'binary', maxLength: 4 }),
);

test('whatever stands in the braces of a row, its path leads to no other row, or is refused', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...routes),
			fc.array(id, { minLength: 4, maxLength: 4 }),
			(route, ids) => {
				const braces = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
				const filled = Object.fromEntries(braces.map((name, index) => [name, ids[index]]));
				if (otherRoute(route.method, route.path, filled)) return;
				let path: string;
				try {
					path = pathOf(route.path, filled);
				} catch (error) {
					expect(error).toBeInstanceOf(CallFailed);
					return;
				}
				for (const reading of readings(path)) {
					expect(reading.split('/')).toHaveLength(route.path.split('/').length);
					expect(takenFor(route.method, reading)).toBe(route.path);
				}
			},
		),
		{ numRuns: 5000 },
	);
});

test.each([
	'700551909773148160',
	'UDP',
	'ada.lovelace',
	'100%',
	'a b',
	'käse',
	'+49',
	'a;b',
	'...',
	'Sales & Co',
])('"%s" is an ID', (text) => {
	expect(isOneSegment(text)).toBe(true);
	expect(pathOf('/tenants/{id}', { id: text })).toBe(`/tenants/${encodeURIComponent(text)}`);
});

test.each([
	'',
	' ',
	'.',
	'..',
	' .. ',
	'%2e%2e',
	'%252e.',
	'..;a',
	'/',
	'a/b',
	'a%2Fb',
	'%255c',
	'a\u0000',
	'\ud800',
	'%25252525252e',
])('"%s" is none, and nothing is sent with it', (text) => {
	expect(isOneSegment(text)).toBe(false);
	expect(() => pathOf('/tenants/{id}', { id: text })).toThrow(/would lead to another call/);
});

test.each(['/tenants//x', '/tenants/', '/tenants/../x', '/tenants/{id}/x', '/a/%2e%2e'])(
	'a route such as %s has no path',
	(route) => {
		expect(() => pathOf(route)).toThrow(CallFailed);
	},
);

test.each([
	['POST', '/tenants/{id}', { id: 'switch' }, '/tenants/switch'],
	['POST', '/users/{id}', { id: 'Create_Many' }, '/users/create_many'],
	['POST', '/users/{id}', { id: 'create%5fmany' }, '/users/create_many'],
])('%s %s with %j would be another row', (method, route, ids, other) => {
	expect(otherRoute(method, route, ids)).toBe(other);
	expect(otherRoute(method, route, { id: '700551909773148160' })).toBeUndefined();
});

test.each([
	['a brace that is never closed', '/tenants/{id'],
	['words around a brace', '/tenants/x{id}'],
	['words behind a brace', '/tenants/{id}x'],
	['an id that nobody gave', '/tenants/{other}'],
	['half a character', '/tenants/\ud83d'],
])('a route with %s goes nowhere', (_, route) => {
	expect(() => pathOf(route, { id: '7' })).toThrow(CallFailed);
});

test('half a character in an id goes nowhere', () => {
	expect(() => pathOf('/tenants/{id}', { id: 'a\ud83d' })).toThrow(CallFailed);
});
