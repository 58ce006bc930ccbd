import { findOperation } from '../../nodes/shared/api/index.ts';
import { planRequest } from '../../nodes/shared/plan/plan.ts';

const now = Date.UTC(2026, 2, 15, 12);

function queryOf(resource: string, parameters: Record<string, unknown>) {
	const operation = findOperation(resource, 'getMany');
	if (!operation) throw new Error('no such operation');
	const all: Record<string, unknown> = { returnAll: true, ...parameters };
	return planRequest(operation, (name) => all[name] ?? null, 'Europe/Berlin', now).query;
}

const cdrs = (parameters: Record<string, unknown>) => queryOf('cdr', parameters).filter;
const march =
	"started_at ge '2026-02-28T23:00:00.000Z' and started_at lt '2026-03-31T22:00:00.000Z'";

test.each([
	['nothing', {}, undefined],
	['any time', { period: 'any', from: '2026-01-01' }, undefined],
	['a preset', { period: 'thisMonth' }, march],
	['both ends', { period: 'custom', from: '2026-03-01', to: '2026-03-31' }, march],
	[
		'one end',
		{ period: 'custom', from: '2026-03-01T08:00:00' },
		"started_at ge '2026-03-01T07:00:00.000Z'",
	],
	[
		'fields',
		{ filters: { direction: 'INBOUND_CALL', extension: '101' } },
		"direction eq 'INBOUND_CALL' and (caller eq '101' or callee eq '101')",
	],
	[
		'a quote, which stands twice',
		{ filters: { extension: "O'Hara" } },
		"(caller eq 'O''Hara' or callee eq 'O''Hara')",
	],
	['a text alone, as it is', { filters: { filter: 'a eq 1 or b eq 2' } }, 'a eq 1 or b eq 2'],
	[
		'a text beside others, in brackets',
		{ period: 'thisMonth', filters: { filter: 'a eq 1 or b eq 2' } },
		`${march} and (a eq 1 or b eq 2)`,
	],
])('a list of calls is asked for %s', (_, parameters, filter) => {
	expect(cdrs(parameters)).toBe(filter);
});

test('search and order go along', () => {
	expect(
		queryOf('cdr', { filters: { search: 'acme', orderby: 'started_at desc', filter: '' } }),
	).toEqual({ search: 'acme', orderby: 'started_at desc' });
});

test.each([
	[{ period: 'custom' }, '"From" and "To" are empty'],
	[{ period: 'custom', from: '2026-03-02', to: '2026-03-01' }, 'it is not before "To"'],
	[{ period: 'custom', from: 'soon' }, '"From" is "soon"'],
	[{ period: 'tomorrow' }, '"Period" is "tomorrow": it is none of the choices'],
	[{ filters: { direction: 'SIDEWAYS' } }, '"Direction" is "SIDEWAYS": it is none of the choices'],
])('%j is refused', (parameters, words) => {
	expect(() => cdrs(parameters)).toThrow(words);
});
