import {
	currentParameters,
	goldenParameters,
	onlyIn,
	type Parameters,
} from '../../scripts/docs/parameters.mts';

const golden = goldenParameters();
const current = currentParameters();

/** A message with the names, where a plain comparison would print both lists. */
const lines = (what: string, list: readonly string[]): string =>
	list.length ? [what, ...list].join('\n  ') : '';

describe('names in saved workflows', () => {
	test('are all still there', () => {
		expect(
			lines(
				'Workflows that were saved with these names would break; bring the names back:',
				onlyIn(golden, current),
			),
		).toBe('');
	});

	test('are all entered in the list', () => {
		expect(lines('New names: run npm run golden', onlyIn(current, golden))).toBe('');
	});

	test('are sorted, so that a change is easy to review', () => {
		expect(Object.keys(golden)).toEqual(Object.keys(golden).sort());
		for (const names of Object.values(golden)) expect(names).toEqual([...names].sort());
	});
});

describe('the comparison', () => {
	const before: Parameters = { 'a:get': ['id', 'options.old'], 'a:delete': ['id'] };

	test('sees a removed operation', () => {
		expect(onlyIn(before, { 'a:get': ['id', 'options.old'] })).toEqual(['a:delete']);
	});

	test('sees a renamed parameter on both sides', () => {
		const after: Parameters = { ...before, 'a:get': ['id', 'options.new'] };
		expect(onlyIn(before, after)).toEqual(['a:get options.old']);
		expect(onlyIn(after, before)).toEqual(['a:get options.new']);
	});

	test('knows the fields inside collections and lists', () => {
		expect(current['portSip:tenant:create']).toContain('additionalFields.e164.country');
		expect(current['portSipExtension:extension:create']).toContain(
			'additionalFields.blfs.entries.lampKey',
		);
	});
});
