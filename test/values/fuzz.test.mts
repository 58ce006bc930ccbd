import { createRequire } from 'node:module';
import fc from 'fast-check';
import { parameterOf } from '../../nodes/shared/api/names.ts';
import { resources } from '../../nodes/shared/api/index.ts';
import type { Field } from '../../nodes/shared/api/types.ts';
import { collectionOf } from '../../nodes/shared/parameters/collections.ts';
import { planRequest } from '../../nodes/shared/plan/plan.ts';
import { InputRefused, KINDS } from '../../nodes/shared/values/inputRefused.ts';
import { contract } from '../../scripts/facts/contract.mts';
import { objections } from '../support/contractCheck.mts';
import { inEditor, parametersFor, sampleOf } from '../support/samples.mts';

/**
 * Whatever a field is given, it is refused with a message of the catalogue, or what would be sent
 * is as the contract has it. `FUZZ_RUNS` says how many values each field gets.
 */
const RUNS = Number(process.env.FUZZ_RUNS ?? 12);

const { DateTime } = createRequire(import.meta.url)('luxon') as {
	DateTime: { fromISO(text: string): unknown };
};

/** Texts that people have, right ones and wrong ones. */
const TEXTS = [
	...[
		'',
		' ',
		'undefined',
		'null',
		'NaN',
		'[object Object]',
		'Invalid DateTime',
		'..',
		'a/b',
		'=x',
	],
	...[
		'TRUE',
		'no',
		'x',
		'0',
		' 5 ',
		'5.0',
		'1.000',
		'1,5',
		'-1',
		'1e3',
		'46205',
		'46205.75',
		'0x10',
	],
	...['2026-02-31', '2026-12-31', '2026-12-31T18:00:00+01:00', '31.12.2026 18:00', 'Dec 31 2026'],
	...['US', 'usd', 'europe/berlin', 'W. Europe Standard Time', 'en_us', '20 gb', '100', '00:00'],
	...['a@b.example; c@d.example', 'https://acme.example/', 'acme.example', '192.0.2.1', '::1'],
	...['442071230000\n442071230001', '442071230000 – 442071230099', '+442071230000', '1002,1003'],
	...['00:15:65:aa:bb:cc', '00:15:65:aa:bb', 'Mon-Fri 9-17', '24/7', 'always', 'company'],
	...['[]', '{}', '["101"]', '{"a": 1}', '[{"extension_number": "101"}]', '{"monday": {}}', '{'],
	...['a\u200bb', 'a\u00a0b', '\ud800', 'ü', 'x'.repeat(2000), '812345678900000001'],
];

const scalars = fc.oneof(
	fc.constantFrom<unknown>(undefined, null, true, false, Number.NaN, Infinity, 2 ** 60, 46205),
	fc.constantFrom<unknown>(...TEXTS),
	fc.integer({ min: -2, max: 300 }),
	fc.double(),
	fc.string({ unit: 'grapheme', maxLength: 12 }),
	fc.stringMatching(/^[0-9+]{1,12}$/),
	fc.date({ noInvalidDate: false }),
	fc.constantFrom<unknown>(DateTime.fromISO('2026-12-31T18:00'), DateTime.fromISO('never')),
);

/** Values of all kinds, those that the editor gives for the field among them. */
const valuesFor = (own: unknown) =>
	fc.oneof(
		{ weight: 4, arbitrary: scalars },
		fc.constantFrom<unknown>(own, JSON.stringify(own), ` ${String(own)} `, [own], {
			entries: [own],
		}),
		fc.array(scalars, { maxLength: 3 }),
		fc.record({ mode: fc.constantFrom('id', 'list', 'domain', 'name'), value: scalars }),
		scalars.map((inner) => changed(own, inner)),
		fc.dictionary(fc.constantFrom('a', 'entries', 'monday', 'toJSON', 'key'), scalars, {
			maxKeys: 2,
		}),
	);

/** The value with something else in place of the first that is in it. */
function changed(own: unknown, inner: unknown): unknown {
	if (Array.isArray(own)) return [changed(own[0], inner), ...(own as unknown[]).slice(1)];
	if (typeof own !== 'object' || own === null) return inner;
	const [first, ...rest] = Object.entries(own);
	return first ? Object.fromEntries([[first[0], changed(first[1], inner)], ...rest]) : own;
}

const facts = contract();
const cases = resources.flatMap((resource) =>
	resource.operations
		.filter(({ path, special, composed }) => path !== '' && !(special && composed))
		.map((operation) => [`${resource.value}:${operation.value}`, resource, operation] as const),
);
const kinds = new Set<unknown>(KINDS);

test.each(cases)('%s', (_, resource, operation) => {
	const fact = facts.get(`${operation.method} ${operation.path}`);
	if (!fact) throw new Error('It is not in the contract');
	const samples = {
		...sampleOf(fact.pathParams),
		...sampleOf(fact.query),
		...sampleOf(fact.body),
	};
	const { pathFields, queryFields, bodyFields } = operation;
	const fields = [...pathFields, ...queryFields, ...bodyFields];
	const needed = Object.fromEntries(
		fields.filter(({ required }) => required).map(({ name }) => [name, samples[name]]),
	);
	const usual = parametersFor(resource, operation, needed);
	const collection = collectionOf(resource, operation);
	const withValue = (field: Field, value: unknown): Record<string, unknown> => {
		const place = collection?.fields.includes(field) ? collection.name : undefined;
		const own = { [parameterOf(field)]: value };
		return { ...usual, returnAll: true, ...(place ? { [place]: own } : own) };
	};
	for (const field of fields) {
		const { name } = field;
		const own = name in samples ? inEditor(field, samples[name]) : 'sample';
		fc.assert(
			fc.property(valuesFor(own), (value) => {
				const parameters = withValue(field, value);
				const read = (parameter: string) => parameters[parameter] ?? null;
				try {
					const { ids, query, body } = planRequest(operation, read, 'Europe/Berlin');
					expect([
						...objections(ids, [], pathFields),
						...objections(query, fact.query, queryFields),
						...objections(body, fact.body, bodyFields),
					]).toEqual([]);
				} catch (error) {
					if (!(error instanceof InputRefused)) throw error;
					const told = error.facts?.kind ?? error.message.replace(/ (update|create)$/, '');
					expect(kinds.has(told) || told === 'There is nothing to').toBe(true);
				}
			}),
			{ numRuns: RUNS },
		);
	}
});

test('the parameters that lists and downloads have beside their fields', () => {
	const [, , list] = cases.find(([name]) => name === 'tenant:getMany') ?? cases[0];
	const names = ['returnAll', 'limit', 'simple', 'filter', 'orderby', 'search', 'actInTenant'];
	const property = fc.property(fc.constantFrom(...names), valuesFor('sample'), (name, value) => {
		const own = ['filter', 'orderby', 'search'].includes(name) ? 'filters' : name;
		const parameters: Record<string, unknown> = {
			returnAll: false,
			limit: 5,
			[own]: own === name ? value : { [name]: value },
		};
		try {
			const plan = planRequest(list, (each) => parameters[each] ?? null, 'Europe/Berlin');
			expect(objections(plan.query, [], [])).toEqual([]);
			expect(plan.limit === Infinity || (Number.isInteger(plan.limit) && plan.limit > 0)).toBe(
				true,
			);
			expect(typeof plan.simple).toBe('boolean');
		} catch (error) {
			if (!(error instanceof InputRefused)) throw error;
			expect(kinds.has(error.facts?.kind)).toBe(true);
		}
	});
	fc.assert(property, { numRuns: RUNS * 100 });
});
