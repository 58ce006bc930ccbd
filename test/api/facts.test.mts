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

describe('the rows against the contract', () => {
	test.each([...mine])('%s', (key, operation) => {
		const fact = facts.get(key);
		expect(fact).toBeDefined();
		expect(fact && differences(operation, fact)).toEqual([]);
	});

	test.each([...mine])('%s can act in a tenant if it is about one', (key, { inTenant = false }) => {
		// Files belong to whoever uploads them: a tenant's music has to be uploaded inside it.
		const files = /\/(blobs|files)(\/|$)/.test(key);
		expect(inTenant).toBe(facts.get(key)?.scope === 'tenant' || files);
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
		expect(open).toEqual([]);
		expect(Object.keys(OMISSIONS).filter((key) => mine.has(key) || !facts.has(key))).toEqual([]);
	});

	test('no call stands in two rows', () => {
		const calls = resources
			.flatMap(({ operations }) => operations)
			.filter(({ path }) => path !== '');
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
