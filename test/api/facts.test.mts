import { resources } from '../../nodes/shared/api/index.ts';
import type { Field, Operation } from '../../nodes/shared/api/types.ts';
import { allDifferences, differences, EXCEPTIONS, rows } from '../../scripts/facts/compare.mts';
import { OMISSIONS } from '../../scripts/facts/omissions.mts';
import {
	contract,
	firstRelease,
	seeds,
	type FactOperation,
} from '../../scripts/facts/contract.mts';

const facts = contract();
const mine = rows();

/** What speaks against a row, and what to do about it, in one text: empty if nothing does. */
const advice = (what: string, lines: readonly string[]): string =>
	lines.length ? [what, ...lines].join('\n  ') : '';
const NOT_THERE =
	'The contract has no such call. Enter it in contract/operations.json (method, path, scope, fields, and "inferred": true where no page says so), or mend the route of the row:';
const DIFFERS =
	'The row differs from contract/operations.json. Mend the row; where it is right on purpose, enter the difference with its reason in EXCEPTIONS of scripts/facts/compare.mts:';

describe('the rows against the contract', () => {
	test.each([...mine])('%s', (key, operation) => {
		const fact = facts.get(key);
		expect(advice(NOT_THERE, fact ? [] : [key])).toBe('');
		expect(advice(DIFFERS, fact ? differences(operation, fact) : [])).toBe('');
	});

	test.each([...mine])('%s can act in a tenant if it is about one', (key, { inTenant = false }) => {
		// Files belong to whoever uploads them: a tenant's music has to be uploaded inside it.
		const files = /\/(blobs|files)(\/|$)/.test(key);
		const about = facts.get(key)?.scope === 'tenant' || files;
		const inside =
			'The contract says that it is about one tenant: enter its resource in insideTenant([...]) of its folder, or give the row inTenant: true:';
		const outside =
			'The contract does not say that it is about one tenant: take its resource out of insideTenant([...]), or give the row inTenant: false:';
		expect(advice(about ? inside : outside, inTenant === about ? [] : [key])).toBe('');
	});

	test.each([...mine])(
		'%s works outside of tenants if others than their users may call it',
		(key, row) => {
			const { scope, alsoScopes = [] } = facts.get(key) as FactOperation;
			const others = [scope, ...alsoScopes].some((each) => each !== 'tenant');
			expect(row.outside ?? false).toBe(row.inTenant === true && others);
		},
	);

	test('the 54 operations of the seed are covered', () => {
		expect(seeds()).toHaveLength(54);
		expect(seeds().filter((key) => !mine.has(key))).toEqual([]);
	});

	test('the 103 operations of the first release are covered', () => {
		expect(firstRelease()).toHaveLength(103);
		expect(firstRelease().filter((key) => !mine.has(key))).toEqual([]);
	});

	test('every operation of the API is a row, or left out with a reason', () => {
		const open = [...facts.keys()].filter((key) => !mine.has(key) && !(key in OMISSIONS));
		const missing =
			'The contract has calls without a row: add one each (npm run api:scaffold -- "POST /path"), or the reason in scripts/facts/omissions.mts:';
		expect(advice(missing, open)).toBe('');
		const needless = Object.keys(OMISSIONS).filter((key) => mine.has(key) || !facts.has(key));
		const leftOver =
			'These have a row, or are not in the contract: take them out of scripts/facts/omissions.mts:';
		expect(advice(leftOver, needless)).toBe('');
	});

	test('no call stands in two rows', () => {
		const calls = resources
			.flatMap(({ operations }) => operations)
			.filter(({ path, composed }) => path !== '' && !composed);
		expect(mine.size).toBe(calls.length);
	});

	test('every exception is still needed', () => {
		const lines = [...mine].flatMap(([key, operation]) => {
			const fact = facts.get(key);
			return fact ? allDifferences(operation, fact) : [];
		});
		for (const { what } of EXCEPTIONS) {
			expect([what, lines.some((line) => what.test(line))]).toEqual([what, true]);
		}
	});
});

describe('the comparison', () => {
	const key = 'POST /dealers';
	const row = mine.get(key) as Operation;
	const changed = (name: string, change: Partial<Field>): Operation => ({
		...row,
		bodyFields: row.bodyFields.map((field) =>
			field.name === name ? { ...field, ...change } : field,
		),
	});
	const compare = (operation: Operation) => {
		const fact = facts.get(key);
		return fact ? differences(operation, fact) : [];
	};

	test.each([
		['a missing field', { ...row, bodyFields: row.bodyFields.slice(1) }, 'missing'],
		[
			'a required field that is missing, which no exception may excuse',
			{ ...row, bodyFields: row.bodyFields.filter(({ name }) => name !== 'email') },
			'email: missing, but required',
		],
		['another type', changed('max_tenants', { type: 'text' }), 'type'],
		['another limit', changed('name', { max: 65 }), 'max'],
		['another minimum', changed('max_tenants', { min: 1 }), 'min'],
		['another default', changed('enabled', { default: false }), 'default'],
		['a choice too few', changed('level', { options: { RESELLER: 'Reseller' } }), 'choices'],
		['a field that is not required', changed('email', { required: false }), 'required'],
		['a field too many', changed('phone', { name: 'fone' }), 'not in the contract'],
	])('sees %s', (_, operation, word) => {
		expect(compare(operation as Operation).join('\n')).toContain(word);
	});

	test('excuses no missing field that is required', () => {
		const lines = [...mine].flatMap(([name]) =>
			(facts.get(name)?.body ?? []).map((field) => `${name} ${field.name}: missing, but required`),
		);
		expect(lines.length).toBeGreaterThan(1000);
		expect(lines.filter((line) => EXCEPTIONS.some(({ what }) => what.test(line)))).toEqual([]);
	});

	test('sees a difference in a nested field', () => {
		const tenant = mine.get('POST /tenants') as Operation;
		const fact = facts.get('POST /tenants');
		const without = tenant.bodyFields.map((field) =>
			field.name === 'e164' ? { ...field, fields: field.fields?.slice(1) } : field,
		);
		expect(fact && differences({ ...tenant, bodyFields: without }, fact)).toEqual([
			'POST /tenants e164.enabled: missing',
		]);
	});
});
