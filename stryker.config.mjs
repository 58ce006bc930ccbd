/**
 * Mutants of the code that guards writes, sign-ins and lists (`npm run mutants`). Tests that run in
 * n8n's engine load the built package and so see no mutant: those of the sources count here.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	testRunner: 'jest',
	jest: { configFile: 'jest.mutants.config.mjs', enableFindRelatedTests: true },
	mutate: [
		'pbx/**/*.ts',
		'nodes/shared/execution/**/*.ts',
		'nodes/shared/records/**/*.ts',
		'nodes/shared/special/**/*.ts',
	],
	coverageAnalysis: 'perTest',
	concurrency: 2,
	timeoutMS: 4000,
	// A mutant of a constant asks for all tests, and for most of the time.
	ignoreStatic: true,
	reporters: ['clear-text', 'progress', 'json'],
	jsonReporter: { fileName: '.cache/mutants.json' },
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	tempDirName: '.cache/stryker',
	ignorePatterns: ['dist', '.cache', 'docs', 'workflows', 'test/e2e', 'test/golden'],
};
